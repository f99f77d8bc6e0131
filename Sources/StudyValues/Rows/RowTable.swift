/// A table in memory: columns and rows of cells.
///
/// Every table that the tool prints or files is one of these: result rows, the answer of an SQL query,
/// and the data behind a figure.
package struct RowTable: Equatable, Sendable {
  /// The columns, in the order of the cells.
  package var columns: [Column]
  /// The rows; each has one cell per column.
  package private(set) var rows: [[Cell]]

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - columns: The columns.
  ///   - rows: The rows; each must have one cell per column.
  package init(columns: [Column], rows: [[Cell]] = []) {
    precondition(
      rows.allSatisfy { $0.count == columns.count }, "a row must have one cell per column")
    self.columns = columns
    self.rows = rows
  }

  /// Creates the table of some rows; without rows it still has the columns.
  package init<Row: DescribedRow>(_ rows: [Row]) {
    self.init(columns: Row.columns.map(\.column), rows: rows.map(\.cells))
  }

  /// Creates the table of some rows for readers: without details and without columns that are empty.
  package init<Row: DescribedRow>(reading rows: [Row]) {
    let shown = Row.columns.filter { !$0.isDetail }
    let table = RowTable(
      columns: shown.map(\.column), rows: rows.map { row in shown.map { $0.get(row) } })
    self = rows.isEmpty ? table : table.withoutEmptyColumns().fittingIntervals()
  }

  /// The table with as many decimals of coefficients as its narrowest interval deserves, at most six.
  ///
  /// Limits stand in columns whose names end with `low` and `high`; an interval of width 0 has no say.
  package func fittingIntervals() -> RowTable {
    var narrowest = Double.infinity
    for (low, column) in columns.enumerated() where column.name.hasSuffix("low") {
      let name = column.name.dropLast(3) + "high"
      guard let high = columns.firstIndex(where: { $0.name == name }) else { continue }
      for row in rows {
        guard let bottom = row[low].real, let top = row[high].real, bottom < top else { continue }
        narrowest = min(narrowest, top - bottom)
      }
    }
    guard narrowest.isFinite else { return self }
    let decimals = min(6, RoundedNumber.decimals(width: narrowest, least: 0))
    var table = self
    for index in columns.indices {
      guard case .coefficient(let own) = columns[index].kind, own < decimals else { continue }
      table.columns[index].kind = .coefficient(decimals: decimals)
    }
    return table
  }

  /// Adds a row.
  package mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row must have one cell per column")
    rows.append(row)
  }

  /// The table with only the named columns, in the given order; unknown names are left out.
  package func selecting(_ names: [String]) -> RowTable {
    keeping(names.compactMap { name in columns.firstIndex { $0.name == name } })
  }

  /// The table without the columns in which no row has a value.
  package func withoutEmptyColumns() -> RowTable {
    keeping(columns.indices.filter { index in rows.contains { !$0[index].isMissing } })
  }

  func keeping(_ indices: [Int]) -> RowTable {
    RowTable(
      columns: indices.map { columns[$0] },
      rows: rows.map { row in indices.map { row[$0] } })
  }

  /// The table with another heading and kind for some columns.
  ///
  /// - Parameter replacements: Columns; each replaces the one of the same name.
  /// - Returns: The table with the same cells.
  package func showing(_ replacements: [Column]) -> RowTable {
    var table = self
    table.columns = columns.map { column in
      replacements.first { $0.name == column.name } ?? column
    }
    return table
  }
}
