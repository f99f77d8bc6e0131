internal import Files
internal import StudyValues

/// Rows as comma or tab separated values, quoted as RFC 4180 says, with line feeds.
///
/// Numbers are the shortest text that reads back as the same double. Missing values and NaN are empty,
/// an empty text is `""`; so the two can be told apart.
struct DelimitedRows: RowFormat {
  private let columns: [Column]
  private let separator: Character
  private let showsHeader: Bool
  private let keepsTexts: Bool

  /// Creates the format.
  ///
  /// - Parameters:
  ///   - columns: The columns.
  ///   - separator: What stands between two values.
  ///   - showsHeader: Whether the first line holds the names.
  ///   - keepsTexts: Whether texts stay as they are, for data that programs read back. Otherwise a text
  ///     that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage
  ///     return) gets an apostrophe before it, and what a terminal would obey is shown by its number.
  init(columns: [Column], separator: Character, showsHeader: Bool, keepsTexts: Bool = false) {
    self.columns = columns
    self.separator = separator
    self.showsHeader = showsHeader
    self.keepsTexts = keepsTexts
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
    case .text(let text): quotedIfNeeded(keepsTexts ? text : Self.harmless(text))
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

  /// A text that no spreadsheet takes for a formula, and no terminal for a command.
  static func harmless(_ text: String) -> String {
    let visible = text.visible(keepsLines: true)
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
      Double(text) == nil
    else { return visible }
    return "'" + visible
  }
}

extension RowTable {
  /// The table as the CSV file of a report: full numbers, and no text that a spreadsheet would run.
  var reportCSV: String {
    let format = DelimitedRows(columns: columns, separator: ",", showsHeader: true)
    return format.begin() + rows.map(format.row).joined()
  }
}
