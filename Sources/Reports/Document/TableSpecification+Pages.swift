internal import Analyses
import Files
internal import StudyValues

extension TableSpecification {
  /// The rows that the pages show.
  var shownRows: RowTable {
    guard rows.rows.count > rowLimit else { return rows }
    return RowTable(columns: rows.columns, rows: Array(rows.rows.prefix(rowLimit)))
  }

  /// The table without the columns that say the same in every row, which its caption says instead; its
  /// CSV file keeps them.
  var withoutConstants: TableSpecification {
    let columns = rows.columns
    guard rows.rows.count > 1, let first = rows.rows.first,
      Set(columns.map(\.name)).count == columns.count
    else { return self }
    let constant = columns.indices.filter { index in
      columns[index].kind == .text && first[index].text != nil
        && rows.rows.allSatisfy { $0[index] == first[index] }
    }
    guard !constant.isEmpty, constant.count + 1 < columns.count else { return self }
    var table = self
    table.fileRows = fileRows ?? rows
    table.rows = rows.selecting(
      columns.indices.filter { !constant.contains($0) }.map { columns[$0].name })
    let words = constant.enumerated().flatMap { place, index -> [Prose.Run] in
      [
        .plain("\(place == 0 ? " In every row: " : "; ")\(columns[index].heading) "),
        .name(first[index].text ?? ""),
      ]
    }
    table.caption = Prose(runs: caption.runs + words + [.plain(".")])
    return table
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
    return "The first \(rowLimit) of \(rows.rows.count, "row"); \(place)."
  }
}
