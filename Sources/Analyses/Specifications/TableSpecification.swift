package import StudyValues

/// A table of a report, which is also a CSV file of its own.
///
/// An analysis names its tables by the end of their identifiers; the report puts its own in front.
package struct TableSpecification: Equatable, Sendable {
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
}

extension TableSpecification {
  /// The tables of correlations: all images, then the groups.
  package static func correlations(_ rows: [CorrelationResult]) -> [TableSpecification] {
    [
      TableSpecification(
        id: "all", caption: "All images.",
        rows: RowTable(reading: rows.filter { $0.grouping == "all" })),
      TableSpecification(
        id: "groups",
        caption: """
          By group of images. Within a bin of HSF the range is restricted, so these rows are no profile \
          over difficulty.
          """, rows: RowTable(reading: rows.filter { $0.grouping != "all" })),
    ].filter { !$0.rows.rows.isEmpty }
  }

  /// The table of comparisons; none without rows.
  package static func comparisons(_ rows: [ComparisonResult]) -> [TableSpecification] {
    rows.isEmpty
      ? []
      : [
        TableSpecification(
          id: "comparisons", caption: "Differences of strengths on the same images.",
          rows: RowTable(reading: rows))
      ]
  }

  /// The table of estimates; none without rows.
  package static func estimates(
    _ rows: [EstimateResult], id: String = "estimates",
    _ caption: Prose = "Estimates with their intervals."
  ) -> [TableSpecification] {
    rows.isEmpty
      ? [] : [TableSpecification(id: id, caption: caption, rows: RowTable(reading: rows))]
  }

  /// One table per list of images.
  package static func lists(_ rows: [ExtremeImage]) -> [TableSpecification] {
    var lists: [[String]] = []
    for row in rows where !lists.contains([row.list, row.model]) {
      lists.append([row.list, row.model])
    }
    return lists.enumerated().map { index, list in
      TableSpecification(
        id: "list-\(index + 1)",
        caption: Prose(
          plain: "\(list[0].prefix(1).uppercased() + list[0].dropFirst()): \(list[1])."),
        rows: RowTable(reading: rows.filter { [$0.list, $0.model] == list }))
    }
  }

  /// A pivot of estimates; none without a line.
  package static func pivot(
    _ id: String, _ caption: Prose, _ pivot: Pivot, _ rows: [EstimateResult]
  ) -> [TableSpecification] {
    let table = pivot.table(rows)
    return table.rows.isEmpty ? [] : [TableSpecification(id: id, caption: caption, rows: table)]
  }
}
