import Foundation

/// Makes the process safe against standard streams that are closed, full or no longer read, and
/// against limits under which libraries end it.
enum StandardStreams {
  /// The files that a study, its report and gnuplot may have open at one time.
  private static let fewestFiles: rlim_t = 64

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

  /// Ends the program where it may open too few files.
  static func requireFiles() {
    #if os(Linux)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    guard unsafe getrlimit(resource, &limit) == 0, limit.rlim_cur < fewestFiles else { return }
    limit.rlim_cur = min(fewestFiles, limit.rlim_max)
    let isRaised = unsafe setrlimit(resource, &limit) == 0
    guard !isRaised || limit.rlim_cur < fewestFiles else { return }
    Messages.error(
      "the system lets this program open \(limit.rlim_cur) files at one time, and it needs "
        + "\(fewestFiles); allow more with ulimit -n.")
    exit(ExitStatus.ioError)
  }

  /// Ends as a program does whose output is no longer read, for example by `head`.
  static func endByBrokenPipe() -> Never {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    exit(ExitStatus.ioError)
  }
}
