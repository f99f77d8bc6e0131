/// A word of a command that a message offers.
package enum ShellWord {
  /// The word as a shell takes it: in single quotes where it has blanks or signs.
  package static func quoted(_ text: String) -> String {
    let isPlain = text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "=,_-.:/".contains($0))
    }
    return isPlain && !text.isEmpty ? text : "'\(text.replacing("'", with: "'\\''"))'"
  }
}
