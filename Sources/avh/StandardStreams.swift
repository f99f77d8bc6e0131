import Files
import Foundation

/// Makes the process safe against standard streams that are closed, full or no longer read, and
/// against limits under which libraries end it.
enum StandardStreams {
  /// The files that a study, its report and gnuplot may have open at one time.
  private static let fewestFiles: rlim_t = 64
  /// The addresses in megabytes that the libraries and a small study take.
  private static let fewestMegabytes: rlim_t = 384

  /// To be called before any file is opened.
  static func prepare() {
    // The next file that is opened would become the closed stream and receive what is written to it.
    // Opened for reading only, it refuses that.
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
      let null = unsafe open("/dev/null", O_RDONLY)
      guard null == stream || null < 0 else {
        dup2(null, stream)
        close(null)
        continue
      }
    }
    // Writing then fails with a reason instead of ending the process.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Ends the program where it may open too few files or have too few addresses.
  static func requireRoom() {
    let files = limit(of: RLIMIT_NOFILE, raisedTo: fewestFiles)
    if files < fewestFiles {
      refuse(
        "the system lets this program open \(files, "file") at one time, and it needs "
          + "\(fewestFiles); allow more with ulimit -n.")
    }
    #if os(Linux)
      let megabytes = limit(of: RLIMIT_AS, raisedTo: fewestMegabytes << 20) >> 20
      if megabytes < fewestMegabytes {
        refuse(
          "the system lets this program have \(megabytes) MB of addresses, and it needs "
            + "\(fewestMegabytes); allow more with ulimit -v.")
      }
    #endif
  }

  #if os(Linux)
    private typealias Resource = __rlimit_resource
  #else
    private typealias Resource = CInt
  #endif

  /// What the system grants of a resource, after it was asked for what is needed.
  private static func limit(of resource: Resource, raisedTo needed: rlim_t) -> rlim_t {
    #if os(Linux)
      let resource = __rlimit_resource_t(resource.rawValue)
    #endif
    var limit = rlimit()
    guard unsafe getrlimit(resource, &limit) == 0 else { return needed }
    let granted = limit.rlim_cur
    guard granted < needed else { return granted }
    limit.rlim_cur = min(needed, limit.rlim_max)
    return unsafe setrlimit(resource, &limit) == 0 ? limit.rlim_cur : granted
  }

  /// Ends at once: the libraries' own ends may wait for what they cannot have.
  private static func refuse(_ reason: String) -> Never {
    Messages.error(reason)
    _exit(ExitStatus.ioError)
  }

  /// Ends as a program does whose output is no longer read, for example by `head`.
  static func endByBrokenPipe() -> Never {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    exit(ExitStatus.ioError)
  }
}
