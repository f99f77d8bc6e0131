import Foundation

/// Standard output, written in large pieces; a test can take its place.
final class StandardOutput {
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
    } else {
      try FileHandle.standardOutput.write(contentsOf: Data(pending))
    }
  }
}
