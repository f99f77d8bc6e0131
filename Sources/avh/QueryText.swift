import Files
import Foundation

/// The SQL of a query: a statement, a file of one, or standard input.
enum QueryText {
  /// The most bytes of a statement.
  private static let longest = 1 << 20
  private static let beginnings = ["select", "with", "values", "explain", "pragma"]

  /// The statement that an argument means: a file where it ends in `.sql`, standard input where it is
  /// `-`, else the argument itself.
  ///
  /// - Parameter argument: The argument.
  /// - Returns: The statement.
  /// - Throws: `InputFileError` when the file cannot be read.
  static func read(_ argument: String) throws -> String {
    guard argument == "-" || isSQLFile(argument) else { return argument }
    let path = StandardInput.path(argument)
    let bytes = try ByteSource(path: path).readAll(limit: longest)
    _ = try CheckedText(bytes, name: path)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the SQL stands where the study belongs: a statement that is no file, or a file of SQL before
  /// another file.
  static func areExchanged(_ study: String, _ sql: String) -> Bool {
    guard isSQLFile(study) else { return !isFile(study) && looksLikeSQL(study) }
    return !isSQLFile(sql) && isFile(sql)
  }

  private static func isSQLFile(_ path: String) -> Bool { path.lowercased().hasSuffix(".sql") }

  /// Whether there is a file of that name.
  static func isFile(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  /// Whether a text begins as a statement does.
  private static func looksLikeSQL(_ text: String) -> Bool {
    let words = text.lowercased().split(whereSeparator: { $0.isWhitespace || $0 == "(" })
    return words.count > 1 && words.first.map { beginnings.contains(String($0)) } ?? false
  }
}
