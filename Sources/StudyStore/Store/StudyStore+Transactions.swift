import GRDB

extension StudyStore {
  /// Joins what is written inside `body` into one transaction: all of it is stored or nothing.
  ///
  /// - Parameter body: Calls methods of this study.
  /// - Returns: What `body` returns.
  /// - Throws: Whatever `body` throws, after everything it wrote has been undone.
  package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    try write { _ in try body() }
  }

  /// Joins what is written inside `body` into one transaction, as ``transaction(_:)`` does, and
  /// checks references between tables once before it ends instead of with every row.
  ///
  /// Each answer refers to a set, an image, an annotator and a class. To look all of them up while
  /// rows are inserted takes longer than to insert the rows; to check whole tables takes a tenth of
  /// that, but grows with what the study already holds. Therefore a large study, and a transaction
  /// inside another, check each row as ever. Of answers nothing is checked again: the keys of their
  /// images and classes stand in the tallies, which are, and those of their annotators are the ones
  /// that this transaction has just made.
  ///
  /// - Parameter body: Calls methods of this study.
  /// - Returns: What `body` returns.
  /// - Throws: Whatever `body` throws, or ``StudyStoreError/damaged(path:detail:)`` for a reference
  ///   to a row that is not there, after everything has been undone.
  /// - Complexity: That of `body`, and O(rows of the study) for one up to 128 MB.
  package func bulkTransaction<Result>(_ body: () throws -> Result) throws -> Result {
    try bulkTransaction(upTo: 128 << 20, body)
  }

  /// Writes the first rows of a table without one of its indexes, which is made at once from all of them:
  /// an entry for each row in the order of a file costs more than the rows.
  func withoutIndex<Result>(
    _ name: String, ofFirst table: String, _ database: Database, _ body: () throws -> Result
  ) throws -> Result {
    let isFirst =
      try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM \"\(table)\")") ?? false
    let index = try String.fetchOne(
      database, sql: "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?",
      arguments: [name])
    guard isFirst, let index else { return try body() }
    try database.execute(sql: "DROP INDEX \"\(name)\"")
    let result = try body()
    try database.execute(sql: index)
    return result
  }

  /// As ``bulkTransaction(_:)``, with the size in bytes up to which a study is checked as a whole.
  func bulkTransaction<Result>(upTo bytes: Int, _ body: () throws -> Result) throws -> Result {
    guard isWritable else { throw StudyStoreError.openedReadOnly(path: path) }
    return try translatingErrors {
      try queue.unsafeReentrantWrite { database in
        guard !database.isInsideTransaction, try size(of: database) <= bytes else {
          return try transaction(body)
        }
        // SQLite lets the setting change outside transactions only.
        try database.execute(sql: "PRAGMA foreign_keys = OFF")
        let result = try withoutLog(database) {
          Swift.Result {
            try write { database in
              let result = try withoutIndex("answer_of_image", ofFirst: "answer", database, body)
              try checkReferences(database)
              return result
            }
          }
        }
        try database.execute(sql: "PRAGMA foreign_keys = ON")
        return try result.get()
      }
    }
  }

  /// Stores the first rows of a new file without the write-ahead log.
  ///
  /// Through the log every page is written twice. A new file has nothing that others could want to read meanwhile, and no pages to keep a copy
  /// of. Where another program has it open already the log stays.
  private func withoutLog<Result>(
    _ database: Database, _ body: () throws -> Result
  ) throws -> Result {
    let hasLog = try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal"
    guard isFresh, hasLog,
      (try? database.execute(sql: "PRAGMA journal_mode = DELETE")) != nil
    else { return try body() }
    defer {
      // The next opening for writing begins the log again where this one cannot.
      try? wait.whileBusy { try database.execute(sql: "PRAGMA journal_mode = WAL") }
    }
    return try body()
  }

  private func size(of database: Database) throws -> Int {
    try Int.fetchOne(
      database, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") ?? 0
  }

  private func checkReferences(_ database: Database) throws {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT broken."table", broken.parent
        FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS broken
        WHERE t.type = 'table' AND t.name <> 'answer'
        """)
    guard let row else { return }
    let (table, parent): (String, String) = try (row[0], row[1])
    throw StudyStoreError.damaged(
      path: path, detail: "a row of \(table) refers to a row of \(parent) that is not there")
  }

  private func checkPlace(_ database: Database) throws {
    guard !StudyConnection.hasMoved(database) else { throw StudyStoreError.removed(path: path) }
  }

  /// Runs `body` in a transaction, or in a savepoint of the one that is open.
  func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
    guard isWritable else { throw StudyStoreError.openedReadOnly(path: path) }
    return try translatingErrors {
      try queue.unsafeReentrantWrite { database in
        var result: Result?
        let isOutermost = !database.isInsideTransaction
        if isOutermost { try checkPlace(database) }
        try database.inSavepoint {
          // Another program may have removed the file until this one could write.
          if isOutermost { try checkPlace(database) }
          result = try body(database)
          return .commit
        }
        if isOutermost { noteStored() }
        guard let result else { throw StudyStoreError.openedReadOnly(path: path) }
        return result
      }
    }
  }
}
