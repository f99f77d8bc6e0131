/// A manifest that cannot be used, with the line to look at.
public struct ManifestError: Error, Equatable, CustomStringConvertible {
  /// The manifest's path.
  public var file: String
  /// The line, counted from 1.
  public var line: Int
  /// What is wrong and what would be right.
  public var problem: String

  /// Creates an error.
  public init(file: String, line: Int, problem: String) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  /// One sentence with file and line.
  public var description: String { "\(file), line \(line): \(problem)." }
}
