import GRDB

/// Inserts many rows into one table, several with each run of a statement.
///
/// SQLite spends a third of the time of a row on starting and ending its statement. A row that breaks a
/// constraint ends the statement without undoing the rows before it (`OR FAIL`): to be able to undo
/// them SQLite would copy each page into a file of its own first, ten times the bytes of the rows. The
/// transaction around it undoes all of them, so nothing is to be stored after such an error.
///
/// Columns that have been NULL in every row so far are left out of the statement; it is made anew when
/// one has a value. Half the columns of an import mostly have none.
struct BulkInsert {
  private static let rowsPerStatement = 16

  /// A statement of many rows and one for those that are left.
  private struct Statements {
    var many: RowStatement
    var one: RowStatement
    /// The number of columns that they write.
    let width: Int
  }

  /// The number of rows appended.
  private(set) var rows = 0

  private let database: Database
  private let table: String
  private let columns: [String]
  /// The columns that have had a value.
  private var isUsed: [Bool]
  private var statements: Statements
  /// The rows that are bound but not inserted.
  private var waiting = 0
  /// Whether every row is inserted.
  var isComplete: Bool { waiting == 0 }

  init(_ database: Database, table: String, columns: [String]) throws {
    self.database = database
    self.table = table
    self.columns = columns
    isUsed = columns.indices.map { $0 == 0 }
    statements = try Self.statements(database, table, columns, isUsed)
  }

  /// Appends one row.
  ///
  /// - Parameter fill: Appends one value for each column, the same when it is called again.
  /// - Throws: The `DatabaseError` of SQLite, for example of a constraint of this or an earlier row.
  mutating func append(_ fill: (inout RowStatement.Values) -> Void) throws {
    if let further = try statements.many.bind(before: waiting * statements.width, fill) {
      try finish()
      for column in columns.indices where further[column] { isUsed[column] = true }
      statements = try Self.statements(database, table, columns, isUsed)
      try statements.many.bind(before: 0, fill)
    }
    waiting += 1
    rows += 1
    guard waiting == Self.rowsPerStatement else { return }
    waiting = 0
    try statements.many.execute()
  }

  /// Inserts the rows that wait; to be called after the last one.
  ///
  /// - Throws: The `DatabaseError` of SQLite, for example of a constraint.
  mutating func finish() throws {
    let (many, width) = (statements.many, statements.width)
    for row in 0..<waiting {
      try statements.one.execute { $0.values(of: many, before: row * width) }
    }
    waiting = 0
  }

  private static func statements(
    _ database: Database, _ table: String, _ columns: [String], _ isUsed: [Bool]
  ) throws -> Statements {
    var width = 0
    let marks = isUsed.map { isUsed in
      width += isUsed ? 1 : 0
      return isUsed ? width : 0
    }
    let list = zip(columns, isUsed).filter(\.1).map { "\"\($0.0)\"" }.joined(separator: ", ")
    func statement(rows: Int) throws -> RowStatement {
      let row = "(" + [String](repeating: "?", count: width).joined(separator: ", ") + ")"
      let values = [String](repeating: row, count: rows).joined(separator: ", ")
      return try RowStatement(
        database, sql: "INSERT OR FAIL INTO \"\(table)\" (\(list)) VALUES \(values)",
        marks: marks, rows: rows)
    }
    return Statements(
      many: try statement(rows: rowsPerStatement), one: try statement(rows: 1), width: width)
  }
}
