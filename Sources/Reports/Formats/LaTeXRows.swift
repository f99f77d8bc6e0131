internal import StudyValues

/// Rows as a LaTeX `tabular` with the rules of the package booktabs.
struct LaTeXRows: RowFormat {
  private let columns: [Column]

  /// Creates the format.
  init(columns: [Column]) { self.columns = columns }

  func begin() -> String {
    let alignment = columns.map { $0.isRightAligned == true ? "r" : "l" }.joined()
    let headings = columns.map { LaTeX.escaped($0.heading) }
    return "\\begin{tabular}{\(alignment)}\n\\toprule\n" + line(headings) + "\\midrule\n"
  }

  func row(_ cells: [Cell]) -> String {
    line(
      zip(columns, cells).map { column, cell in
        if case .text(let text) = cell { return LaTeX.escaped(text) }
        return LaTeX.number(column.text(cell))
      })
  }

  func end() -> String { "\\bottomrule\n\\end{tabular}\n" }

  // A bracket or star after \\ would be read as its optional argument or variant.
  private func line(_ fields: [String]) -> String {
    let text = fields.joined(separator: " & ") + " \\\\\n"
    return text.hasPrefix("[") || text.hasPrefix("*") ? "{}" + text : text
  }
}
