internal import StudyValues

/// Rows as a GitHub Markdown table.
struct MarkdownRows: RowFormat {
  private let columns: [Column]

  /// Creates the format.
  init(columns: [Column]) { self.columns = columns }

  func begin() -> String {
    let rule = columns.map { $0.isRightAligned == true ? "---:" : "---" }
    return line(columns.map { Markdown.escaped($0.heading) }) + line(rule)
  }

  func row(_ cells: [Cell]) -> String {
    line(zip(columns, cells).map { Markdown.escaped($0.text($1)) })
  }

  func end() -> String { "" }

  private func line(_ fields: [String]) -> String {
    "| " + fields.joined(separator: " | ") + " |\n"
  }
}
