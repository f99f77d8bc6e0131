/// A column of a table: its name in files, its heading for readers, and how its numbers are shown.
///
/// The kind changes only what people read (terminal, pages, LaTeX, Markdown). JSON, CSV and TSV always
/// hold the full value.
package struct Column: Equatable, Sendable {
  /// How the values of a column are shown.
  package enum Kind: Equatable, Sendable {
    /// Words, at the left.
    case text
    /// Whole numbers, at the right.
    case integer
    /// Real numbers with so many significant digits, trailing zeros removed.
    case real(digits: Int)
    /// Real numbers with a fixed number of decimals, for example shares and means.
    case fixed(decimals: Int)
    /// Numbers of size at most 1 with a fixed number of decimals and no leading zero, as APA asks.
    case coefficient(decimals: Int)
    /// Probabilities: three decimals, no leading zero, `<.001` below that.
    case probability
    /// Whatever each value is, as SQL returns it: texts as they are, reals to four digits.
    case value
  }

  /// The name in files, in snake_case.
  package var name: String
  /// What readers see above the column.
  package var heading: String
  /// How the values are shown.
  package var kind: Kind

  /// Creates a column.
  ///
  /// - Parameters:
  ///   - name: The name in files.
  ///   - heading: What readers see; the name when nil.
  ///   - kind: How the values are shown.
  package init(_ name: String, heading: String? = nil, kind: Kind = .value) {
    self.name = name
    self.heading = heading ?? name
    self.kind = kind
  }

  /// Whether values stand at the right edge, which is where numbers are compared.
  ///
  /// Returns nil for ``Kind/value``, where the values themselves decide.
  var isRightAligned: Bool? {
    switch kind {
    case .text: false
    case .integer, .real, .fixed, .coefficient, .probability: true
    case .value: nil
    }
  }

  /// The text a reader sees for a value of this column; empty when the value is missing.
  package func text(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text
    case .missing: ""
    case .real(let value) where value.isNaN: ""
    case .integer(let value): integerText(value)
    case .real(let value): realText(value)
    }
  }

  private func integerText(_ value: Int) -> String {
    switch kind {
    case .fixed, .coefficient, .probability: realText(Double(value))
    case .text, .integer, .real, .value: String(value)
    }
  }

  private func realText(_ value: Double) -> String {
    switch kind {
    case .text, .value: NumberText.significant(value, digits: 4)
    case .integer: NumberText.significant(value, digits: 15)
    case .real(let digits): NumberText.significant(value, digits: digits)
    case .fixed(let decimals): NumberText.fixed(value, decimals: decimals)
    case .coefficient(let decimals):
      NumberText.fixed(value, decimals: decimals, leadingZero: false)
    case .probability:
      value < 0.001 ? "<.001" : NumberText.fixed(value, decimals: 3, leadingZero: false)
    }
  }
}
