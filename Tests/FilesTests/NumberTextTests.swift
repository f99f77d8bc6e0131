import Files
import Testing

struct NumberTextTests {
  static func double(_ text: String) -> Double? {
    var text = text
    return text.withUTF8 { unsafe NumberText.double($0) }
  }

  static func int(_ text: String) -> Int? {
    var text = text
    return text.withUTF8 { unsafe NumberText.int($0) }
  }

  @Test
  func `gives the double nearest to random decimals, as strtod does`() {
    var generator = SeededGenerator(state: 2)
    for _ in 0..<20_000 {
      let digits = Int.random(in: 1...19, using: &generator)
      var text = (0..<digits).map { _ in "\(Int.random(in: 0...9, using: &generator))" }.joined()
      let point = text.index(
        text.startIndex, offsetBy: Int.random(in: 0...digits, using: &generator))
      if Bool.random(using: &generator) { text.insert(".", at: point) }
      if Int.random(in: 0..<4, using: &generator) == 0 {
        text += "e\(Int.random(in: -30...30, using: &generator))"
      }
      if Bool.random(using: &generator) { text = "-" + text }
      #expect(Self.double(text) == Double(text), "\(text)")
    }
  }

  @Test(arguments: [
    ("1e400", Double.infinity), ("-inf", -Double.infinity), ("0.1", 0.1), ("+5", 5), (".5", 0.5),
    ("5.", 5), ("9007199254740993", 9007199254740992), ("1E3", 1000),
  ])
  func `reads a number`(_ text: String, _ value: Double) {
    #expect(Self.double(text) == value)
  }

  @Test(arguments: ["", " ", "-", ".", "1.2.3", "0x10", "1,5", "nan(1)", "1 2", "e5", "--1"])
  func `takes no other text for a number`(_ text: String) {
    #expect(Self.double(text) == nil)
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("+7", 7), (" 12 ", 12), ("3.0", 3), ("3.", 3), ("007", 7),
    ("2.000e+00", 2), ("-1.00e+00", -1), ("1.5e1", 15),
    ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
  ])
  func `reads a whole number`(_ text: String, _ value: Int) {
    #expect(Self.int(text) == value)
  }

  @Test(arguments: [
    "", "-", "3.5", "9223372036854775808", "-9223372036854775809", "1e-3", "abc", "1_0", ".0",
    "1.5e0", "1.0e30", "1.0ex",
  ])
  func `takes no other text for a whole number`(_ text: String) {
    #expect(Self.int(text) == nil)
  }
}
