internal import Files
internal import Foundation

/// Elements of a fixed size in a file without a name, which is gone with its last reference.
final class SpoolFile {
  private let path: String
  private let descriptor: Int32

  /// Creates an empty file beside a path.
  ///
  /// - Throws: `InputFileError.cannotWrite`.
  init(beside path: String) throws(InputFileError) {
    let scratch = Scratch(beside: path)
    self.path = path
    descriptor = unsafe open(scratch.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0, unsafe unlink(scratch.path) == 0 else {
      throw .cannotWrite(path: path, reason: SystemReason.words(of: errno))
    }
  }

  deinit { close(descriptor) }

  /// Writes elements from a place on.
  ///
  /// - Throws: `InputFileError.cannotWrite`, as on a full disk.
  func write<Element: BitwiseCopyable>(
    _ elements: [Element], at place: Int
  ) throws(InputFileError) {
    let failure = unsafe elements.withUnsafeBytes { bytes -> Int32 in
      var done = 0
      while done < bytes.count {
        let count = unsafe pwrite(
          descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done,
          off_t(place * MemoryLayout<Element>.stride + done))
        if count < 0, errno != EINTR { return errno }
        done += max(count, 0)
      }
      return 0
    }
    guard failure == 0 else {
      throw .cannotWrite(path: path, reason: SystemReason.words(of: failure))
    }
  }

  /// Reads elements that were written, from a place on.
  ///
  /// - Throws: `InputFileError.unreadable`.
  func read<Element: BitwiseCopyable & ExpressibleByIntegerLiteral>(
    _ place: Int, _ count: Int
  ) throws(InputFileError) -> [Element] {
    var elements = [Element](repeating: 0, count: count)
    let failure = unsafe elements.withUnsafeMutableBytes { bytes -> Int32 in
      var done = 0
      while done < bytes.count {
        let count = unsafe pread(
          descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done,
          off_t(place * MemoryLayout<Element>.stride + done))
        if count == 0 { return EIO }
        if count < 0, errno != EINTR { return errno }
        done += max(count, 0)
      }
      return 0
    }
    guard failure == 0 else {
      throw .unreadable(path: path, reason: SystemReason.words(of: failure))
    }
    return elements
  }
}
