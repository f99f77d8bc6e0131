internal import Foundation

/// An open file descriptor that is closed with its owner.
final class FileHandleOwner: Sendable {
  let path: String
  let descriptor: Int32
  /// The size on disk; 0 for pipes and terminals.
  let byteCount: Int

  /// Opens a file for reading and refuses folders.
  init(path: String) throws(InputFileError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .notFound(path: path)
        : .unreadable(path: path, reason: Self.lastReason)
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      close(descriptor)
      throw .unreadable(path: path, reason: Self.lastReason)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw .directory(path: path)
    }
    self.path = path
    self.descriptor = descriptor
    byteCount = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
  }

  deinit { close(descriptor) }

  /// Reads up to a buffer of bytes; 0 means the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFileError) -> Int {
    while true {
      let count = unsafe Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else {
        throw .unreadable(path: path, reason: Self.lastReason)
      }
    }
  }

  /// Reads one byte; nil means the end.
  func readByte() throws(InputFileError) -> UInt8? {
    let one = UnsafeMutableRawBufferPointer.allocate(byteCount: 1, alignment: 1)
    defer { unsafe one.deallocate() }
    return try unsafe read(into: one) == 1 ? one[0] : nil
  }

  /// What the system says about the last failed call.
  static var lastReason: String { unsafe String(cString: strerror(errno)) }
}
