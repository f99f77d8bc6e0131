/// Values in one text with commas between them, such as those of an option, quoted as in CSV.
///
/// A value that begins with a double quote ends with the next one that is not doubled, and holds the
/// commas between them: `cat,"dog, wild"` are two values. Without quotes a value has no blanks around it.
package enum CommaText {
  /// The values of a text, without empty ones that are not quoted; nil where a quote is not closed or
  /// something stands behind a closed one.
  package static func values(_ text: String) -> [String]? {
    var values: [String] = []
    var rest = text[...]
    while true {
      rest = rest.drop { $0 == " " || $0 == "\t" }
      var value = ""
      if rest.first == "\"" {
        rest.removeFirst()
        guard let quoted = quoted(&rest) else { return nil }
        value = quoted
        rest = rest.drop { $0 == " " || $0 == "\t" }
        guard rest.isEmpty || rest.first == "," else { return nil }
        values.append(value)
      } else {
        let run = rest.prefix { $0 != "," }
        rest = rest[run.endIndex...]
        value = String(run)
        while value.last == " " || value.last == "\t" { value.removeLast() }
        if !value.isEmpty { values.append(value) }
      }
      guard rest.first == "," else { return values }
      rest.removeFirst()
    }
  }

  /// The text up to the closing quote; nil where there is none.
  private static func quoted(_ rest: inout Substring) -> String? {
    var value = ""
    while let next = rest.popFirst() {
      if next != "\"" {
        value.append(next)
      } else if rest.first == "\"" {
        value.append(rest.removeFirst())
      } else {
        return value
      }
    }
    return nil
  }

  /// One text of values, quoted where they hold a comma, a quote at the beginning or outer blanks.
  package static func joined(_ values: some Sequence<String>) -> String {
    values.map { value in
      let isPlain =
        !value.contains(",") && value.first != "\"" && value.first != " " && value.last != " "
        && !value.isEmpty
      return isPlain ? value : "\"" + value.replacing("\"", with: "\"\"") + "\""
    }.joined(separator: ",")
  }
}
