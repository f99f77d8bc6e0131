import GRDB
import GRDBSQLite

/// A prepared statement that runs once for each of many rows.
///
/// The values go straight to SQLite's binding functions: to wrap each one in a `DatabaseValue` and
/// each row in `StatementArguments` takes longer than the insertion itself. A million answers are
/// nine million values.
struct RowStatement {
  /// The values of one row, in the order of the statement's question marks.
  ///
  /// SQLite keeps the values of the row before, so a value that stays the same is not bound again:
  /// most columns of an import have one value throughout.
  struct Values {
    private enum Kind: UInt8 { case nothing, null, integer, real, text }

    fileprivate let statement: Statement
    fileprivate var place = 0
    fileprivate var end = 0
    fileprivate var code = SQLITE_OK
    // What is bound at each place: its kind, the bits of a number, a text.
    private var kinds: [Kind]
    private var bits: [UInt64]
    private var texts: [String]

    fileprivate init(statement: Statement, count: Int) {
      self.statement = statement
      kinds = [Kind](repeating: .nothing, count: count)
      bits = [UInt64](repeating: 0, count: count)
      texts = [String](repeating: "", count: count)
    }

    /// Appends an integer, or NULL.
    mutating func integer(_ value: Int64?) {
      guard let value else { return null() }
      guard isNew(.integer, UInt64(bitPattern: value)) else { return }
      note(unsafe sqlite3_bind_int64(statement.sqliteStatement, CInt(place), value))
    }

    /// Appends a number; NaN is NULL.
    mutating func real(_ value: Double) {
      guard !value.isNaN else { return null() }
      guard isNew(.real, value.bitPattern) else { return }
      note(unsafe sqlite3_bind_double(statement.sqliteStatement, CInt(place), value))
    }

    /// Appends a text, or NULL.
    mutating func text(_ value: String?) {
      guard var value else { return null() }
      let isKnown = !isNew(.text, 0)
      if isKnown, texts[place - 1] == value { return }
      texts[place - 1] = value
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
      case .null, .blob: null()
      }
    }

    /// Appends the values that another statement has at some places.
    mutating func values(of other: RowStatement, at places: Range<Int>) {
      for place in places {
        let bits = other.values.bits[place]
        switch other.values.kinds[place] {
        case .nothing, .null: null()
        case .integer: integer(Int64(bitPattern: bits))
        case .real: real(Double(bitPattern: bits))
        case .text: text(other.values.texts[place])
        }
      }
    }

    private mutating func null() {
      guard isNew(.null, 0) else { return }
      note(unsafe sqlite3_bind_null(statement.sqliteStatement, CInt(place)))
    }

    /// Moves on to the next place and says whether its value differs from that of the row before.
    private mutating func isNew(_ kind: Kind, _ value: UInt64) -> Bool {
      precondition(place < end, "a row has a value for each question mark")
      defer { place += 1 }
      guard kinds[place] != kind || bits[place] != value else { return false }
      kinds[place] = kind
      bits[place] = value
      return true
    }

    private mutating func note(_ result: CInt) {
      if result != SQLITE_OK { code = result }
    }
  }

  private let database: Database
  private let statement: Statement
  private let count: Int
  private var values: Values

  /// Prepares a statement.
  ///
  /// - Parameters:
  ///   - database: The open study.
  ///   - sql: One statement.
  ///   - count: The number of its question marks.
  /// - Throws: The `DatabaseError` of SQLite for a statement that it does not understand.
  init(_ database: Database, sql: String, values count: Int) throws {
    self.database = database
    self.count = count
    statement = try database.makeStatement(sql: sql)
    values = Values(statement: statement, count: count)
  }

  /// Runs the statement, which returns no rows; `fill` appends one value for each question mark.
  ///
  /// - Throws: The `DatabaseError` of SQLite, for example of a constraint.
  mutating func execute(_ fill: (inout Values) -> Void) throws {
    try bind(0..<count, fill)
    try execute()
  }

  /// Runs the statement with the values that are bound.
  mutating func execute() throws {
    if OpenStudies.isInterrupted { throw DatabaseError(resultCode: .SQLITE_INTERRUPT) }
    let result = unsafe sqlite3_step(statement.sqliteStatement)
    try finish(result)
  }

  /// Runs a query and returns the integers of its first column; `fill` is as for ``execute(_:)``.
  mutating func integers(_ fill: (inout Values) -> Void) throws -> [Int64] {
    try bind(0..<count, fill)
    var integers: [Int64] = []
    var result = unsafe sqlite3_step(statement.sqliteStatement)
    while result == SQLITE_ROW {
      integers.append(unsafe sqlite3_column_int64(statement.sqliteStatement, 0))
      result = unsafe sqlite3_step(statement.sqliteStatement)
    }
    try finish(result)
    return integers
  }

  /// Binds the values of some places; `fill` appends one for each.
  mutating func bind(_ places: Range<Int>, _ fill: (inout Values) -> Void) throws {
    values.place = places.lowerBound
    values.end = places.upperBound
    fill(&values)
    precondition(values.place == values.end, "a row has a value for each question mark")
    guard values.code == SQLITE_OK else {
      throw DatabaseError(resultCode: .init(rawValue: values.code))
    }
  }

  /// Makes the statement ready for the next row.
  private func finish(_ result: CInt) throws {
    // The message belongs to the step and is gone after the reset.
    let message = result == SQLITE_DONE ? nil : database.lastErrorMessage
    unsafe sqlite3_reset(statement.sqliteStatement)
    guard result == SQLITE_DONE else {
      throw DatabaseError(resultCode: .init(rawValue: result), message: message, sql: statement.sql)
    }
  }
}
