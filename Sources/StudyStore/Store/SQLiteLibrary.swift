import GRDBSQLite

/// The SQLite that the program runs on.
package enum SQLiteLibrary {
  /// The version, for example `3.40.1`.
  package static let version = unsafe String(cString: sqlite3_libversion())
}
