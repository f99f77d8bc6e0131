import GRDB

/// Inserts many rows into one table, several with each run of a statement.
///
/// SQLite spends a third of the time of a row on starting and ending its statement. A row that breaks a
/// constraint ends the statement without undoing the rows before it (`OR FAIL`): to be able to undo
/// them SQLite would copy each page into a file of its own first, ten times the bytes of the rows. The
/// transaction around it undoes all of them, so nothing is to be stored after such an error.
struct BulkInsert {
  private static let rowsPerStatement = 16

  /// The number of rows appended.
  private(set) var rows = 0

  private let columns: Int
  private var many: RowStatement
  private var one: RowStatement
  /// The rows that are bound but not inserted.
  private var waiting = 0

  init(_ database: Database, table: String, columns: [String]) throws {
    self.columns = columns.count
    let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    func statement(rows: Int) throws -> RowStatement {
      let row = "(" + columns.map { _ in "?" }.joined(separator: ", ") + ")"
      let values = [String](repeating: row, count: rows).joined(separator: ", ")
      return try RowStatement(
        database, sql: "INSERT OR FAIL INTO \"\(table)\" (\(list)) VALUES \(values)",
        values: rows * columns.count)
    }
    many = try statement(rows: Self.rowsPerStatement)
    one = try statement(rows: 1)
  }

  /// Appends one row; `fill` appends one value for each column.
  ///
  /// - Throws: The `DatabaseError` of SQLite, for example of a constraint of this or an earlier row.
  mutating func append(_ fill: (inout RowStatement.Values) -> Void) throws {
    try many.bind(places(of: waiting), fill)
    waiting += 1
    rows += 1
    guard waiting == Self.rowsPerStatement else { return }
    waiting = 0
    try many.execute()
  }

  /// Inserts the rows that wait; to be called after the last one.
  ///
  /// - Throws: The `DatabaseError` of SQLite, for example of a constraint.
  mutating func finish() throws {
    let many = many
    for row in 0..<waiting {
      let places = places(of: row)
      try one.execute { $0.values(of: many, at: places) }
    }
    waiting = 0
  }

  private func places(of row: Int) -> Range<Int> { row * columns..<(row + 1) * columns }
}
