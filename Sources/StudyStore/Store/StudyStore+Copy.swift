import Foundation
import GRDB

extension StudyStore {
  /// Copies the study into a new file that other programs read without this one.
  ///
  /// Views that are made tables keep their names, columns and types; they are computed once, and
  /// indexed by image, model and class.
  ///
  /// - Parameters:
  ///   - path: The path of the new file.
  ///   - viewsAsTables: The views whose rows are stored.
  ///   - without: The views that the copy does not have.
  /// - Throws: ``StudyStoreError`` when the file exists or cannot be written.
  /// - Complexity: O(rows of the views).
  package func copy(
    to path: String, viewsAsTables: [String], without: [String]
  ) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw StudyStoreError.alreadyExists(path: path)
    }
    let wait = FileWait(path: path, access: StudyAccess(wait: 0))
    do {
      let copy = try StudyConnection.queue(path: path, isWritable: true, wait: wait)
      try queue.backup(to: copy)
      try copy.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA journal_mode = DELETE")
        try database.inTransaction {
          // Each is stored while the views it reads are still there.
          for view in viewsAsTables {
            try database.execute(
              sql: "CREATE TABLE \"stored_\(view)\" AS SELECT * FROM \"\(view)\"")
          }
          for view in without + viewsAsTables {
            try database.execute(sql: "DROP VIEW \"\(view)\"")
          }
          for view in viewsAsTables {
            try database.execute(
              sql: "ALTER TABLE \"stored_\(view)\" RENAME TO \"\(view)\"")
            let columns = try database.columns(in: view).map(\.name)
            for column in ["image", "model", "class"] where columns.contains(column) {
              try database.execute(
                sql: "CREATE INDEX \"\(view)_by_\(column)\" ON \"\(view)\" (\"\(column)\")")
            }
          }
          return .commit
        }
        try database.execute(sql: "ANALYZE")
        try database.execute(sql: "VACUUM")
      }
      try copy.close()
    } catch let error as DatabaseError {
      throw StudyConnection.sentence(for: error, path: path, isNew: true)
    }
  }
}
