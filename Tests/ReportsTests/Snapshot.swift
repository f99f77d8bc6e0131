import Foundation
import Testing

/// Texts that the tests compare as a whole with files in `References`.
///
/// After an intended change, run the tests once with `AVH_RECORD_SNAPSHOTS=1`, read the difference with
/// `git diff`, and commit it.
enum Snapshot {
  /// Requires that a text equals a reference file.
  static func expect(
    _ text: String, equals name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "References/\(name)")
    if ProcessInfo.processInfo.environment["AVH_RECORD_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let reference = try String(contentsOf: file, encoding: .utf8)
    guard text != reference else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let expected = reference.split(separator: "\n", omittingEmptySubsequences: false)
    let index =
      zip(lines, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? min(lines.count, expected.count)
    Issue.record(
      """
      \(name) differs from line \(index + 1) on:
      expected: \(index < expected.count ? String(expected[index]) : "the end")
      found:    \(index < lines.count ? String(lines[index]) : "the end")
      """, sourceLocation: sourceLocation)
  }
}
