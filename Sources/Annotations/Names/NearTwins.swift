internal import Foundation
internal import StudyValues

/// Classes that people would take for one and the program does not.
///
/// Names are compared in composed form (NFC) and in lower case. Letters of full width, ligatures and `ß`
/// beside `SS` stay what they are, because a label space may hold both on purpose, and so do quotes, double
/// blanks, invisible marks, a point at the end, `TRUE` beside `1`, `Y` beside `yes` and the zeros of `01`; a note says where they alone tell two classes apart.
enum NearTwins {
  /// The note; nil where no two classes are such.
  ///
  /// - Parameter names: The names of the classes.
  /// - Returns: One sentence with up to five groups.
  static func note(_ names: some Sequence<String>) -> String? {
    // Of letters and digits of ASCII no two names are such.
    guard
      names.contains(where: { name in
        name.utf8.contains { $0 >= 0x80 || "\"'`".utf8.contains($0) } || name.contains("  ")
          || name.utf8.last == UInt8(ascii: ".") || truths[name.lowercased()] != nil
          || NumberTwins.plainNumber(name) != nil
      })
    else { return nil }
    var groups: [String: Set<String>] = [:]
    for name in names { groups[folded(name), default: []].insert(name) }
    let twins = groups.values.filter { Set($0.map(LabelSpace.key)).count > 1 }
      .map { $0.sorted() }.sorted { $0[0] < $1[0] }
    guard !twins.isEmpty else { return nil }
    let shown = twins.prefix(5).map { names in
      names.map { "`\($0)`" }.joined(separator: " and ")
    }.joined(separator: ", ")
    return
      "Some classes differ by quotes, blanks, zeros, points or the form of their letters only, or are words for "
      + "the same, and count as different: \(shown)"
      + (twins.count > 5 ? ", …" : "") + "; if they are one, write them alike."
  }

  /// The other words of yes and no, which programs write beside each other.
  private static let truths = ["true": "1", "false": "0", "y": "yes", "n": "no"]

  /// The digit from 0 to 9 of a digit of another script; any other character as it is.
  private static func westernDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard !scalar.isASCII, scalar.properties.numericType == .decimal,
      let value = scalar.properties.numericValue
    else { return scalar }
    return Unicode.Scalar(0x30 + UInt8(value))
  }

  /// The name in compatible form, whatever its case, with blanks for hyphens and underscores, without
  /// quotes, invisible marks and blanks beside blanks.
  private static func folded(_ name: String) -> String {
    let plain = String(
      String.UnicodeScalarView(
        name.unicodeScalars.filter {
          $0.properties.generalCategory != .format && !"\"'`´‘’“”".unicodeScalars.contains($0)
        })
    ).split(separator: " ").joined(separator: " ")
    let digits = String(
      String.UnicodeScalarView(plain.unicodeScalars.map(Self.westernDigit)))
    if let number = NumberTwins.plainNumber(digits) { return number }
    if let word = truths[digits.lowercased()] { return word }
    if digits.hasSuffix("."), digits.count > 1 { return folded(String(digits.dropLast())) }
    if digits != plain { return folded(digits) }
    return LabelSpace.key(
      plain.precomposedStringWithCompatibilityMapping.uppercased().lowercased()
        .precomposedStringWithCompatibilityMapping)
  }
}
