/// A place inside an input file, as messages name it.
public enum FilePosition: Equatable, Sendable, CustomStringConvertible {
  /// The file as a whole.
  case file
  /// A byte, counted from 0 at the beginning of the (decompressed) content.
  case byte(Int)
  /// A line, counted from 1.
  case line(Int)
  /// A character of a line, both counted from 1.
  case lineColumn(line: Int, column: Int)
  /// A cell of a table, by its line (from 1) and the name or number of its column.
  case cell(line: Int, column: String)
  /// A column of a table, by name.
  case column(String)
  /// A member of an archive, by name.
  case member(String)

  /// The place in words, such as `line 3`.
  public var description: String {
    switch self {
    case .file: "the file"
    case .byte(let byte): "byte \(byte)"
    case .line(let line): "line \(line)"
    case .lineColumn(let line, let column): "line \(line), column \(column)"
    case .cell(let line, let column): "line \(line), column '\(column)'"
    case .column(let name): "column '\(name)'"
    case .member(let name): "member '\(name)'"
    }
  }

  /// The beginning of a sentence about this place of a file.
  func prefix(_ path: String) -> String {
    self == .file ? "\(path)" : "\(path), \(self)"
  }
}
