package import Files
internal import Foundation

/// The size of a file and when it was changed last: a quick sign that it is still the same one.
///
/// A file that was exchanged for another of the same size and time is not noticed; a hash notices it.
package struct FileStamp: Equatable, Sendable {
  /// The number of bytes.
  package var bytes: Int
  /// The time of the last change, in nanoseconds since 1970.
  package var modified: Int

  /// Creates a stamp.
  package init(bytes: Int, modified: Int) {
    self.bytes = bytes
    self.modified = modified
  }

  /// Looks at a file, through links.
  ///
  /// - Throws: `InputFileError` when there is no such file, or it is a folder, or a stream, which can be
  ///   read only once.
  package init(path: String) throws(InputFileError) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      let code = errno
      throw code == ENOENT || code == ENOTDIR
        ? .notFound(path: path)
        : .unreadable(path: path, reason: SystemReason.words(of: code))
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .directory(path: path)
    default:
      throw .unreadable(path: path, reason: "it is a stream and no file that can be read twice")
    }
    bytes = Int(status.st_size)
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    // Times far from ours would overflow, and are as good as any other when they are cut.
    let (seconds, isLong) = time.tv_sec.multipliedReportingOverflow(by: 1_000_000_000)
    modified = isLong ? Int(time.tv_sec) : Int(seconds) &+ Int(time.tv_nsec)
  }
}
