/// A reason why a file of known answers cannot be run.
package enum KnownAnswersError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be read.
  case unreadable(path: String)
  /// The file is not JSON of the expected form.
  case malformed(path: String, detail: String)
  /// The file has a schema that this version does not know.
  case unknownSchema(path: String, schema: Int)
  /// An argument of a case is missing or has another type.
  case badArgument(function: String, name: String, expected: String)

  /// One sentence: where, what was expected, what was found, what to do.
  package var description: String {
    switch self {
    case .unreadable(let path):
      "\(path) cannot be read; give the path of a JSON file of reference cases"
    case .malformed(let path, let detail):
      "\(path) is not a file of reference cases (\(detail)); it must be an object with \"schema\" and"
        + " \"cases\""
    case .unknownSchema(let path, let schema):
      "\(path) has schema \(schema), but this version knows schema 1; use a newer version"
    case .badArgument(let function, let name, let expected):
      "argument \"\(name)\" of \(function) must be \(expected); correct the case"
    }
  }
}
