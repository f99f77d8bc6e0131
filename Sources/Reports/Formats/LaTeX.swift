internal import StudyValues
internal import Files

/// Text made safe for LaTeX.
enum LaTeX {
  /// A text in which no character has a meaning of its own; line breaks become spaces.
  ///
  /// A hyphen that begins a number becomes a minus, and two hyphens do not become a dash.
  static func escaped(_ text: String) -> String {
    let characters = Array(text.visible(keepsLines: true))
    var result = ""
    for (index, character) in characters.enumerated() {
      if character == "-" {
        let before = index == 0 ? " " : characters[index - 1]
        let after = index + 1 == characters.count ? " " : characters[index + 1]
        let beginsNumber = " [(=".contains(before) && (after.isNumber || after == ".")
        result += beginsNumber ? "$-$" : before == "-" ? "{}-" : "-"
      } else if let replacement = replacements[character] {
        result += replacement
      } else if character.isNewline || character == "\t" {
        result += " "
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// A number as ``Column/text(_:)`` gives it, in mathematics so that its minus is one.
  static func number(_ text: String) -> String {
    guard !text.isEmpty else { return "" }
    let parts = text.split(separator: "e", omittingEmptySubsequences: false)
    if parts.count == 2, Int(parts[1]) != nil {
      return "$\(parts[0])\\times10^{\(parts[1])}$"
    }
    if text == "inf" || text == "-inf" {
      return text.hasPrefix("-") ? "$-\\infty$" : "$\\infty$"
    }
    return text.hasPrefix("-") || text.hasPrefix("<") ? "$\(text)$" : text
  }

  private static let replacements: [Character: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#",
    "_": "\\_", "%": "\\%", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
    "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}", "\"": "{\\char34}",
    "`": "\\textasciigrave{}", "\u{2212}": "$-$", "±": "$\\pm$", "×": "$\\times$", "·": "$\\cdot$",
    "≤": "$\\leq$", "≥": "$\\geq$", "≠": "$\\neq$", "≈": "$\\approx$", "∞": "$\\infty$",
    "→": "$\\rightarrow$", "‖": "$\\|$", "√": "$\\surd$", "°": "\\textdegree{}",
    "…": "\\dots{}", "–": "--", "—": "---", "\u{00A0}": "~", "α": "$\\alpha$", "β": "$\\beta$",
    "κ": "$\\kappa$", "λ": "$\\lambda$", "ρ": "$\\rho$", "σ": "$\\sigma$", "τ": "$\\tau$",
  ]
}
