import Files
import Foundation
import Studies

/// The place that text goes to: standard output, or a file that somebody names.
enum TextPlace {
  /// Gives a piece of work the place to write to.
  ///
  /// - Parameters:
  ///   - path: The file; nil and `-` are standard output. A file appears when it is complete, and one
  ///     that is there already is never replaced.
  ///   - body: Writes.
  /// - Throws: `StudyError.cannotCreate` for a file that is there, and what `body` throws.
  static func deliver(
    to path: String?, _ body: (@escaping (String) throws -> Void) throws -> Void
  ) throws {
    guard let path, path != "-" else {
      let output = StandardOutput()
      try body(output.append)
      try output.flush()
      return
    }
    try requireFree(path)
    let file = try OutputFile(path: path)
    try body { try file.write(Array($0.utf8)) }
    try file.commit()
  }

  /// Refuses a file that is there already.
  static func requireFree(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    throw StudyError.cannotCreate(
      path: path, reason: "it is there already; name another file, or take it away first")
  }
}
