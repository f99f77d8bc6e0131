import Foundation

/// Makes the process safe against standard streams that are closed, full or no longer read.
enum StandardStreams {
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

  /// Ends as a program does whose output is no longer read, for example by `head`.
  static func endByBrokenPipe() -> Never {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    exit(ExitStatus.ioError)
  }
}
