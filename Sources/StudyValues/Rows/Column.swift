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
  package var isRightAligned: Bool? {
    switch kind {
    case .text: false
    case .integer, .real, .fixed, .coefficient, .probability: true
    case .value: nil
    }
  }
}
