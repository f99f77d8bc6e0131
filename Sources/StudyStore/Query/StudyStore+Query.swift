import Dispatch
import Foundation
import GRDB
import Synchronization

extension StudyStore {
  /// Runs one SQL statement that only reads, and delivers its rows one by one.
  ///
  /// It may use the aggregates `pearson spearman kendall log10_p quantile entropy`.
  ///
  /// - Parameters:
  ///   - sql: One statement.
  ///   - arguments: The value of each parameter; `:name`, `@name` and `$name` are called `name`.
  ///   - timeout: The seconds after which the query is stopped; nil for no limit.
  ///   - begin: Receives the names of the columns, also when there are no rows.
  ///   - receive: Receives each row.
  /// - Returns: The number of rows.
  /// - Throws: ``StudyStoreError`` when the SQL is wrong, is not one statement, would change the
  ///   study, lacks a parameter or takes too long; or what the closures throw.
  @discardableResult
  package func query(
    _ sql: String, arguments: [String: QueryValue] = [:], timeout: Double? = nil,
    begin: ([String]) throws -> Void = { _ in }, receive: ([QueryValue]) throws -> Void
  ) throws -> Int {
    let watch = timeout.map { QueryWatch(queue: queue, seconds: $0) }
    defer { watch?.stop() }
    do {
      return try queue.unsafeReentrantWrite { database in
        let statement = try prepare(sql, arguments: arguments, in: database)
        try begin(statement.columnNames)
        var count = 0
        let cursor = try Row.fetchCursor(statement)
        while let row = try cursor.next() {
          try receive(row.databaseValues.map(QueryValue.init))
          count += 1
        }
        return count
      }
    } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_INTERRUPT:
        if let timeout { throw StudyStoreError.timedOut(seconds: timeout) }
      case .SQLITE_AUTH:
        throw StudyStoreError.notReadOnly(sql: sql)
      case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_CANTOPEN:
        throw StudyConnection.sentence(for: error, path: path)
      default: break
      }
      let words = StudyConnection.words(of: error)
      let nearest = try? read { try SQLSuggestion.nearest(to: words, in: sql, $0) }
      throw StudyStoreError.badSQL(sql: sql, message: words, nearest: nearest ?? nil)
    }
  }

  /// All rows of a query, for small results.
  ///
  /// - Parameters:
  ///   - sql: One statement that only reads.
  ///   - arguments: The value of each parameter.
  /// - Returns: The names of the columns and the rows.
  /// - Throws: As ``query(_:arguments:timeout:begin:receive:)``.
  package func rows(
    _ sql: String, arguments: [String: QueryValue] = [:]
  ) throws -> (columns: [String], rows: [[QueryValue]]) {
    var columns: [String] = []
    var rows: [[QueryValue]] = []
    try query(sql, arguments: arguments, begin: { columns = $0 }, receive: { rows.append($0) })
    return (columns, rows)
  }

  private func prepare(
    _ sql: String, arguments: [String: QueryValue], in database: Database
  ) throws -> Statement {
    var found: Statement?
    let statements = try database.allStatements(sql: sql)
    while let statement = try statements.next() {
      guard found == nil else { throw StudyStoreError.notOneStatement(sql: sql) }
      found = statement
    }
    guard let statement = found else { throw StudyStoreError.notOneStatement(sql: sql) }
    // A statement that returns nothing, such as BEGIN or ATTACH, is no question.
    guard statement.isReadonly, statement.columnCount > 0 else {
      throw StudyStoreError.notReadOnly(sql: sql)
    }
    try bind(arguments, to: statement, sql: sql)
    return statement
  }

  private func bind(
    _ arguments: [String: QueryValue], to statement: Statement, sql: String
  ) throws {
    let values = arguments.mapValues { $0.databaseValue as (any DatabaseValueConvertible)? }
    do {
      try statement.setArguments(StatementArguments(values))
    } catch let error as DatabaseError {
      throw StudyStoreError.parameters(
        missing: error.message ?? "a parameter has no value", unused: [])
    }
    // A value without which all parameters still have theirs belongs to no parameter.
    let unused = values.keys.filter { name in
      let others = StatementArguments(values.filter { $0.key != name })
      return (try? statement.validateArguments(others)) != nil
    }
    guard unused.isEmpty else {
      throw StudyStoreError.parameters(missing: nil, unused: unused.sorted())
    }
  }
}

/// Stops what a connection is doing after some seconds, unless it has finished before.
private final class QueryWatch: Sendable {
  private let hasEnded = Mutex(false)

  init(queue: DatabaseQueue, seconds: Double) {
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [self] in
      hasEnded.withLock { if !$0 { queue.interrupt() } }
    }
  }

  func stop() { hasEnded.withLock { $0 = true } }
}

extension QueryValue {
  init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let integer): self = .integer(integer)
    case .double(let real): self = .real(real)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .bytes([UInt8](data))
    }
  }

  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let integer): integer.databaseValue
    case .real(let real): real.databaseValue
    case .text(let text): text.databaseValue
    case .bytes(let bytes): Data(bytes).databaseValue
    }
  }
}
