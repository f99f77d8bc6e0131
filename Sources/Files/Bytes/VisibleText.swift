extension String {
  /// The longest name that a message shows whole.
  private static let longestName = 80

  /// The text with everything visible that a terminal or a page would obey: control characters,
  /// separators of lines, and marks that turn the direction of writing and could disguise a name.
  ///
  /// - Parameter keepsLines: Whether ends of lines and tabs stay as they are.
  /// - Returns: The text with each of them written as its number.
  package func visible(keepsLines: Bool = false) -> String {
    guard
      unicodeScalars.contains(where: {
        Self.isObeyed($0) && !(keepsLines && ($0 == "\n" || $0 == "\t"))
      })
    else { return self }
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n" where keepsLines: result += "\n"
      case "\t" where keepsLines: result += "\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where Self.isObeyed(scalar): result += Self.number(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text as a message names it: 80 characters at most, and an ellipsis where there are more.
  package var shortened: String {
    let start = prefix(Self.longestName)
    return start.endIndex == endIndex ? self : start + "…"
  }

  /// The number of a character as the standard writes it, for example U+202E.
  private static func number(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
  }

  /// Whether a terminal or page would obey a character.
  ///
  /// These are the control characters (U+0000 to U+001F and U+007F to U+009F), the separators of lines and
  /// paragraphs and the marks of direction. The categories of the first three never change (Unicode stability
  /// policy), so they stand here as numbers: to ask for the category of each character took a tenth of
  /// the time of a report.
  static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
