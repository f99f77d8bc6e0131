import Foundation
import GRDBSQLite

/// What an opening or closing leaves that fails on a full disk.
///
/// A write-ahead log needs an index of 32 KB beside it in shared memory, which is a file too. Where
/// there is no room for it, no connection of the usual kind can open the study again, not even to
/// clean up. A connection that has the file for itself keeps the index in its own memory.
enum FailedOpening {
  /// Makes the file plain again, and removes a new one that nothing was stored in.
  ///
  /// Does nothing while another program uses the file, and gives up without a word: why the opening
  /// failed has been said already.
  ///
  /// - Parameters:
  ///   - path: The path of the file, to which no connection of this process is open.
  ///   - isNew: Whether this process made the file.
  static func cleanUp(_ path: String, isNew: Bool) {
    guard path != ":memory:", FileManager.default.fileExists(atPath: path) else { return }
    // A transaction wants a journal, for which a disk without any room has none.
    if isNew, (try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped))?.isEmpty == true
    {
      unsafe unlink(path)
      return
    }
    var connection: OpaquePointer?
    defer { unsafe sqlite3_close(connection) }
    let file = StudyConnection.plain(path)
    guard unsafe sqlite3_open_v2(file, &connection, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK
    else { return }
    func does(_ sql: String) -> Bool {
      unsafe sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK
    }
    // The lock stays when the transaction has ended.
    guard does("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT") else { return }
    unsafe unlink(path + "-shm")
    if isNew, unsafe StudySchema.isEmpty(connection) {
      for suffix in ["-wal", "-journal", ""] { unsafe unlink(path + suffix) }
    } else {
      _ = does("PRAGMA journal_mode = DELETE")
    }
  }
}

extension StudySchema {
  /// Whether nothing was stored in a file, with or without tables of a study.
  fileprivate static func isEmpty(_ connection: OpaquePointer?) -> Bool {
    unsafe asks("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", connection)
      || asks(emptiness, connection)
  }

  private static func asks(_ question: String, _ connection: OpaquePointer?) -> Bool {
    var statement: OpaquePointer?
    defer { unsafe sqlite3_finalize(statement) }
    return unsafe sqlite3_prepare_v2(connection, question, -1, &statement, nil) == SQLITE_OK
      && sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_int(statement, 0) == 1
  }
}
