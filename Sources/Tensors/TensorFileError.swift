public import Files

/// What can be wrong with a tensor file, each case one sentence with its place and a remedy.
public enum TensorFileError: Error, Equatable, CustomStringConvertible {
  /// The file cannot be read at all, or its container is damaged.
  case input(InputFileError)
  /// The content is none of the known tensor formats.
  case unknownFormat(path: String, found: String, remedy: String)
  /// The header breaks the rules of the format.
  case malformedHeader(source: String, byte: Int, expected: String, found: String)
  /// The header promises another number of bytes than the file holds.
  case sizeMismatch(source: String, expected: Int, found: Int)
  /// The elements are Python objects, which only running a pickle could rebuild.
  case objectArray(source: String, remedy: String)
  /// The elements are of a type that is not read here.
  case unsupportedType(source: String, found: String, remedy: String)
  /// The file holds no tensor of that name, or several and no name was given.
  case missingKey(path: String, key: String?, found: [String])
  /// An element cannot be represented in the type that was asked for.
  case wrongValue(source: String, row: Int, column: Int, expected: String, found: String)
  /// Text was asked of numbers, or numbers of text.
  case wrongType(source: String, expected: String, found: TensorElementType)
  /// Rows or an index beyond the tensor were asked for.
  case outOfRange(source: String, expected: Range<Int>, found: Range<Int>)
  /// The parts of a sharded tensor do not fit together.
  case shardMismatch(source: String, expected: String, found: String)
  /// Nothing fits the pattern, or the folder holds no tensor file.
  case noMatch(pattern: String)
  /// The output cannot be written.
  case cannotWrite(path: String, reason: String)

  /// The error as one sentence.
  public var description: String {
    switch self {
    case .input(let error):
      error.description
    case .unknownFormat(let path, let found, let remedy):
      "\(path): expected a tensor file (npy, npz, safetensors, mat, h5), found \(found); \(remedy)."
    case .malformedHeader(let source, let byte, let expected, let found):
      "\(source), byte \(byte): expected \(expected), found \(found)."
    case .sizeMismatch(let source, let expected, let found):
      found < expected
        ? "\(source): expected \(expected, "byte") as its header says, found only \(found);"
          + " the file was cut, fetch or write it again."
        : "\(source): expected \(expected, "byte") as its header says, found \(found);"
          + " if several arrays were saved one behind another, save them as an npz."
    case .objectArray(let source, let remedy):
      "\(source): expected numbers or fixed-width text, found an array of Python objects, and"
        + " nothing from a pickle is ever executed; convert it once with: \(remedy)"
    case .unsupportedType(let source, let found, let remedy):
      "\(source): expected numbers, truth values or fixed-width text, found \(found); \(remedy)."
    case .missingKey(let path, let key, let found):
      key.map { "\(path): expected an array '\($0)', found \(Self.list(found))." }
        ?? "\(path): expected the name of one of its arrays, found none; choose from"
        + " \(Self.list(found))."
    case .wrongValue(let source, let row, let column, let expected, let found):
      "\(source), row \(row), column \(column): expected \(expected), found \(found)."
    case .wrongType(let source, let expected, let found):
      "\(source): expected \(expected), found elements of type \(found)."
    case .outOfRange(let source, let expected, let found):
      "\(source): expected rows within \(expected), asked for \(found)."
    case .shardMismatch(let source, let expected, let found):
      "\(source): expected \(expected), found \(found)."
    case .noMatch(let pattern):
      "\(pattern): expected files of that pattern, or a folder of npy, npz or safetensors files,"
        + " found none; check the path."
    case .cannotWrite(let path, let reason):
      "\(path): cannot be written because \(reason)."
    }
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "no arrays" : names.map { "'\($0)'" }.joined(separator: ", ")
  }

  /// Runs a function of Files and turns its error into one of this module.
  static func wrapping<R>(
    _ body: () throws(InputFileError) -> R
  ) throws(TensorFileError) -> R {
    do { return try body() } catch { throw .input(error) }
  }
}
