internal import Files
internal import Foundation
package import Reports

/// Writes a page as a folder that opens without a server.
///
/// The folder is made beside its destination and moved into place when it is complete. An earlier page in
/// that place is replaced, but only when every file in it is one that the earlier page wrote.
package enum PageFolder {
  /// What the manifest of a page says that it is.
  private static let schema = "avh-page-manifest/1"

  private struct Manifest: Encodable {
    let schema: String
    let files: [String]
  }

  /// Looks whether a page may be put in a place, before it is computed.
  ///
  /// - Parameter folder: Where the page shall be.
  /// - Throws: `ReportsError` when the place holds something else.
  package static func check(_ folder: String) throws(ReportsError) {
    let destination = URL(filePath: folder).resolvingSymlinksInPath().path
    try ReportFolder.check(destination, schema: schema)
    try ReportFolder.requireRoom(at: destination)
  }

  /// Writes a page.
  ///
  /// - Parameters:
  ///   - page: The page.
  ///   - folder: Where it shall be; created with the folders above it.
  ///   - isDry: Whether the page is only made and measured.
  /// - Returns: The number of bytes.
  /// - Throws: `ReportsError` when the place cannot be written, and the errors of the page.
  @discardableResult
  package static func write(
    _ page: StudyPage, to folder: String, isDry: Bool = false
  ) throws -> Int {
    let destination = URL(filePath: folder).resolvingSymlinksInPath().path
    try check(destination)
    guard !isDry else {
      return try page.files.reduce(0) { $0 + (try page.bytes(of: $1)?.count ?? 0) }
    }
    let scratch = Scratch(beside: destination)
    var count = 0
    for file in page.files {
      guard let bytes = try page.bytes(of: file) else { continue }
      count += bytes.count
      try write(bytes, to: "\(scratch.path)/\(file)")
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let manifest = try encoder.encode(Manifest(schema: schema, files: page.files))
    try write(Array(manifest), to: "\(scratch.path)/\(ReportFolder.manifestName)")
    try ReportFolder.replace(
      destination, with: scratch.path, asideAs: Scratch.name(beside: destination, "old"))
    scratch.release()
    return count
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(ReportsError) {
    do {
      let url = URL(filePath: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    } catch {
      throw .cannotWrite(path: path, reason: error.systemReason)
    }
  }
}
