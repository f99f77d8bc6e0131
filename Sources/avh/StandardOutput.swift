import Foundation

/// Standard output, written in large pieces; a test can take its place.
final class StandardOutput {
  /// Why standard output could not be written.
  struct Failure: Error, CustomStringConvertible {
    let reason: String

    var description: String {
      "standard output cannot be written (\(reason)); give it a file with room, or a terminal."
    }
  }

  /// Takes the output in place of the file, for as long as a test runs.
  @TaskLocal static var capture: LockedText?

  private var pending: [UInt8] = []

  /// Takes text; it appears at the latest with ``flush()``.
  func append(_ text: String) throws {
    pending.append(contentsOf: text.utf8)
    if pending.count > 1 << 16 { try flush() }
  }

  /// Writes what waits.
  func flush() throws {
    defer { pending.removeAll(keepingCapacity: true) }
    if let capture = Self.capture {
      capture.append(String(decoding: pending, as: UTF8.self))
      return
    }
    var bytes = pending[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { bytes in
        unsafe write(STDOUT_FILENO, bytes.baseAddress, bytes.count)
      }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno == EPIPE {
        StandardStreams.endByBrokenPipe()
      } else if errno != EINTR {
        throw Failure(reason: unsafe String(cString: strerror(errno)))
      }
    }
  }
}
