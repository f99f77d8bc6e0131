import GRDB

/// Inserts many rows into one table.
struct BulkInsert {
  /// The number of rows inserted.
  private(set) var rows = 0

  private var statement: RowStatement

  init(_ database: Database, table: String, columns: [String]) throws {
    let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    statement = try RowStatement(
      database, sql: "INSERT INTO \"\(table)\" (\(list)) VALUES (\(marks))", values: columns.count)
  }

  /// Inserts one row; `fill` appends one value for each column.
  ///
  /// - Throws: The `DatabaseError` of SQLite, for example of a constraint.
  mutating func append(_ fill: (inout RowStatement.Values) -> Void) throws {
    try statement.execute(fill)
    rows += 1
  }
}
