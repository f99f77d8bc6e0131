/// Texts as JSON writes them.
package enum JSONString {
  /// A text between quotes, with escapes where JSON needs them and for all that a terminal would obey.
  ///
  /// - Parameter text: Any text.
  /// - Returns: The string that JSON readers take for the same text.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where String.isObeyed(scalar):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
