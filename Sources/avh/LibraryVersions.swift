import Files
import Networks
import Studies
import StudyStore

/// What `avh --version` prints: the program, and the libraries that its results can depend on.
enum LibraryVersions {
  /// The line of the program, which is all that the parser is told: asking the libraries loads them.
  static let program = "\(Tool.name) \(Tool.version)"

  /// One line each.
  static var text: String {
    ([program, "SQLite \(SQLiteLibrary.version)", BLASLibrary.name]
      + CompressionLibraries.versions).joined(separator: "\n")
  }
}
