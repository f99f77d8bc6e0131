/// The widths of a table's columns on a terminal: what has no room is wrapped, then left out.
///
/// Texts give way first, the widest before the others, down to `leastText` characters and to their
/// longest word, where that is not longer than `mostWord`; numbers are never cut. Where that is not enough the last columns are left out. The first column always stays.
package struct ColumnFit: Equatable {
  /// What one column wants.
  struct Wish: Equatable {
    /// The width of its widest text, heading included.
    var natural: Int
    /// The width of the heading.
    var heading: Int
    /// The longest word of its texts, which may go on in a further line; nil where they may not.
    var longestWord: Int?
  }

  /// The narrowest that a text is made.
  static let leastText = 14
  /// The longest word that is kept whole.
  static let mostWord = 30
  /// The blanks between two columns.
  static let gap = 2

  /// The width of each column that is shown; they are the first ones.
  private(set) var widths: [Int]

  /// Finds the widths.
  ///
  /// - Parameters:
  ///   - wishes: What the columns want.
  ///   - width: The columns of the terminal; nil for any.
  init(_ wishes: [Wish], in width: Int?) {
    widths = wishes.map(\.natural)
    guard let width, !wishes.isEmpty else { return }
    while true {
      let shown = wishes.prefix(widths.count)
      widths = shown.map(\.natural)
      let least = shown.map { wish in
        guard let word = wish.longestWord else { return wish.natural }
        return min(wish.natural, max(wish.heading, Self.leastText, min(word, Self.mostWord)))
      }
      while total > width {
        let widest = widths.indices.filter { widths[$0] > least[$0] }.max {
          widths[$0] < widths[$1]
        }
        guard let widest else { break }
        let next =
          widths.indices.filter { $0 != widest && widths[$0] > least[$0] }
          .map { widths[$0] }.max() ?? 0
        // The widest gives way down to the next one, else as far as it must.
        let goal = max(
          least[widest], widths[widest] - (total - width), min(next, widths[widest] - 1))
        widths[widest] = goal
      }
      guard total > width, widths.count > 1 else { return }
      widths.removeLast()
    }
  }

  private var total: Int { widths.reduce(0, +) + Self.gap * (widths.count - 1) }

  /// A text in lines of at most so many columns, divided at blanks where there are some.
  package static func lines(of text: String, width: Int) -> [String] {
    guard text.terminalColumns > width, width > 0 else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      var word = word
      if !line.isEmpty, line.terminalColumns + 1 + word.terminalColumns > width {
        lines.append(line)
        line = ""
      }
      while word.terminalColumns > width {
        let part = word.prefix(columns: width)
        lines.append(String(part))
        word = word[part.endIndex...]
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
