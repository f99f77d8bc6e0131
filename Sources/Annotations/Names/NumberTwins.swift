internal import Files
internal import StudyValues

/// Names of a column that would be one as numbers and stay apart: `01` and `1`, `1,000` and `1000`, and
/// `1e3` and `1000` beside words.
///
/// Leading zeros and marks between thousands may belong to an identifier and a bare exponent to a name of letters and digits, so
/// nothing is merged, and the import says which names are meant.
struct NumberTwins {
  /// The names that are numbers in another form, by their number in a table; no more are looked at.
  private var candidates: [Int32] = []
  private static let limit = 100_000

  /// Looks at a new name, once.
  mutating func look(at name: String, number: Int) {
    guard candidates.count < Self.limit, Self.plainNumber(name) != nil else { return }
    candidates.append(Int32(number))
  }

  /// What to say; nil where nothing is such.
  ///
  /// - Parameters:
  ///   - what: What the names are of, in the plural.
  ///   - names: All names.
  /// - Returns: One sentence with up to five pairs.
  func note(_ what: String, in names: borrowing TextTable) -> String? {
    var first: [String: String] = [:]
    var pairs: [(String, String)] = []
    for candidate in candidates {
      let name = names[Int(candidate)]
      guard let number = Self.plainNumber(name) else { continue }
      if names.find(number) != nil {
        pairs.append((name, number))
      } else if let other = first.updateValue(name, forKey: number) {
        pairs.append((other, name))
      }
    }
    guard !pairs.isEmpty else { return nil }
    let shown = pairs.prefix(5).map { "`\($0.0)` and `\($0.1)`" }.joined(separator: ", ")
    return
      "Some names of \(what) would be the same as numbers and count as different: \(shown)"
      + (pairs.count > 5 ? ", …" : "") + "; if they are one, write them alike."
  }

  /// The usual form of a name that is a whole number in another one; nil for any other.
  static func plainNumber(_ name: String) -> String? {
    guard let first = name.utf8.first, first < 0x3A, first >= 0x2B,
      let whole = DecimalNumber(name).map(\.whole) ?? NumberText.thousands(name)
    else { return nil }
    let isNegative = whole.hasPrefix("-")
    let digits = whole.drop { $0 == "-" || $0 == "0" }
    let plain = (isNegative && !digits.isEmpty ? "-" : "") + (digits.isEmpty ? "0" : digits)
    return plain == name ? nil : plain
  }
}
