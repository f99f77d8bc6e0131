/// The small marks that numbers have on a page, in sentences and on a terminal.
package enum Typography {
  /// A sentence whose numbers have a true minus sign and, unless they shall keep it, no zero before the point.
  ///
  /// - Parameters:
  ///   - text: The sentence as programs write numbers.
  ///   - leadingZero: Whether numbers below 1 keep the zero.
  /// - Returns: The sentence as a report writes it.
  package static func prose(_ text: String, leadingZero: Bool = false) -> String {
    sentence(leadingZero ? text : withoutZeros(text))
  }

  /// A sentence whose numbers below 1 have no zero before the point.
  private static func withoutZeros(_ text: String) -> String {
    text.replacing(#/(?<before>^|[ \[(=-])0\.(?<digits>\d)/#) { "\($0.before).\($0.digits)" }
  }

  /// A number with a true minus sign and, unless it shall keep it, without a zero before the point.
  static func withoutZero(_ text: String, _ leadingZero: Bool) -> String {
    var text = text
    if !leadingZero {
      if text.hasPrefix("0.") { text.removeFirst() }
      if text.hasPrefix("-0.") { text = "-" + text.dropFirst(2) }
    }
    return shown(text, isNumber: true)
  }

  /// A sentence in which a hyphen that begins a number is a true minus.
  static func sentence(_ text: String) -> String {
    guard text.contains("-") else { return text }
    let characters = Array(text)
    return String(
      characters.indices.map { index in
        guard characters[index] == "-", index + 1 < characters.count,
          characters[index + 1].isNumber || characters[index + 1] == ".",
          index == 0 || " [(=".contains(characters[index - 1])
        else { return characters[index] }
        return "\u{2212}"
      })
  }

  /// A count with a comma at its thousands.
  static func count(_ text: String) -> String {
    let digits = text.drop { $0 == "-" }
    guard digits.count > 4, digits.allSatisfy(\.isNumber) else { return text }
    var result = ""
    for (index, digit) in digits.reversed().enumerated() {
      if index > 0, index % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return (text.hasPrefix("-") ? "\u{2212}" : "") + String(result.reversed())
  }

  /// The text of a cell as a page writes it: numbers like those of sentences, and bins of shares.
  ///
  /// - Parameters:
  ///   - text: The text as ``Column`` gives it.
  ///   - isNumber: Whether it is a number, with or without an interval or a remark.
  ///   - leadingZero: Whether numbers below 1 keep the zero.
  /// - Returns: The text.
  static func cell(_ text: String, isNumber: Bool, leadingZero: Bool) -> String {
    guard !leadingZero else { return shown(text, isNumber: isNumber) }
    guard !isNumber else { return shown(withoutZeros(text), isNumber: true) }
    // Only the name of a bin of shares, for example (0.2,0.4], is a number among the names.
    return text.wholeMatch(of: #/[\[(](?:0|0\.\d+),(?:0\.\d+|1)\]/#) == nil
      ? text : text.replacing("0.", with: ".").replacing(",", with: ", ")
  }

  /// A number with a true minus sign, also inside an interval; a text as it is.
  static func shown(_ text: String, isNumber: Bool) -> String {
    guard isNumber, text.contains("-") else { return text }
    var result = ""
    var before: Character = " "
    for character in text {
      result.append(character == "-" && " [(e".contains(before) ? "\u{2212}" : character)
      before = character
    }
    return result
  }
}
