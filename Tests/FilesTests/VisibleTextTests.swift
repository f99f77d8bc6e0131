import Files
import Testing

struct VisibleTextTests {
  /// The marks of direction in the standard's list of format characters.
  private static let marks: Set<UInt32> = [
    0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069,
  ]

  @Test func `what is written as a number are the standard's controls, separators and marks`() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isObeyed: Bool =
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: Self.marks.contains(value)
        }
      let text = String(scalar)
      if (text.visible() != text) != isObeyed { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test func `ends of lines and tabs stay where they are asked to`() {
    #expect("a\n\tb".visible(keepsLines: true) == "a\n\tb")
    #expect("a\n\tb\r".visible() == "a\\n\\tb\\r")
    #expect("a\n\u{202E}b\u{1B}".visible(keepsLines: true) == "a\nU+202Eb" + "U+001B")
  }
}
