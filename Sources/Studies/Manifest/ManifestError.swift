/// A manifest that cannot be used, with the line to look at.
package struct ManifestError: Error, Equatable, CustomStringConvertible {
  /// The manifest's path.
  package var file: String
  /// The line, counted from 1.
  package var line: Int
  /// What is wrong and what would be right.
  package var problem: String

  /// One sentence with file and line.
  package var description: String { "\(file), line \(line): \(problem)." }
}
