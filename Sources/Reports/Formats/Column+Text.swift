package import StudyValues

extension Column {
  /// The text a reader sees for a value of this column; empty when the value is missing.
  package func text(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text
    case .missing: ""
    case .real(let value) where value.isNaN: ""
    case .interval(let low, let high): "[\(realText(low)), \(realText(high))]"
    case .estimated(let value, let low, let high): estimatedText(value, low, high)
    case .remarked(let value, let word): "\(realText(value)) (\(word))"
    case .integer(let value): integerText(value)
    case .real(let value): realText(value)
    }
  }

  private func estimatedText(_ value: Double, _ low: Double, _ high: Double) -> String {
    guard case .coefficient(let decimals) = kind else {
      return "\(realText(value)) [\(realText(low)), \(realText(high))]"
    }
    return NumberStyle.written.estimate(value, low, high, least: decimals)
      .replacing("\u{2212}", with: "-").replacing("\u{A0}", with: " ")
  }

  private func integerText(_ value: Int) -> String {
    switch kind {
    case .fixed, .probability: realText(Double(value))
    // A whole number among coefficients is a count.
    case .coefficient, .text, .integer, .real, .value: String(value)
    }
  }

  private func realText(_ value: Double) -> String {
    switch kind {
    case .text, .value: RoundedNumber.significant(value, digits: 4)
    case .integer: RoundedNumber.significant(value, digits: 15)
    case .real(let digits): RoundedNumber.significant(value, digits: digits)
    case .fixed(let decimals): RoundedNumber.fixed(value, decimals: decimals)
    case .coefficient(let decimals):
      RoundedNumber.fixed(value, decimals: decimals, leadingZero: false)
    case .probability:
      value < 0.001 ? "<.001" : RoundedNumber.fixed(value, decimals: 3, leadingZero: false)
    }
  }
}
