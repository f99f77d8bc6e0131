internal import StudyValues

/// Rows as comma or tab separated values, quoted as RFC 4180 says, with line feeds.
///
/// Numbers are the shortest text that reads back as the same double. Missing values and NaN are empty,
/// an empty text is `""`; so the two can be told apart.
struct DelimitedRows: RowFormat {
  private let columns: [Column]
  private let separator: Character
  private let showsHeader: Bool
  private let guardsFormulas: Bool

  /// Creates the format.
  ///
  /// - Parameters:
  ///   - columns: The columns.
  ///   - separator: What stands between two values.
  ///   - showsHeader: Whether the first line holds the names.
  ///   - guardsFormulas: Whether a text that a spreadsheet would run as a formula (it begins with
  ///     `=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe before it. For files that
  ///     people open; not for output that programs read back.
  init(
    columns: [Column], separator: Character, showsHeader: Bool, guardsFormulas: Bool = false
  ) {
    self.columns = columns
    self.separator = separator
    self.showsHeader = showsHeader
    self.guardsFormulas = guardsFormulas
  }

  func begin() -> String { showsHeader ? line(columns.map { .text($0.name) }) : "" }

  func row(_ cells: [Cell]) -> String { line(cells) }

  func end() -> String { "" }

  private func line(_ cells: [Cell]) -> String {
    cells.map(field).joined(separator: String(separator)) + "\n"
  }

  private func field(_ cell: Cell) -> String {
    switch cell {
    case .missing: ""
    case .integer(let value): String(value)
    case .real(let value), .remarked(let value, _):
      value.isNaN ? "" : RoundedNumber.roundTrip(value)
    case .interval(let low, let high):
      quotedIfNeeded("[\(RoundedNumber.roundTrip(low)), \(RoundedNumber.roundTrip(high))]")
    case .estimated(let value, let low, let high):
      quotedIfNeeded(
        "\(RoundedNumber.roundTrip(value)) [\(RoundedNumber.roundTrip(low)), "
          + "\(RoundedNumber.roundTrip(high))]")
    case .text(let text): quotedIfNeeded(guardsFormulas ? Self.harmless(text) : text)
    }
  }

  private func quotedIfNeeded(_ text: String) -> String {
    guard !text.isEmpty else { return "\"\"" }
    let needsQuotes = text.unicodeScalars.contains { scalar in
      scalar == "\"" || scalar == "\n" || scalar == "\r" || separator.unicodeScalars.first == scalar
    }
    guard needsQuotes else { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  /// A text that no spreadsheet takes for a formula.
  static func harmless(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
      Double(text) == nil
    else { return text }
    return "'" + text
  }
}

extension RowTable {
  /// The table as the CSV file of a report: full numbers, and no text that a spreadsheet would run.
  var reportCSV: String {
    let format = DelimitedRows(
      columns: columns, separator: ",", showsHeader: true, guardsFormulas: true)
    return format.begin() + rows.map(format.row).joined()
  }
}
