import Files

/// The comparison of computed values with the expected ones, field by field.
struct AnswerComparison {
  /// The number of fields that were expected.
  private(set) var expected = 0
  /// The number of fields that were computed and compared.
  private(set) var compared = 0
  /// One line for each field that is wrong.
  private(set) var misses: [String] = []
  /// The fields that were not computed.
  private(set) var missing: [String] = []

  /// Whether NaN is as good as the expected number.
  let acceptsUndefined: Bool

  /// Compares the computed fields of a case.
  init(_ answerCase: KnownAnswerCase, computed: [String: AnswerValue]) {
    acceptsUndefined = answerCase.acceptsUndefined
    for field in answerCase.comparedFields {
      compare(field.name, computed[field.name], field.value, field.tolerance)
    }
  }

  /// The number of fields of a case, for one whose computation failed.
  static func fieldCount(_ answerCase: KnownAnswerCase) -> Int {
    answerCase.isUndefined ? 1 : AnswerComparison(answerCase, computed: [:]).expected
  }

  private mutating func compare(
    _ name: String, _ got: AnswerValue?, _ wanted: AnswerValue, _ tolerance: Tolerance
  ) {
    if case .fields(let fields) = wanted, !wanted.isUndefined {
      guard case .fields(let gotFields) = got, got?.isUndefined == false else {
        for (field, value) in fields.sorted(by: { $0.key < $1.key }) {
          // Values where none are expected to exist are misses, absent ones are missing.
          compare("\(name).\(field)", got.map { _ in .text("undefined") }, value, tolerance)
        }
        return
      }
      for (field, value) in fields.sorted(by: { $0.key < $1.key }) {
        compare("\(name).\(field)", gotFields[field], value, tolerance)
      }
      return
    }
    expected += 1
    guard let got else {
      missing.append(name)
      return
    }
    compared += 1
    guard let miss = Self.miss(got, wanted, tolerance, acceptsUndefined) else { return }
    misses.append("\(name): \(miss)")
  }

  /// What is wrong with a value, or nothing.
  private static func miss(
    _ got: AnswerValue, _ wanted: AnswerValue, _ tolerance: Tolerance, _ acceptsUndefined: Bool
  ) -> String? {
    if wanted.isUndefined {
      return isWithoutNumber(got) ? nil : "got \(got.brief), expected no value"
    }
    if case .list(let wantedList) = wanted {
      guard case .list(let gotList) = got, gotList.count == wantedList.count else {
        return "got \(got.brief), expected a list of \(wantedList.count)"
      }
      for (index, pair) in zip(gotList, wantedList).enumerated() {
        if let miss = miss(pair.0, pair.1, tolerance, acceptsUndefined) {
          return "element \(index): \(miss)"
        }
      }
      return nil
    }
    if let wantedNumber = wanted.double, let gotNumber = got.double {
      if acceptsUndefined, gotNumber.isNaN { return nil }
      guard !tolerance.allows(gotNumber, wantedNumber) else { return nil }
      return "got \(gotNumber), expected \(wantedNumber), off by \(abs(gotNumber - wantedNumber))"
        + ", allowed max(\(tolerance.absolute), \(tolerance.relative) of it)"
    }
    return got == wanted ? nil : "got \(got.brief), expected \(wanted.brief)"
  }

  /// Whether a value holds no finite number.
  static func isWithoutNumber(_ value: AnswerValue) -> Bool {
    switch value {
    case .null: true
    case .flag, .text: false
    case .number(let number): number.isNaN
    case .list(let values): values.allSatisfy(isWithoutNumber)
    case .fields(let fields): value.isUndefined || fields.values.allSatisfy(isWithoutNumber)
    }
  }
}

extension AnswerValue {
  /// The value in few words, for messages.
  var brief: String {
    switch self {
    case .null: "nothing"
    case .flag(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): "\"\(value)\""
    case .list(let values): "a list of \(values.count)"
    case .fields(let fields): isUndefined ? "no value" : "an object of \(fields.count, "field")"
    }
  }
}
