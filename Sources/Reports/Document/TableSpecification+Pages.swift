internal import Analyses
internal import StudyValues

extension TableSpecification {
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
