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

  /// Creates the table of some result rows; without rows it still has the columns.
  package init<Row: ResultRow>(_ results: [Row]) {
    self.init(columns: Row.columns, rows: results.map(\.cells))
  }

  /// Creates a table from any encodable rows whose values are texts and numbers.
  ///
  /// Columns are the coding keys in the order in which the first row encodes them; without rows there
  /// are none. Values that are nil are missing.
  ///
  /// - Parameter values: Rows of one type.
  /// - Throws: ``ReportsError/nestedValue(column:)`` when a value is a list or an object.
  package init(encoding values: [some Encodable]) throws {
    var rows: [EncodedRow] = []
    for value in values { rows.append(try EncodedRow(value)) }
    self.init(columns: rows.first?.columns ?? [], rows: rows.map(\.cells))
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

  private func keeping(_ indices: [Int]) -> RowTable {
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
