internal import Foundation

/// A file that is written under a temporary name and moved into place when it is complete.
///
/// Readers never see a half-written file: without ``commit()`` nothing of that name appears, and the
/// temporary file is removed. The folder must exist.
@safe package final class OutputFile {
  /// The final path.
  package let path: String
  /// How many bytes have been written.
  package private(set) var byteCount = 0

  private let scratch: Scratch
  private let descriptor: Int32
  private let buffer: UnsafeMutableRawBufferPointer
  private var buffered = 0
  private var isCommitted = false

  /// Creates the temporary file beside the final one.
  ///
  /// - Parameter path: where the file will be; an existing file is replaced on commit.
  /// - Throws: ``InputFileError/cannotWrite(path:reason:)``.
  package init(path: String) throws(InputFileError) {
    var isDirectory: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    guard !exists || !isDirectory.boolValue else {
      throw .cannotWrite(path: path, reason: "Is a directory")
    }
    scratch = Scratch(beside: path)
    descriptor = unsafe open(scratch.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .cannotWrite(path: path, reason: FileHandleOwner.lastReason)
    }
    self.path = path
    unsafe buffer = .allocate(byteCount: 1 << 20, alignment: 16)
  }

  deinit {
    unsafe buffer.deallocate()
    close(descriptor)
  }

  /// Appends bytes.
  ///
  /// - Parameter bytes: what to append.
  /// - Throws: ``InputFileError/cannotWrite(path:reason:)``.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(InputFileError) {
    byteCount += bytes.count
    if unsafe bytes.count > buffer.count - buffered { try flush() }
    guard unsafe bytes.count < buffer.count else {
      return try unsafe writeOut(bytes, at: byteCount - bytes.count)
    }
    unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[buffered...]).copyMemory(from: bytes)
    buffered += bytes.count
  }

  /// Appends bytes.
  ///
  /// - Parameter bytes: what to append.
  /// - Throws: ``InputFileError/cannotWrite(path:reason:)``.
  package func write(_ bytes: [UInt8]) throws(InputFileError) {
    let span = unsafe bytes.span.bytes
    try unsafe span.withUnsafeBytes { (bytes) throws(InputFileError) in try unsafe write(bytes) }
  }

  /// Replaces bytes that were written before.
  ///
  /// - Parameters:
  ///   - offset: where they begin.
  ///   - bytes: the new bytes; they must lie within what was written.
  /// - Throws: ``InputFileError/cannotWrite(path:reason:)``.
  package func replace(at offset: Int, _ bytes: [UInt8]) throws(InputFileError) {
    precondition(offset >= 0 && offset + bytes.count <= byteCount, "beyond what was written")
    try flush()
    let span = unsafe bytes.span.bytes
    try unsafe span.withUnsafeBytes { (bytes) throws(InputFileError) in
      try unsafe writeOut(bytes, at: offset)
    }
  }

  /// Writes everything out and moves the file to its final name.
  ///
  /// - Throws: ``InputFileError/cannotWrite(path:reason:)``.
  package func commit() throws(InputFileError) {
    precondition(!isCommitted, "the file is committed already")
    try flush()
    guard fsync(descriptor) == 0, unsafe rename(scratch.path, path) == 0 else {
      throw .cannotWrite(path: path, reason: FileHandleOwner.lastReason)
    }
    scratch.release()
    isCommitted = true
  }

  private func flush() throws(InputFileError) {
    guard buffered > 0 else { return }
    let count = buffered
    buffered = 0
    // The file ends where the unwritten bytes begin; a block in transit is not counted yet.
    let end = lseek(descriptor, 0, SEEK_END)
    try unsafe writeOut(UnsafeRawBufferPointer(rebasing: buffer[..<count]), at: Int(end))
  }

  private func writeOut(
    _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) throws(InputFileError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe pwrite(
        descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done,
        off_t(offset + done))
      if count < 0 {
        guard errno == EINTR else {
          throw .cannotWrite(path: path, reason: FileHandleOwner.lastReason)
        }
      } else {
        done += count
      }
    }
  }
}
