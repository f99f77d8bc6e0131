import Statistics

/// The arguments of one case, read by name and type.
struct CaseArguments {
  /// The function that asks for them.
  let function: String
  private let values: [String: AnswerValue]

  /// Takes the arguments of a case.
  init(_ answerCase: KnownAnswerCase) {
    function = answerCase.function
    values = answerCase.arguments
  }

  /// Returns a number.
  func number(_ name: String) throws -> Double {
    guard case .number(let value) = values[name] else { throw bad(name, "a number") }
    return value
  }

  /// Returns a whole number.
  func count(_ name: String) throws -> Int {
    guard case .number(let value) = values[name], let count = Int(exactly: value) else {
      throw bad(name, "a whole number")
    }
    return count
  }

  /// Returns a word.
  func word(_ name: String) throws -> String {
    guard case .text(let value) = values[name] else { throw bad(name, "a word") }
    return value
  }

  /// Returns an array of numbers, inline or generated; null stands for NaN.
  func numbers(_ name: String) throws -> [Double] {
    guard let value = values[name] else { throw bad(name, "an array of numbers") }
    return try numbers(value, name)
  }

  /// Returns several arrays of numbers.
  func rows(_ name: String) throws -> [[Double]] {
    guard case .list(let rows) = values[name] else { throw bad(name, "an array of arrays") }
    return try rows.map { try numbers($0, name) }
  }

  /// Returns a table of whole numbers.
  func table(_ name: String) throws -> [[Int]] {
    try rows(name).map { row in
      try row.map { value in
        guard let count = Int(exactly: value) else { throw bad(name, "a table of whole numbers") }
        return count
      }
    }
  }

  /// Returns what to do with missing values; nothing refuses them.
  func missingValues() throws -> MissingValues {
    guard values["missing"] != nil else { return .refuse }
    guard let missing = MissingValues(rawValue: try word("missing")) else {
      throw bad("missing", "omit or refuse")
    }
    return missing
  }

  /// Returns the method of an argument.
  func method(_ name: String = "method") throws -> CorrelationMethod {
    try CorrelationMethod(named: word(name))
  }

  private func numbers(_ value: AnswerValue, _ name: String) throws -> [Double] {
    switch value {
    case .list(let list):
      return try list.map { element in
        switch element {
        case .number(let value): value
        case .null: Double.nan
        default: throw bad(name, "an array of numbers")
        }
      }
    case .fields(let fields):
      guard let specification = fields["generate"], let array = GeneratedArray(specification) else {
        throw bad(name, "an array of numbers or a known generator")
      }
      return array.values
    default:
      throw bad(name, "an array of numbers")
    }
  }

  private func bad(_ name: String, _ expected: String) -> KnownAnswersError {
    .badArgument(function: function, name: name, expected: expected)
  }
}
