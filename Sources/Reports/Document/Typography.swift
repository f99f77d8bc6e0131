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
    // By hand: a report has a hundred thousand cells, and a pattern is compiled anew for each.
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (place, byte) in bytes.enumerated() {
      let isZero =
        byte == UInt8(ascii: "0") && place + 2 < bytes.count
        && bytes[place + 1] == UInt8(ascii: ".") && isDigit(bytes[place + 2])
        && (place == 0 || " [(=-".utf8.contains(bytes[place - 1]))
      if !isZero { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
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
    return isBin(text) ? text.replacing("0.", with: ".").replacing(",", with: ", ") : text
  }

  /// Whether a text is two shares with a comma between them, in brackets of which the last is closed.
  private static func isBin(_ text: String) -> Bool {
    guard text.hasPrefix("[") || text.hasPrefix("("), text.hasSuffix("]") else { return false }
    let ends = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
    func isShare(_ end: Substring) -> Bool {
      end.hasPrefix("0.") && end.utf8.count > 2 && end.utf8.dropFirst(2).allSatisfy(isDigit)
    }
    return ends.count == 2 && (ends[0] == "0" || isShare(ends[0]))
      && (ends[1] == "1" || isShare(ends[1]))
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
