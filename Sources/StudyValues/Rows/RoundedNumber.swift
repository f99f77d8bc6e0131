internal import Foundation

/// Numbers as text, independent of the locale.
package enum RoundedNumber {
  /// The shortest text that reads back as the same double, for example `0.1` or `1e-05`.
  ///
  /// Infinities are `inf` and `-inf`; NaN is `nan`.
  package static func roundTrip(_ value: Double) -> String { value.description }

  /// A number rounded to significant digits, without trailing zeros.
  ///
  /// Whole parts are never rounded away: 12345.6 with four digits is `12346`. Numbers below 1e-4 and
  /// from 1e7 on (1e`digits`, where that is more) are written with an exponent.
  ///
  /// - Parameters:
  ///   - value: Any number.
  ///   - digits: The number of significant digits, at least 1.
  /// - Returns: The text; `inf`, `-inf` or `nan` for what is not finite.
  package static func significant(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value.description }
    guard value != 0 else { return "0" }
    let digits = max(1, digits)
    let scientific = String(format: "%.*e", digits - 1, value)
    let parts = scientific.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return scientific }
    if exponent < -4 || abs(value) >= pow(10, Double(max(digits, 7))) {
      return withoutTrailingZeros(String(parts[0])) + "e\(exponent)"
    }
    return withoutTrailingZeros(String(format: "%.*f", max(0, digits - 1 - exponent), value))
  }

  /// A number with a fixed number of decimals; what rounds to zero has no sign.
  ///
  /// - Parameters:
  ///   - value: Any number.
  ///   - decimals: The number of digits after the point.
  ///   - leadingZero: Whether `0.28` keeps its zero; APA drops it where a number cannot exceed 1.
  /// - Returns: The text; `inf`, `-inf` or `nan` for what is not finite.
  package static func fixed(_ value: Double, decimals: Int, leadingZero: Bool = true) -> String {
    guard value.isFinite else { return value.description }
    var text = String(format: "%.*f", max(0, decimals), value)
    if text.hasPrefix("-"), !text.contains(where: { ("1"..."9").contains($0) }) {
      text.removeFirst()
    }
    guard !leadingZero, decimals > 0 else { return text }
    if text.hasPrefix("0.") { return String(text.dropFirst()) }
    if text.hasPrefix("-0.") { return "-" + text.dropFirst(2) }
    return text
  }

  /// How many decimals numbers deserve whose interval has a given width.
  ///
  /// Two digits of the width are shown, and three decimals at least: a width of .02 gives 3 decimals, one
  /// of .002 gives 4.
  ///
  /// - Parameters:
  ///   - width: The width of the interval, 0 or more; 0 and what is not finite give the least.
  ///   - least: The fewest decimals.
  /// - Returns: A number from `least` to 8.
  package static func decimals(width: Double, least: Int = 3) -> Int {
    guard width > 0, width.isFinite else { return least }
    return min(8, max(least, Int((-log10(width)).rounded(.up)) + 1))
  }

  private static func withoutTrailingZeros(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
