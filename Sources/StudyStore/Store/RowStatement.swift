import GRDB
import GRDBSQLite

/// A prepared statement that runs once for each of many rows.
///
/// The values go straight to SQLite's binding functions: to wrap each one in a `DatabaseValue` and
/// each row in `StatementArguments` takes longer than the insertion itself. A million answers are
/// nine million values.
struct RowStatement {
  /// The values of one row after another, in the order of the columns.
  ///
  /// SQLite keeps the values of the row before, so a value that stays the same is not bound again:
  /// most columns of an import have one value throughout.
  struct Values {
    private enum Kind: UInt8 { case nothing, null, integer, real, text }

    private struct Bound: Equatable {
      var kind = Kind.nothing
      var bits: UInt64 = 0
    }

    fileprivate let statement: Statement
    fileprivate var code = SQLITE_OK
    /// Whether a column that the statement leaves out was given a value.
    fileprivate var lacksColumn = false
    /// The columns that have had a value in the row that is being filled.
    fileprivate var hasValue: [Bool]
    /// For each column its question mark in a row, from 1; 0 where the statement leaves it out.
    private let marks: [Int]
    private var column = 0
    private var before = 0
    // What is bound at each question mark: its kind, the bits of a number or the number of a shared text
    // from 1, a text.
    private var bound: [Bound]
    private var texts: [String]
    private var shared: SharedTexts?

    fileprivate init(statement: Statement, marks: [Int], count: Int) {
      self.statement = statement
      self.marks = marks
      hasValue = [Bool](repeating: false, count: marks.count)
      bound = [Bound](repeating: Bound(), count: count)
      texts = [String](repeating: "", count: count)
    }

    /// Begins a row whose question marks follow on `before` others.
    fileprivate mutating func begin(before: Int) {
      self.before = before
      column = 0
      lacksColumn = false
    }

    /// Whether each column was given a value.
    fileprivate var isComplete: Bool { column == marks.count }

    /// Appends an integer, or NULL.
    mutating func integer(_ value: Int64?) {
      guard let value else { return null() }
      guard let place = place(.integer, UInt64(bitPattern: value)) else { return }
      note(unsafe sqlite3_bind_int64(statement.sqliteStatement, place, value))
    }

    /// Appends a number; NaN is NULL.
    mutating func real(_ value: Double) {
      guard !value.isNaN else { return null() }
      guard let place = place(.real, value.bitPattern) else { return }
      note(unsafe sqlite3_bind_double(statement.sqliteStatement, place, value))
    }

    /// Appends a text, or NULL.
    mutating func text(_ value: String?) {
      guard var value else { return null() }
      let known = marks[column] == 0 ? 0 : before + marks[column]
      let isKnown = known > 0 && bound[known - 1] == Bound(kind: .text)
      if isKnown, texts[known - 1] == value {
        column += 1
        return
      }
      // Another text has the same kind and bits: only a new kind is noticed by them.
      guard let place = place(.text, 0) ?? (isKnown ? CInt(known) : nil) else { return }
      texts[Int(place) - 1] = value
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

    /// Appends a text that rows share by its number, or NULL for a negative one; all texts of a statement
    /// that are given by number are from one table.
    mutating func text(_ number: Int32, of texts: SharedTexts) {
      guard number >= 0 else { return null() }
      guard let place = place(.text, UInt64(number) + 1) else { return }
      shared = texts
      let bytes = unsafe texts.bytes(number)
      note(
        unsafe sqlite3_bind_text(
          statement.sqliteStatement, place, bytes.baseAddress, CInt(bytes.count), nil))
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

    /// Appends the values of another statement with the same columns, whose question marks follow on
    /// `before` others.
    mutating func values(of other: RowStatement, before: Int) {
      for mark in other.values.marks {
        guard mark > 0 else {
          null()
          continue
        }
        let place = before + mark - 1
        let bits = other.values.bound[place].bits
        switch (other.values.bound[place].kind, other.values.shared) {
        case (.nothing, _), (.null, _): null()
        case (.integer, _): integer(Int64(bitPattern: bits))
        case (.real, _): real(Double(bitPattern: bits))
        case (.text, let texts?) where bits > 0: text(Int32(bits) - 1, of: texts)
        case (.text, _): text(other.values.texts[place])
        }
      }
    }

    private mutating func null() {
      guard let place = place(.null, 0) else { return }
      note(unsafe sqlite3_bind_null(statement.sqliteStatement, place))
    }

    /// Moves on to the next column and returns its question mark, nil where what is bound there stays.
    private mutating func place(_ kind: Kind, _ value: UInt64) -> CInt? {
      precondition(column < marks.count, "a row has a value for each column")
      let mark = marks[column]
      defer { column += 1 }
      guard mark > 0 else {
        if kind != .null {
          lacksColumn = true
          hasValue[column] = true
        }
        return nil
      }
      let place = before + mark
      let new = Bound(kind: kind, bits: value)
      guard bound[place - 1] != new else { return nil }
      bound[place - 1] = new
      return CInt(place)
    }

    private mutating func note(_ result: CInt) {
      if result != SQLITE_OK { code = result }
    }
  }

  private let database: Database
  private let statement: Statement
  private var values: Values

  /// Prepares a statement.
  ///
  /// - Parameters:
  ///   - database: The open study.
  ///   - sql: One statement.
  ///   - count: The number of its question marks.
  /// - Throws: The `DatabaseError` of SQLite for a statement that it does not understand.
  init(_ database: Database, sql: String, values count: Int) throws {
    try self.init(database, sql: sql, marks: Array(1...count), rows: 1)
  }

  /// Prepares a statement with the values of several rows.
  ///
  /// - Parameters:
  ///   - database: The open study.
  ///   - sql: One statement.
  ///   - marks: For each column its question mark in a row, from 1; 0 for one that is left out.
  ///   - rows: The number of rows.
  /// - Throws: The `DatabaseError` of SQLite for a statement that it does not understand.
  init(_ database: Database, sql: String, marks: [Int], rows: Int) throws {
    self.database = database
    statement = try database.makeStatement(sql: sql)
    values = Values(statement: statement, marks: marks, count: rows * (marks.max() ?? 0))
  }

  /// Runs the statement, which returns no rows; `fill` appends one value for each question mark.
  ///
  /// - Throws: The `DatabaseError` of SQLite, for example of a constraint.
  mutating func execute(_ fill: (inout Values) -> Void) throws {
    try bind(before: 0, fill)
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
    try bind(before: 0, fill)
    var integers: [Int64] = []
    var result = unsafe sqlite3_step(statement.sqliteStatement)
    while result == SQLITE_ROW {
      integers.append(unsafe sqlite3_column_int64(statement.sqliteStatement, 0))
      result = unsafe sqlite3_step(statement.sqliteStatement)
    }
    try finish(result)
    return integers
  }

  /// Binds the values of one row, whose question marks follow on `before` others; `fill` appends one for
  /// each column.
  ///
  /// - Returns: The columns that need a question mark for it and have none; then the row is not bound.
  @discardableResult
  mutating func bind(before: Int, _ fill: (inout Values) -> Void) throws -> [Bool]? {
    values.begin(before: before)
    fill(&values)
    precondition(values.isComplete, "a row has a value for each column")
    guard values.code == SQLITE_OK else {
      throw DatabaseError(resultCode: .init(rawValue: values.code))
    }
    return values.lacksColumn ? values.hasValue : nil
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
