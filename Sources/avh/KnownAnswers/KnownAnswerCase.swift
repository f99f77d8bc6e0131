/// One case of a file of known answers.
struct KnownAnswerCase: Decodable, Sendable {
  /// The unique name of the case.
  let id: String
  /// What is computed.
  let function: String
  /// What it is computed from.
  let arguments: [String: AnswerValue]
  /// What must come out.
  let expected: [String: AnswerValue]
  /// How close the numbers must be.
  let tolerance: Tolerance
  /// The tolerance of single fields, where it differs.
  let fieldTolerance: [String: Tolerance]
  /// Whether an error or NaN is as good as the values.
  let acceptsUndefined: Bool

  private enum CodingKeys: String, CodingKey {
    case id
    case function
    case arguments
    case expected
    case tolerance
    case fieldTolerance = "field_tolerance"
    case acceptsUndefined = "accept_undefined"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    function = try container.decode(String.self, forKey: .function)
    arguments = try container.decode([String: AnswerValue].self, forKey: .arguments)
    expected = try container.decode([String: AnswerValue].self, forKey: .expected)
    tolerance = try container.decodeIfPresent(Tolerance.self, forKey: .tolerance) ?? Tolerance()
    fieldTolerance =
      try container.decodeIfPresent([String: Tolerance].self, forKey: .fieldTolerance) ?? [:]
    acceptsUndefined =
      try container.decodeIfPresent(Bool.self, forKey: .acceptsUndefined) ?? false
  }

  /// Whether the case has no value, so that an error or NaN is right.
  var isUndefined: Bool { expected["outcome"] == .text("undefined") }

  /// The fields to compare, in the order of their names.
  var comparedFields: [(name: String, value: AnswerValue, tolerance: Tolerance)] {
    expected.sorted { $0.key < $1.key }.compactMap { name, value in
      let tolerance = fieldTolerance[name] ?? tolerance
      return tolerance.isSkipped ? nil : (name, value, tolerance)
    }
  }
}

/// How close two numbers must be: |got - expected| ≤ max(absolute, relative · |expected|).
struct Tolerance: Decodable, Equatable, Sendable {
  /// The share of the expected number.
  let relative: Double
  /// The least distance that is allowed.
  let absolute: Double
  /// Whether the field is not compared at all.
  let isSkipped: Bool

  init() {
    relative = 0
    absolute = 0
    isSkipped = false
  }

  init(from decoder: any Decoder) throws {
    let values = try [String: AnswerValue](from: decoder)
    isSkipped = values.values.contains(.text("skip"))
    relative = values["relative"]?.double ?? 0
    absolute = values["absolute"]?.double ?? 0
  }

  /// Whether a number is close enough; infinities must be equal and NaN matches NaN.
  func allows(_ got: Double, _ expected: Double) -> Bool {
    if expected.isNaN { return got.isNaN }
    if expected.isInfinite || got.isInfinite { return got == expected }
    return abs(got - expected) <= max(absolute, relative * abs(expected))
  }
}
