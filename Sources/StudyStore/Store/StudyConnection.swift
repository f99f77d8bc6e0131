internal import CSQLiteSettings
import GRDB

/// How a connection to a study is set up, and what its failures mean.
enum StudyConnection {
  /// Settings of SQLite for the whole process, made once before the first study is opened.
  private static let processSettings: Void = sqlite_settings_without_memory_counts()

  static func configuration(readOnly: Bool) -> Configuration {
    processSettings
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(5)
    configuration.label = "study"
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA cache_size = -16384")
      for function in HardnessAggregates.all { database.add(function: function) }
      try addSquareRoot(to: database)
    }
    return configuration
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

  /// The sentence for an error about the file itself; any other error stays as it is.
  static func sentence(for error: DatabaseError, path: String, isNew: Bool) -> any Error {
    switch error.resultCode {
    case .SQLITE_NOTADB: StudyStoreError.notADatabase(path: path)
    case .SQLITE_CANTOPEN:
      isNew ? StudyStoreError.cannotCreate(path: path) : StudyStoreError.readOnly(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: StudyStoreError.busy(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: StudyStoreError.readOnly(path: path)
    case .SQLITE_FULL: StudyStoreError.diskFull(path: path)
    case .SQLITE_CORRUPT:
      StudyStoreError.damaged(path: path, detail: error.message ?? "SQLite gives no reason")
    default: error
    }
  }
}
