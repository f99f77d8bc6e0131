import GRDB
import GRDBSQLite

/// Inserts many rows through one prepared statement.
///
/// The values go straight to SQLite's binding functions: to wrap each one in a `DatabaseValue` and
/// each row in `StatementArguments` takes longer than the insertion itself. A million answers are
/// nine million values.
struct BulkInsert {
  /// The values of one row, in the order of the columns.
  ///
  /// SQLite keeps the values of the row before, so a value that stays the same is not bound again:
  /// most columns of an import have one value throughout.
  struct Row {
    private enum Bound: Equatable {
      case nothing
      case null
      case integer(Int64)
      case real(UInt64)
      case text(String)
    }

    fileprivate let statement: Statement
    fileprivate var place = 0
    fileprivate var code = SQLITE_OK
    private var bound: [Bound]

    fileprivate var isFull: Bool { place == bound.count }

    fileprivate init(statement: Statement, columns: Int) {
      self.statement = statement
      bound = [Bound](repeating: .nothing, count: columns)
    }

    /// Appends an integer, or NULL.
    mutating func integer(_ value: Int64?) {
      guard let value else { return null() }
      guard isNew(.integer(value)) else { return }
      note(unsafe sqlite3_bind_int64(statement.sqliteStatement, CInt(place), value))
    }

    /// Appends a number; NaN is NULL.
    mutating func real(_ value: Double) {
      guard !value.isNaN else { return null() }
      guard isNew(.real(value.bitPattern)) else { return }
      note(unsafe sqlite3_bind_double(statement.sqliteStatement, CInt(place), value))
    }

    /// Appends a text, or NULL.
    mutating func text(_ value: String?) {
      guard var value else { return null() }
      guard isNew(.text(value)) else { return }
      let place = CInt(place)
      // With this destructor SQLite copies the bytes before it returns.
      let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      let code = value.withUTF8 { bytes in
        // No bytes have no address, and an address of nothing would mean NULL.
        unsafe bytes.isEmpty
          ? sqlite3_bind_text(statement.sqliteStatement, place, "", 0, transient)
          : bytes.withMemoryRebound(to: CChar.self) {
            unsafe sqlite3_bind_text(
              statement.sqliteStatement, place, $0.baseAddress, CInt($0.count), transient)
          }
      }
      note(code)
    }

    /// Appends any value but bytes, which no table holds.
    mutating func value(_ value: DatabaseValue) {
      switch value.storage {
      case .int64(let integer): self.integer(integer)
      case .double(let real): self.real(real)
      case .string(let text): self.text(text)
      case .null, .blob: integer(nil)
      }
    }

    private mutating func null() {
      guard isNew(.null) else { return }
      note(unsafe sqlite3_bind_null(statement.sqliteStatement, CInt(place)))
    }

    /// Moves on to the next column and says whether its value differs from that of the row before.
    private mutating func isNew(_ value: Bound) -> Bool {
      place += 1
      precondition(place <= bound.count, "a row has a value for each column")
      guard bound[place - 1] != value else { return false }
      bound[place - 1] = value
      return true
    }

    private mutating func note(_ result: CInt) {
      if result != SQLITE_OK { code = result }
    }
  }

  /// The number of rows inserted.
  private(set) var rows = 0

  private let database: Database
  private let statement: Statement
  private var row: Row

  init(_ database: Database, table: String, columns: [String]) throws {
    self.database = database
    let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    statement = try database.makeStatement(
      sql: "INSERT INTO \"\(table)\" (\(list)) VALUES (\(marks))")
    row = Row(statement: statement, columns: columns.count)
  }

  /// Inserts one row; `fill` appends one value for each column.
  ///
  /// - Throws: The `DatabaseError` of SQLite, for example of a constraint.
  mutating func append(_ fill: (inout Row) -> Void) throws {
    row.place = 0
    fill(&row)
    precondition(row.isFull, "a row has a value for each column")
    guard row.code == SQLITE_OK else { throw DatabaseError(resultCode: .init(rawValue: row.code)) }
    let result = unsafe sqlite3_step(statement.sqliteStatement)
    // The message belongs to the step and is gone after the reset.
    let message = result == SQLITE_DONE ? nil : database.lastErrorMessage
    unsafe sqlite3_reset(statement.sqliteStatement)
    guard result == SQLITE_DONE else {
      throw DatabaseError(resultCode: .init(rawValue: result), message: message, sql: statement.sql)
    }
    rows += 1
  }
}
