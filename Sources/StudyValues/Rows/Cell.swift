/// One value of a table: a text, a whole number, a real number, or nothing.
package enum Cell: Hashable, Sendable {
  /// A text, as it came.
  case text(String)
  /// A whole number.
  case integer(Int)
  /// A real number with all its digits; NaN counts as missing wherever it is written.
  case real(Double)
  /// The limits of an interval, shown as `[low, high]`.
  case interval(Double, Double)
  /// A real number with a word that readers must see beside it.
  case remarked(Double, String)
  /// A real number with the limits of its interval, shown as `value [low, high]`.
  case estimated(Double, Double, Double)
  /// No value (NULL).
  case missing

  /// Creates a text cell, missing for nil.
  package init(_ text: String?) { self = text.map(Cell.text) ?? .missing }

  /// Creates a whole-number cell, missing for nil.
  package init(_ number: Int?) { self = number.map(Cell.integer) ?? .missing }

  /// Creates a real cell, missing for nil and NaN.
  package init(_ number: Double?) {
    guard let number, !number.isNaN else {
      self = .missing
      return
    }
    self = .real(number)
  }

  /// A number with its interval, a number alone where there is none, missing for nil and NaN.
  package init(_ number: Double?, low: Double?, high: Double?) {
    guard let number, let low, let high, !number.isNaN, !low.isNaN, !high.isNaN else {
      self.init(number)
      return
    }
    self = .estimated(number, low, high)
  }

  /// The text; nil for numbers and nothing.
  package var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The whole number, also where it is stored as a real one; nil otherwise.
  package var integer: Int? {
    switch self {
    case .integer(let number): number
    case .real(let number), .remarked(let number, _), .estimated(let number, _, _):
      Int(exactly: number)
    case .text, .interval, .missing: nil
    }
  }

  /// The number; nil for texts and nothing.
  package var real: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number), .remarked(let number, _), .estimated(let number, _, _): number
    case .text, .interval, .missing: nil
    }
  }

  /// Whether the cell holds nothing that could be printed.
  package var isMissing: Bool {
    switch self {
    case .missing: true
    case .real(let value): value.isNaN
    case .text, .integer, .interval, .remarked, .estimated: false
    }
  }
}

extension Cell: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByNilLiteral
{
  /// Creates a text cell.
  package init(stringLiteral value: String) { self = .text(value) }

  /// Creates a whole-number cell.
  package init(integerLiteral value: Int) { self = .integer(value) }

  /// Creates a real cell.
  package init(floatLiteral value: Double) { self = .real(value) }

  /// Creates a missing cell.
  package init(nilLiteral: ()) { self = .missing }
}
