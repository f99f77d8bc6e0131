import GRDBSQLite

/// What a statement may do in a study that is only read.
///
/// The file may come from a stranger, and so may its views. SQLite asks before it prepares a statement
/// or a view that a statement names: reading tables, calling functions and asking for the schema are
/// allowed, everything else is not.
enum QueryGuard {
  /// Pragmas that take an argument and only tell something.
  private static let questions: Set<String> = [
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
    "foreign_key_list", "foreign_key_check", "integrity_check", "quick_check",
  ]
  /// Functions that reach outside of the database.
  private static let outside: Set<String> = ["fts3_tokenizer", "load_extension"]

  /// Lets a connection ask before each statement.
  static func install(on connection: OpaquePointer?) {
    unsafe sqlite3_set_authorizer(
      connection,
      { _, action, first, second, _, _ in
        let name = unsafe first.map { unsafe String(cString: $0) }
        let detail = unsafe second.map { unsafe String(cString: $0) }
        return QueryGuard.allows(action, name, detail) ? SQLITE_OK : SQLITE_DENY
      }, nil)
  }

  private static func allows(_ action: CInt, _ first: String?, _ second: String?) -> Bool {
    switch action {
    case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE, SQLITE_TRANSACTION, SQLITE_SAVEPOINT: true
    case SQLITE_FUNCTION: !outside.contains(second ?? "")
    case SQLITE_PRAGMA: second == nil || questions.contains(first ?? "")
    // So SQLite declares the columns of a table-valued function; a statement that creates a table is
    // refused because it does not only read.
    case SQLITE_CREATE_TABLE: true
    case SQLITE_INSERT, SQLITE_UPDATE: first == "sqlite_master"
    default: false
    }
  }
}
