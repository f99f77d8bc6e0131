/// Text made safe for GitHub Markdown.
enum Markdown {
  /// A text on one line in which no character has a meaning of its own.
  ///
  /// Angle brackets and ampersands become entities, so no HTML passes; line breaks become spaces,
  /// which a table cell needs.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "$", "#": result += "\\\(character)"
      case _ where character.isNewline || character == "\t": result += " "
      default: result.append(character)
      }
    }
    return result
  }

  /// A text at the start of a paragraph: also no list, heading or quotation begins there.
  static func paragraph(_ text: String) -> String {
    guard let first = text.first else { return text }
    if first == "-" || first == "+" || first == "=" { return "\\" + text }
    let digits = text.prefix { $0.isNumber }
    let rest = text.dropFirst(digits.count)
    if !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" {
      return digits + "\\" + rest
    }
    return text
  }

  /// A code span that may hold any text, fenced by more backticks than it contains in a row.
  static func code(_ text: String) -> String {
    let text = String(text.map { $0.isNewline ? " " : $0 })
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return fence + space + text + space + fence
  }
}
