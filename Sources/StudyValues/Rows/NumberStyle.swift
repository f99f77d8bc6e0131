internal import Foundation

/// How coefficients, differences and shares are written for people: one style for every page.
///
/// A number has as many decimals as its interval supports, the first that half of the interval's width
/// reaches, and never fewer than its kind asks for (two for a coefficient, three for a difference);
/// ``digits`` overrides both. The minus is a true one. What lies in [-1, 1] has no zero before the
/// point unless ``leadingZero`` says so.
package struct NumberStyle: Equatable, Sendable {
  /// Whether `0.28` keeps its zero.
  package var leadingZero: Bool
  /// The decimals of every coefficient and difference; chosen by the interval when nil.
  package var digits: Int?

  /// Creates a style; the defaults are those of the American Psychological Association.
  package init(leadingZero: Bool = false, digits: Int? = nil) {
    self.leadingZero = leadingZero
    self.digits = digits
  }

  /// The style of the pages where nobody asks for another.
  package static let written = NumberStyle()

  /// The decimals of a number.
  ///
  /// - Parameters:
  ///   - width: The width of its interval; nil where it has none.
  ///   - least: The fewest decimals.
  /// - Returns: The number of decimals, at most 6 unless ``digits`` is more.
  package func decimals(width: Double?, least: Int) -> Int {
    if let digits { return digits }
    // Half of the smallest number is 0.
    guard let width, width / 2 > 0, width.isFinite else { return least }
    return min(6, max(least, Int((-log10(width / 2)).rounded(.up))))
  }

  /// A number with so many decimals, for example `−.025`.
  package func number(_ value: Double, decimals: Int) -> String {
    RoundedNumber.fixed(value, decimals: decimals, leadingZero: leadingZero || abs(value) > 1)
      .replacing("-", with: "\u{2212}")
  }

  /// A number with its interval, for example `−.025 [−.047, −.003]`; the number alone without one.
  package func estimate(
    _ value: Double, _ low: Double?, _ high: Double?, least: Int = 2
  ) -> String {
    guard let low, let high else {
      return number(value, decimals: decimals(width: nil, least: least))
    }
    var decimals = decimals(width: high - low, least: least)
    // A limit that is not 0 does not read as 0, which would hide on which side it lies.
    while digits == nil, decimals < 6,
      [low, high].contains(where: { $0 != 0 && abs($0) < 0.5 * pow(10, -Double(decimals)) })
    {
      decimals += 1
    }
    let limits = [low, high].map { number($0, decimals: decimals) }.joined(separator: ",\u{A0}")
    return "\(number(value, decimals: decimals))\u{A0}[\(limits)]"
  }

  /// Whole numbers up to twelve as words, others in digits.
  package static func words(_ count: Int) -> String {
    let names = [
      "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve",
    ]
    return names.indices.contains(count) ? names[count] : String(count)
  }
}
