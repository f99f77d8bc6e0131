extension StringProtocol {
  /// The text without spaces before and behind it.
  package var withoutOuterSpaces: String {
    // Nearly every text has none, and every label of a file is asked.
    guard first == " " || last == " " else { return String(self) }
    return String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
