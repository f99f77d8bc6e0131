extension StringProtocol {
  /// The text without spaces before and behind it.
  var withoutOuterSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
