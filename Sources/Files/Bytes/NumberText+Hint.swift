extension NumberText {
  /// What to do about a text that people read as a number and the program does not, in brackets behind a
  /// blank; empty for any other text.
  ///
  /// Marks between thousands are not read, since `1,000` and `1.000` are one in some countries and a
  /// thousand in others.
  package static func hint(_ text: String) -> String {
    let plain = text.filter { !$0.isWhitespace || $0 == "\u{A0}" || $0 == "\u{202F}" || $0 == " " }
    if thousands(plain) != nil { return " (write numbers without marks between the thousands)" }
    if plain.unicodeScalars.contains(where: { !$0.isASCII && $0.properties.numericType == .decimal }
    ) {
      return " (write the digits 0 to 9)"
    }
    let digits = plain.filter { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty else { return "" }
    let rest = plain.drop { "+-".contains($0) }.filter { !($0.isASCII && $0.isNumber) }
    if rest == "," || rest == ",%" {
      return " (write a point before the decimals, or semicolons between the fields)"
    }
    return ["%", ".%", " %", ". %"].contains(rest) ? " (write it without the sign)" : ""
  }

  /// The digits of a whole number with a mark between its thousands, such as `1,000`, `12.500` and
  /// `1 000 000`; nil for any other text.
  package static func thousands(_ text: String) -> String? {
    guard let first = text.first,
      let mark = text.first(where: { ",.'’ \u{A0}\u{202F}".contains($0) })
    else { return nil }
    let groups = text.split(separator: mark, omittingEmptySubsequences: false)
    let head = "+-".contains(first) ? groups[0].dropFirst() : groups[0]
    guard groups.count > 1, (1...3).contains(head.utf8.count), head.first != "0",
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }),
      ([head] + groups.dropFirst()).allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      )
    else { return nil }
    return (first == "-" ? "-" : "") + head + groups.dropFirst().joined()
  }
}
