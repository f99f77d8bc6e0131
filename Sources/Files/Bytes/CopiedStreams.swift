internal import Foundation
internal import Synchronization

/// The content of pipes and other streams that a program was given in place of files.
///
/// Each is copied once, to a temporary file that has no name any more when it is filled, so that nothing
/// is left of it whatever happens to the program.
enum CopiedStreams {
  /// The most bytes of one stream.
  static let limit = 4 << 30

  /// The descriptor of the copy of each stream, with its size.
  private static let copies = Mutex<[String: (descriptor: Int32, bytes: Int)]>([:])

  /// A descriptor of the copy that was made of a stream before; nil for files and new streams.
  ///
  /// - Parameter path: The name by which the program was given it.
  /// - Returns: A descriptor of its own for every call, all of one position, and the size.
  /// - Throws: ``InputFileError/unreadable(path:reason:)`` when there are too many open files.
  static func known(_ path: String) throws(InputFileError) -> (descriptor: Int32, bytes: Int)? {
    let known = copies.withLock { copies throws(Never) in copies[path] }
    guard let copy = known else { return nil }
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return nil }
    return try duplicate(copy, of: path)
  }

  /// A descriptor of the copy of a stream, and the size.
  ///
  /// - Parameters:
  ///   - path: The name by which the program was given it.
  ///   - stream: The open stream; it is read to its end the first time.
  /// - Returns: A descriptor of its own for every call, all of one position, and the size.
  /// - Throws: ``InputFileError/limitExceeded(path:position:what:limit:)`` for more than ``limit``
  ///   bytes, ``InputFileError/unreadable(path:reason:)`` when the copy cannot be made.
  static func copy(
    of path: String, _ stream: Int32
  ) throws(InputFileError) -> (descriptor: Int32, bytes: Int) {
    try copies.withLock { copies throws(InputFileError) in
      if let copy = copies[path] { return try duplicate(copy, of: path) }
      let copy = try fill(path, stream)
      copies[path] = copy
      return try duplicate(copy, of: path)
    }
  }

  private static func duplicate(
    _ copy: (descriptor: Int32, bytes: Int), of path: String
  ) throws(InputFileError) -> (descriptor: Int32, bytes: Int) {
    let descriptor = dup(copy.descriptor)
    guard descriptor >= 0 else {
      throw .unreadable(path: path, reason: FileHandleOwner.lastReason)
    }
    return (descriptor, copy.bytes)
  }

  private static func fill(
    _ path: String, _ stream: Int32
  ) throws(InputFileError) -> (descriptor: Int32, bytes: Int) {
    let folder = FileManager.default.temporaryDirectory.path
    var name = Array("\(folder)/avh-stream-XXXXXX".utf8CString)
    let file = unsafe name.withUnsafeMutableBufferPointer { name in
      unsafe name.baseAddress.map { unsafe mkstemp($0) } ?? -1
    }
    guard file >= 0 else { throw .unreadable(path: path, reason: FileHandleOwner.lastReason) }
    unsafe unlink(name)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    defer { unsafe buffer.deallocate() }
    var total = 0
    while true {
      let count = unsafe read(stream, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        defer { close(file) }
        throw .unreadable(path: path, reason: FileHandleOwner.lastReason)
      }
      guard count > 0 else { return (file, total) }
      total += count
      guard total <= limit else {
        close(file)
        throw .limitExceeded(
          path: path, position: .file, what: "bytes of a stream; save it to a file", limit: limit)
      }
      var written = 0
      while written < count {
        let step = unsafe write(file, buffer.baseAddress?.advanced(by: written), count - written)
        if step < 0, errno == EINTR { continue }
        guard step > 0 else {
          defer { close(file) }
          throw .unreadable(
            path: path,
            reason: "its copy in \(folder) cannot be written: "
              + FileHandleOwner.lastReason)
        }
        written += step
      }
    }
  }
}
