internal import StudyValues

extension Column {
  /// The text a reader of a report sees for a value of this column.
  ///
  /// - Parameters:
  ///   - cell: The value.
  ///   - style: How the report writes numbers.
  /// - Returns: The text; its minus signs are hyphens where the style is the usual one.
  func text(_ cell: Cell, in style: NumberStyle) -> String {
    guard case .coefficient(let decimals) = kind, style != .written else { return text(cell) }
    var column = self
    switch cell {
    case .estimated(let value, let low, let high):
      return style.estimate(value, low, high, least: decimals)
    case .integer: return text(cell)
    default:
      let decimals = style.digits ?? decimals
      column.kind =
        style.leadingZero ? .fixed(decimals: decimals) : .coefficient(decimals: decimals)
      return column.text(cell)
    }
  }

  /// The text a reader of a page sees: in the style of the report, with true minus signs.
  func shownText(_ cell: Cell, in style: NumberStyle) -> String {
    let isText = cell.text != nil
    let text = text(cell, in: style)
    if isText, name == "note" { return Typography.prose(text, leadingZero: style.leadingZero) }
    return Typography.cell(text, isNumber: !isText, leadingZero: style.leadingZero)
  }
}

extension RowTable {
  /// The whole table as text of a report, with numbers written as its pages write them.
  ///
  /// - Parameters:
  ///   - format: Markdown or LaTeX.
  ///   - style: How the report writes numbers.
  /// - Returns: The text; its last line ends with a line feed.
  func text(as format: OutputFormat, in style: NumberStyle) -> String {
    let shown = rows.map { row in
      zip(columns, row).map { column, cell -> Cell in
        let text = column.shownText(cell, in: style)
        // LaTeX sets powers of ten and infinities from the number itself.
        guard format == .latex, case .real = cell, text.contains(where: { "ei".contains($0) })
        else { return .text(text.replacing("\u{A0}", with: " ")) }
        return cell
      }
    }
    let headed = columns.map { column in
      var column = column
      column.heading = Typography.cell(
        column.heading, isNumber: false, leadingZero: style.leadingZero)
      return column
    }
    return RowTable(columns: headed, rows: shown).text(as: format)
  }
}
