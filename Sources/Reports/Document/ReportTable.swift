/// A table of a report, which is also a CSV file of its own.
package struct ReportTable: Equatable, Sendable {
  /// The identifier, which names the CSV file.
  package var id: String
  /// What the table shows, with the methods that a reader needs.
  package var caption: Prose
  /// What the pages show.
  package var rows: RowTable
  /// What the CSV file holds, where it differs from what the pages show.
  package var fileRows: RowTable?
  /// How many rows the pages show at most; the CSV file always holds all.
  package var rowLimit: Int

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - id: The identifier.
  ///   - caption: What the table shows.
  ///   - rows: What the pages show.
  ///   - fileRows: What the CSV file holds; `rows` when nil.
  ///   - rowLimit: How many rows the pages show at most.
  package init(
    id: String, caption: Prose, rows: RowTable, fileRows: RowTable? = nil, rowLimit: Int = 200
  ) {
    self.id = id
    self.caption = caption
    self.rows = rows
    self.fileRows = fileRows
    self.rowLimit = rowLimit
  }

  /// The rows that the pages show.
  var shownRows: RowTable {
    guard rows.rows.count > rowLimit else { return rows }
    return RowTable(columns: rows.columns, rows: Array(rows.rows.prefix(rowLimit)))
  }

  /// A sentence on the rows that are left out of the pages; nil when none are.
  ///
  /// - Parameter formats: What is written beside the page, for the place of all rows.
  /// - Returns: The sentence, or nil.
  func omission(_ formats: Set<ReportFormat>) -> String? {
    guard rows.rows.count > rowLimit else { return nil }
    let place =
      formats.contains(.csv)
      ? "all are in tables/\(id).csv" : "all are written to a file with the format csv"
    return "The first \(rowLimit) of \(rows.rows.count) rows; \(place)."
  }
}
