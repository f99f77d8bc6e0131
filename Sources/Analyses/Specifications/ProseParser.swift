/// Reads the marks of ``Prose``.
struct ProseParser {
  /// The runs that were read.
  private(set) var runs: [Prose.Run] = []
  private let characters: [Character]
  private var position = 0
  private var plain = ""

  /// Reads a text from its beginning to its end.
  init(_ text: String) {
    characters = Array(text)
    while position < characters.count { readNext() }
    flush()
  }

  private mutating func readNext() {
    let character = characters[position]
    if character == "\\", position + 1 < characters.count {
      plain.append(characters[position + 1])
      position += 2
    } else if let run = span() {
      flush()
      runs.append(run)
    } else {
      plain.append(character)
      position += 1
    }
  }

  private mutating func span() -> Prose.Run? {
    if let text = enclosed(by: "**", "**") { return .strong(text) }
    if let text = enclosed(by: "*", "*") { return .emphasis(text) }
    if let text = enclosed(by: "`", "`") { return .code(text) }
    if let text = enclosed(by: "[@", "]") { return .citation(text) }
    if let text = enclosed(by: "\u{2068}", "\u{2069}") { return .name(text) }
    return nil
  }

  /// The text between two marks when the first stands at the position; moves behind the second.
  private mutating func enclosed(by opening: String, _ closing: String) -> String? {
    guard stands(opening, at: position) else { return nil }
    var index = position + opening.count
    var text = ""
    while index < characters.count {
      if stands(closing, at: index) {
        // "2 * 3 * 4" is no emphasis.
        let isPadded = opening.hasPrefix("*") && (text.first == " " || text.last == " ")
        guard !text.isEmpty, !isPadded else { return nil }
        position = index + closing.count
        return text
      }
      if characters[index] == "\\", index + 1 < characters.count { index += 1 }
      text.append(characters[index])
      index += 1
    }
    return nil
  }

  private func stands(_ mark: String, at index: Int) -> Bool {
    characters[index...].starts(with: mark)
  }

  private mutating func flush() {
    if !plain.isEmpty { runs.append(.plain(plain)) }
    plain = ""
  }

  /// A text whose characters have lost their meaning as marks.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\*`[]\u{2068}\u{2069}".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }

  /// The string with marks that reads as a given text.
  static func marked(_ prose: Prose) -> String {
    prose.runs.map { run in
      switch run {
      case .plain(let text): escaped(text)
      case .emphasis(let text): "*\(escaped(text))*"
      case .strong(let text): "**\(escaped(text))**"
      case .code(let text): "`\(escaped(text))`"
      case .citation(let key): "[@\(escaped(key))]"
      case .name(let text): "\u{2068}\(escaped(text))\u{2069}"
      }
    }.joined()
  }
}
