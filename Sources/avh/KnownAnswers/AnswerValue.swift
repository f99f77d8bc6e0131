/// A value of a case: what JSON can hold, and the strings that stand for numbers JSON cannot hold.
enum AnswerValue: Equatable, Sendable {
  /// No value; a missing rating in an array of numbers.
  case null
  /// True or false.
  case flag(Bool)
  /// A number, infinities and NaN included.
  case number(Double)
  /// Any text that does not stand for a number.
  case text(String)
  /// A list.
  case list([AnswerValue])
  /// Named values.
  case fields([String: AnswerValue])

  /// A whole number.
  static func count(_ value: Int) -> AnswerValue { .number(Double(value)) }

  /// A list of numbers.
  static func numbers(_ values: [Double]) -> AnswerValue { .list(values.map { .number($0) }) }

  /// A list of whole numbers.
  static func counts(_ values: [Int]) -> AnswerValue { .list(values.map { .count($0) }) }

  /// What stands for a value that does not exist, with the reason.
  static func undefined(_ reason: String) -> AnswerValue {
    .fields(["outcome": .text("undefined"), "reason": .text(reason)])
  }

  /// The number, where the value is one; true and false are 1 and 0.
  var double: Double? {
    switch self {
    case .number(let value): value
    case .flag(let value): value ? 1 : 0
    default: nil
    }
  }

  /// Whether the value says that the result does not exist.
  var isUndefined: Bool {
    guard case .fields(let fields) = self else { return false }
    return fields["outcome"] == .text("undefined")
  }
}

extension AnswerValue: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let text = try? container.decode(String.self) {
      self = Self.special[text].map { .number($0) } ?? .text(text)
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let list = try? container.decode([AnswerValue].self) {
      self = .list(list)
    } else {
      self = .fields(try container.decode([String: AnswerValue].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .flag(let value): try container.encode(value)
    case .number(let value) where value.isNaN: try container.encode("nan")
    case .number(let value) where value.isInfinite:
      try container.encode(value > 0 ? "inf" : "-inf")
    case .number(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .fields(let values): try container.encode(values)
    }
  }

  private static let special: [String: Double] = [
    "nan": .nan, "inf": .infinity, "-inf": -.infinity,
  ]
}
