internal import CSQLiteSettings
import Foundation
import GRDB
import GRDBSQLite

/// How a connection to a study is set up, and what its failures mean.
enum StudyConnection {
  /// Settings of SQLite for the whole process, made once before the first study is opened.
  private static let processSettings: Void = sqlite_settings_of_process()

  /// Connects to a file.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - isWritable: Whether it may be changed.
  ///   - isImmutable: Whether nothing can change it, so that it is read without locks and log.
  ///   - wait: Waits for other programs.
  /// - Returns: The connection.
  /// - Throws: A `DatabaseError`.
  static func queue(
    path: String, isWritable: Bool, isImmutable: Bool = false, wait: FileWait
  ) throws -> DatabaseQueue {
    processSettings
    var configuration = Configuration()
    configuration.readonly = !isWritable
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .callback { wait.waits(tries: $0) }
    configuration.label = "study"
    configuration.prepareDatabase { database in
      unsafe sqlite_settings_defend(database.sqliteConnection)
      try database.execute(sql: "PRAGMA cache_size = -16384")
      try HardnessAggregates.add(to: database)
      try addSquareRoot(to: database)
      if !isWritable { unsafe QueryGuard.install(on: database.sqliteConnection) }
    }
    return try DatabaseQueue(
      path: isImmutable ? URL(filePath: path).absoluteString + "?immutable=1" : plain(path),
      configuration: configuration)
  }

  /// The path in a form that SQLite does not take for an address.
  static func plain(_ path: String) -> String {
    path.hasPrefix("file:") ? "./" + path : path
  }

  /// The views need `sqrt`, which SQLite has only when built with its mathematical functions.
  private static func addSquareRoot(to database: Database) throws {
    let isBuiltIn = try Bool.fetchOne(
      database, sql: "SELECT count(*) FROM pragma_function_list WHERE name = 'sqrt'")
    guard isBuiltIn != true else { return }
    database.add(
      function: DatabaseFunction("sqrt", argumentCount: 1, pure: true) { values in
        guard let value = Double.fromDatabaseValue(values[0]), value >= 0 else { return nil }
        return value.squareRoot()
      })
  }

  /// Whether the file is no longer the one at its path, so that what is written to it would be lost.
  static func hasMoved(_ database: Database) -> Bool {
    var hasMoved: CInt = 0
    let code = unsafe sqlite3_file_control(
      database.sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
    return code == SQLITE_OK && hasMoved != 0
  }

  /// The sentence for what SQLite says.
  static func sentence(for error: DatabaseError, path: String, isNew: Bool = false) -> any Error {
    switch error.resultCode {
    case .SQLITE_NOTADB: StudyStoreError.notADatabase(path: path)
    case .SQLITE_CANTOPEN:
      isNew ? StudyStoreError.cannotCreate(path: path) : StudyStoreError.readOnly(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: StudyStoreError.busy(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: StudyStoreError.readOnly(path: path)
    case .SQLITE_FULL: StudyStoreError.diskFull(path: path)
    case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE:
      StudyStoreError.notReadOrWritten(path: path, detail: "no room for the index of its log")
    case .SQLITE_IOERR: StudyStoreError.notReadOrWritten(path: path, detail: words(of: error))
    // The rest of the program tells these apart.
    case .SQLITE_CONSTRAINT, .SQLITE_INTERRUPT, .SQLITE_NOMEM: error
    default: StudyStoreError.damaged(path: path, detail: words(of: error))
    }
  }

  /// The sentence for a value that no study of ours holds.
  static func wrongValue(path: String) -> StudyStoreError {
    .damaged(
      path: path, detail: "a value in it is missing, or of another kind than its column takes")
  }

  /// What SQLite says, on one line.
  static func words(of error: DatabaseError) -> String {
    (error.message ?? "\(error.resultCode)").split(whereSeparator: \.isNewline)
      .joined(separator: " ")
  }
}
