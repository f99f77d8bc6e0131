package import StudyValues

extension RowTable {
  /// The table with a name in the first column only where it changes, for readers.
  package var withoutRepeatedNames: RowTable {
    var before: Cell?
    return RowTable(
      columns: columns,
      rows: rows.map { row in
        defer { before = row.first }
        guard row.first == before, row.first?.text != nil else { return row }
        return [.missing] + row.dropFirst()
      })
  }

  /// The first rows.
  package func keepingRows(_ count: Int) -> RowTable {
    rows.count <= count ? self : RowTable(columns: columns, rows: Array(rows.prefix(count)))
  }
}

extension [TableSpecification] {
  /// The tables with other headings above some columns, given by the columns' names.
  func showing(_ headings: [String: String]) -> Self {
    map { table in
      var table = table
      for index in table.rows.columns.indices {
        guard let heading = headings[table.rows.columns[index].name] else { continue }
        table.rows.columns[index].heading = heading
      }
      return table
    }
  }
}
