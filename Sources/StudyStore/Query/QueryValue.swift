/// One value of a row that a query returns, or of a parameter that it takes.
package enum QueryValue: Hashable, Sendable {
  /// No value.
  case null
  /// An integer.
  case integer(Int64)
  /// A number.
  case real(Double)
  /// A text.
  case text(String)
  /// Bytes.
  case bytes([UInt8])

  /// Reads a word of the command line: an integer or a number where it looks like one, else text.
  ///
  /// - Parameter word: The word.
  package init(parsing word: String) {
    let isNumeric = word.utf8.first.map { (0x2B...0x39).contains($0) } ?? false
    if let integer = Int64(word) {
      self = .integer(integer)
    } else if isNumeric, let real = Double(word), real.isFinite {
      self = .real(real)
    } else {
      self = .text(word)
    }
  }
}
