import GRDB

/// Inserts many rows through one prepared statement, several rows at a time.
///
/// Several rows in one statement spare most of the cost of starting and ending it. The arguments
/// are not checked again for each execution: their number is fixed by the columns.
struct BulkInsert {
  /// The values of one row, in the order of the columns.
  struct Row {
    fileprivate var values: [DatabaseValue] = []

    /// Appends an integer, or NULL.
    mutating func integer(_ value: Int64?) {
      values.append(value?.databaseValue ?? .null)
    }

    /// Appends a number; NaN is NULL.
    mutating func real(_ value: Double) {
      values.append(value.isNaN ? .null : value.databaseValue)
    }

    /// Appends any value.
    mutating func value(_ value: DatabaseValue) { values.append(value) }
  }

  /// The number of rows appended.
  private(set) var rows = 0

  private let many: Statement
  private let one: Statement
  private let columns: Int
  private let group: Int
  private var pending = Row()

  init(_ database: Database, table: String, columns: [String]) throws {
    self.columns = columns.count
    group = max(1, 200 / columns.count)
    let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let marks = "(" + columns.map { _ in "?" }.joined(separator: ", ") + ")"
    let insert = "INSERT INTO \"\(table)\" (\(list)) VALUES "
    one = try database.makeStatement(sql: insert + marks)
    many = try database.makeStatement(
      sql: insert + [String](repeating: marks, count: group).joined(separator: ", "))
    pending.values.reserveCapacity(columns.count * group)
  }

  /// Appends one row; `fill` appends one value for each column.
  mutating func append(_ fill: (inout Row) -> Void) throws {
    fill(&pending)
    rows += 1
    guard pending.values.count == columns * group else { return }
    many.setUncheckedArguments(StatementArguments(pending.values))
    try many.execute()
    pending.values.removeAll(keepingCapacity: true)
  }

  /// Inserts the rows that wait for more.
  mutating func flush() throws {
    for start in stride(from: 0, to: pending.values.count, by: columns) {
      one.setUncheckedArguments(StatementArguments(pending.values[start..<start + columns]))
      try one.execute()
    }
    pending.values.removeAll(keepingCapacity: true)
  }
}
