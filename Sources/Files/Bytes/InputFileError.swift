/// What can be wrong with an input file, each case one sentence with its place and a remedy.
public enum InputFileError: Error, Equatable, CustomStringConvertible {
  /// There is no file of that name.
  case notFound(path: String)
  /// The path names a folder where a file was expected.
  case directory(path: String)
  /// The system refused to open or read the file.
  case unreadable(path: String, reason: String)
  /// The file has no content.
  case empty(path: String)
  /// The text is not UTF-8: UTF-16, a NUL byte or an invalid sequence.
  case wrongEncoding(path: String, position: FilePosition, found: String)
  /// The content goes beyond a bound that protects time and memory.
  case limitExceeded(path: String, position: FilePosition, what: String, limit: Int)
  /// The content breaks the rules of its format.
  case malformed(path: String, position: FilePosition, expected: String, found: String)
  /// A row of a table has another number of fields than the first row.
  case raggedRow(path: String, line: Int, expected: Int, found: Int)
  /// A cell holds an array that was shortened with an ellipsis when it was printed.
  case cutArray(path: String, line: Int, column: String)
  /// A cell holds something else than its column needs.
  case wrongValue(path: String, line: Int, column: String, expected: String, found: String)
  /// A table lacks a column, or has two of that name.
  case missingColumn(path: String, name: String, found: [String])
  /// Compressed or checked content does not decode.
  case damaged(path: String, position: FilePosition, reason: String)
  /// The content is legal but of a kind that is not read here.
  case unsupported(path: String, position: FilePosition, found: String, remedy: String)
  /// A pickle asks for something else than numbers, text, lists, dictionaries and arrays.
  case refusedPickle(path: String, byte: Int, found: String, remedy: String)
  /// The system refused to create or write the file.
  case cannotWrite(path: String, reason: String)

  /// The file that the error is about.
  public var path: String {
    switch self {
    case .notFound(let path), .directory(let path), .unreadable(let path, _), .empty(let path),
      .wrongEncoding(let path, _, _), .limitExceeded(let path, _, _, _),
      .malformed(let path, _, _, _), .raggedRow(let path, _, _, _), .cutArray(let path, _, _),
      .wrongValue(let path, _, _, _, _), .missingColumn(let path, _, _), .damaged(let path, _, _),
      .unsupported(let path, _, _, _), .refusedPickle(let path, _, _, _),
      .cannotWrite(let path, _):
      path
    }
  }

  /// The error as one sentence.
  public var description: String {
    switch self {
    case .notFound(let path):
      "\(path): expected a file, found nothing of that name; check the path."
    case .directory(let path):
      "\(path): expected a file, found a folder; name a file inside it."
    case .unreadable(let path, let reason):
      "\(path): expected a readable file, but the system says '\(reason)'."
    case .empty(let path):
      path.hasPrefix("/dev/")
        ? "\(path): expected content, found a stream without any; check the command that writes it."
        : "\(path): expected content, found an empty file; it was probably not downloaded or written"
          + " to its end."
    case .wrongEncoding(let path, let position, let found):
      "\(position.prefix(path)): expected UTF-8 text, found \(found); save the file as UTF-8."
    case .limitExceeded(let path, let position, let what, let limit):
      "\(position.prefix(path)): expected at most \(limit) \(what), found more; the file is damaged"
        + " or not what it seems."
    case .malformed(let path, let position, let expected, let found):
      "\(position.prefix(path)): expected \(expected), found \(found)."
    case .raggedRow(let path, let line, let expected, let found):
      "\(path), line \(line): expected \(expected, "field") as in the first row, found \(found);"
        + " quote fields that contain the delimiter"
        + (line == 2 && found == expected + 1
          ? ", and write no names of rows (row.names = FALSE in R)." : ".")
    case .cutArray(let path, let line, let column):
      "\(path), line \(line), column '\(column)': expected every number, found an array cut by an"
        + " ellipsis ('...'), so the values are lost; save the arrays again with numpy.save."
    case .wrongValue(let path, let line, let column, let expected, let found):
      "\(path), line \(line), column '\(column)': expected \(expected), found '\(found)'."
    case .missingColumn(let path, let name, let found):
      "\(path): expected exactly one column '\(name)', found the columns"
        + " \(found.map { "'\($0)'" }.joined(separator: ", "))."
    case .damaged(let path, let position, let reason):
      "\(position.prefix(path)): expected intact data, found that \(reason); fetch the file again."
    case .unsupported(let path, let position, let found, let remedy):
      "\(position.prefix(path)): expected a form that is read here, found \(found); \(remedy)."
    case .refusedPickle(let path, let byte, let found, let remedy):
      "\(path), byte \(byte): expected a pickle of numbers, text and arrays, found \(found), and"
        + " nothing from a pickle is ever executed; convert it once with: \(remedy)"
    case .cannotWrite(let path, let reason):
      "\(path): expected to write the file, but the system says '\(reason)'."
    }
  }
}
