import Files
import Networks
import Studies
import StudyStore

/// What `avh --version` prints: the program, and the libraries that its results can depend on.
enum LibraryVersions {
  /// One line each.
  static var text: String {
    (["\(Tool.name) \(Tool.version)", "SQLite \(SQLiteLibrary.version)", BLASLibrary.name]
      + CompressionLibraries.versions).joined(separator: "\n")
  }
}
