import Foundation

/// A file of tab-separated lines to which each finished cell is added in one piece.
///
/// An interrupted run loses the cell that was running and goes on after the last one in the file.
struct ResultFile {
  private let url: URL

  /// Opens the file, or begins it with the names of its columns.
  init(_ url: URL, columns: [String]) throws {
    self.url = url
    guard !FileManager.default.fileExists(atPath: url.path) else { return }
    try "# \(columns.joined(separator: "\t"))\n".write(to: url, atomically: true, encoding: .utf8)
  }

  /// The fields of all lines.
  func rows() throws -> [[String]] { try Self.rows(of: url) }

  /// The first fields of all lines, which name the finished cells.
  func keys(fields: Int) throws -> Set<String> {
    Set(try rows().map { $0.prefix(fields).joined(separator: "\t") })
  }

  /// Adds the rows of a cell.
  func append(_ rows: [[String]]) throws {
    let text = rows.map { $0.joined(separator: "\t") + "\n" }.joined()
    let handle = try FileHandle(forWritingTo: url)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  /// The fields of a file of tab-separated lines, without comments.
  static func rows(of url: URL) throws -> [[String]] {
    guard FileManager.default.fileExists(atPath: url.path) else { return [] }
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }
}
