internal import Foundation
internal import Synchronization

/// An open file descriptor that is closed with its owner.
///
/// A pipe or another stream can be read only once, while files are opened several times: its content is
/// copied to a file without a name when it is opened first, and read from there.
final class FileHandleOwner: Sendable {
  let path: String
  let descriptor: Int32
  /// The size in bytes; 0 for a device without an end.
  let byteCount: Int
  /// Where reading goes on in a copied stream, whose descriptors share one position.
  private let position: Atomic<Int>
  private let isCopy: Bool

  /// Opens a file for reading and refuses folders.
  init(path: String) throws(InputFileError) {
    // A named pipe whose writer is gone would make a second opening wait for ever.
    if let copy = try CopiedStreams.known(path) {
      self.path = path
      isCopy = true
      position = Atomic(0)
      (descriptor, byteCount) = (copy.descriptor, copy.bytes)
      return
    }
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
    position = Atomic(0)
    let kind = status.st_mode & S_IFMT
    isCopy = kind != S_IFREG
    guard isCopy else {
      self.descriptor = descriptor
      byteCount = Int(status.st_size)
      return
    }
    defer { close(descriptor) }
    (self.descriptor, byteCount) = try CopiedStreams.copy(of: path, descriptor)
  }

  deinit { close(descriptor) }

  /// Reads up to a buffer of bytes; 0 means the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFileError) -> Int {
    while true {
      let count = unsafe next(buffer)
      if count >= 0 { return count }
      guard errno == EINTR else {
        throw .unreadable(path: path, reason: Self.lastReason)
      }
    }
  }

  private func next(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard isCopy else {
      return unsafe Foundation.read(descriptor, buffer.baseAddress, buffer.count)
    }
    let offset = position.load(ordering: .relaxed)
    let count = unsafe pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
    if count > 0 { position.store(offset + count, ordering: .relaxed) }
    return count
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
