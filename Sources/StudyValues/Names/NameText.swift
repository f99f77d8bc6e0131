internal import Foundation

/// The one normalisation of the names of images, classes and annotators, applied by every reader.
///
/// Outer blanks go, a blank that does not break is a blank, and Unicode is composed (NFC), whatever the
/// column. Minus signs and hyphens that do not break are hyphens, and hyphens and marks without width go.
/// `="007"`, by which spreadsheets keep zeros, is `007`. A whole number that is written with decimals of
/// zero or with a signed exponent is that number, `1.0` is `1` and `1e+05` is `100000`; one with a bare
/// exponent, `1e10`, only where every value of the column is a number, since among hexadecimal names it is
/// a name.
package enum NameText {
  /// The text without outer blanks, in composed form.
  package static func plain(_ text: String) -> String {
    if text.utf8.first == UInt8(ascii: "="), let inside = formulaText(text) { return plain(inside) }
    if isPlain(text.utf8) { return text }
    let plain = text.trimmingCharacters(in: blanks).precomposedStringWithCanonicalMapping
    guard
      plain.unicodeScalars.contains(where: {
        isWideBlank($0) || hyphens.contains($0) || invisible.contains($0)
      })
    else { return plain }
    return String(
      String.UnicodeScalarView(
        plain.unicodeScalars.compactMap { scalar in
          if invisible.contains(scalar) { return nil }
          return isWideBlank(scalar) ? " " : hyphens.contains(scalar) ? "-" : scalar
        }))
  }

  /// The text of a formula that is a text alone, `="007"`, by which files for spreadsheets keep zeros.
  private static func formulaText(_ text: String) -> String? {
    guard text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count > 3 else { return nil }
    let inside = text.dropFirst(2).dropLast()
    return inside.utf8.contains(UInt8(ascii: "\"")) ? nil : String(inside)
  }

  /// The hyphen, the one that does not break, and the minus sign.
  private static let hyphens: Set<Unicode.Scalar> = ["\u{2010}", "\u{2011}", "\u{2212}"]
  /// The hyphen without width, and the marks without width that are no part of any word.
  ///
  /// These are byte order marks, places to break and not to break a line, and directions. Joiners are parts
  /// of words and stay.
  private static let invisible: Set<Unicode.Scalar> = [
    "\u{AD}", "\u{FEFF}", "\u{200B}", "\u{2060}", "\u{200E}", "\u{200F}",
  ]

  /// Blanks, line ends, the marks without width that programs leave around a text, and the end of a file.
  private static let blanks = CharacterSet.whitespacesAndNewlines.union(
    CharacterSet(
      charactersIn: "\u{FEFF}\u{200B}\u{200E}\u{200F}\u{202A}\u{202C}\u{2060}\u{0}\u{1A}"))

  /// Whether a character is a blank other than the usual one: one that does not break, or of another
  /// width.
  private static func isWideBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar != " " && scalar.properties.generalCategory == .spaceSeparator
  }

  /// Whether bytes are certainly plain: ASCII without outer blanks, as nearly every name is.
  package static func isPlain(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return true }
    return first > 0x20 && last > 0x20 && bytes.allSatisfy { $0 < 0x7F }
  }

  /// The names of a column, where whole numbers count as numbers if all of them are.
  ///
  /// - Parameters:
  ///   - names: The names as the file has them.
  ///   - file: The file, for the error.
  /// - Returns: The plain names.
  /// - Throws: ``StudyValuesError/roundedName(file:name:)`` where a spreadsheet has rounded one.
  /// - Complexity: O(names).
  package static func column(
    _ names: [String], file: String
  ) throws(StudyValuesError) -> [String] {
    var areNumbers = true
    var isRewritten = false
    let texts = try names.map { name throws(StudyValuesError) in
      let text = plain(name)
      guard let number = DecimalNumber(text) else {
        areNumbers = areNumbers && text.isEmpty
        return text
      }
      if number.isRounded { throw .roundedName(file: file, name: text) }
      guard let whole = number.certainWhole else {
        isRewritten = isRewritten || number.isRewritten
        return text
      }
      return whole
    }
    guard areNumbers, isRewritten else { return texts }
    return texts.map { DecimalNumber($0)?.whole ?? $0 }
  }
}

/// A decimal number as it is written.
package struct DecimalNumber: Sendable, Equatable {
  /// The digits of the number with its sign, if it is whole; nil for a fraction.
  package let whole: String?
  /// The whole number, or the fraction with its sign in one form: `.50` and `5e-1` are `0.5`; nil beyond
  /// forty decimals.
  package let canonical: String?
  /// Whether it is written with a decimal point or an exponent.
  package let isRewritten: Bool
  /// The digits of the number with its sign, if it is whole and cannot be a name of letters and digits: it
  /// has no exponent, or one with a plus sign or behind a point.
  package var certainWhole: String? { isNameLike ? nil : whole }
  /// Whether it may be a name, as `1e10` among hexadecimal ones.
  private let isNameLike: Bool
  /// Whether a spreadsheet rounded it: an identifier of twelve digits or more with a fraction and an
  /// exponent, as in `1.23457E+15`.
  package let isRounded: Bool

  /// Reads a number: digits with a sign, a decimal point and an exponent if it has them; nil for any
  /// other text.
  package init?(_ text: String) {
    var rest = text.utf8[...]
    let sign = rest.first == UInt8(ascii: "-") ? "-" : ""
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    func digits() -> String {
      let run = rest.prefix { (0x30...0x39).contains($0) }
      rest = rest.dropFirst(run.count)
      return String(decoding: run, as: UTF8.self)
    }
    let integer = digits()
    var fraction = ""
    // A comma is the decimal one before an exponent only; elsewhere it may stand between two numbers.
    let hasPoint =
      rest.first == UInt8(ascii: ".")
      || (rest.first == UInt8(ascii: ",") && rest.contains { $0 | 0x20 == UInt8(ascii: "e") })
    if hasPoint {
      rest.removeFirst()
      fraction = digits()
    }
    guard !integer.isEmpty || !fraction.isEmpty else { return nil }
    var exponent = 0
    let hasExponent = rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E")
    var isPlus = false
    if hasExponent {
      rest.removeFirst()
      let isNegative = rest.first == UInt8(ascii: "-")
      isPlus = rest.first == UInt8(ascii: "+")
      if isNegative || isPlus { rest.removeFirst() }
      guard let value = Int(digits()), value <= 400 else { return nil }
      exponent = isNegative ? -value : value
    }
    guard rest.isEmpty else { return nil }
    isNameLike = hasExponent && !isPlus && !hasPoint
    isRewritten = hasPoint || hasExponent
    while fraction.last == "0" { fraction.removeLast() }
    guard fraction.count <= exponent, exponent <= 40 else {
      (whole, isRounded) = (nil, false)
      canonical = Self.decimal(integer + fraction, decimals: fraction.count - exponent, sign)
      return
    }
    let zeros = String(repeating: "0", count: exponent - fraction.count)
    let all = integer + fraction + zeros
    let significant = isRewritten ? String(all.drop { $0 == "0" }) : all
    // A floating-point number has seventeen digits at most.
    isRounded =
      hasExponent
      ? !fraction.isEmpty && significant.count >= 12 : hasPoint && significant.count >= 17
    whole = significant.isEmpty ? "0" : sign + significant
    canonical = whole
  }

  /// Reads a number as `init(_:)` does, or a fraction with a decimal comma, `0,5`: what is `1,0` or `1,000`
  /// elsewhere may be two numbers or thousands.
  package static func withComma(_ text: String) -> DecimalNumber? {
    if let number = DecimalNumber(text) { return number }
    guard let comma = text.firstIndex(of: ","),
      text[text.index(after: comma)...].allSatisfy({ $0.isASCII && $0.isNumber }),
      let number = DecimalNumber(text.replacing(",", with: ".", maxReplacements: 1)),
      number.whole == nil
    else { return nil }
    return number
  }

  /// The digits of a number with a point before the last of them; nil where these are too many.
  private static func decimal(_ digits: String, decimals: Int, _ sign: String) -> String? {
    guard (1...40).contains(decimals) else { return nil }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = padded.dropLast(decimals).drop { $0 == "0" }
    var fraction = padded.suffix(decimals)
    while fraction.last == "0" { fraction.removeLast() }
    guard !fraction.isEmpty else { return whole.isEmpty ? "0" : sign + whole }
    return sign + (whole.isEmpty ? "0" : whole) + "." + fraction
  }
}
