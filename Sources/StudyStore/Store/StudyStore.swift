import Foundation
import GRDB
import Synchronization
import StudyValues

/// One study: an SQLite file that holds what people said, what networks said, and what came out.
///
/// ```swift
/// let store = try StudyStore.open(path: "study.db", mode: .readWrite)
/// try store.transaction {
///   try store.ensureDataset("cifar10", labelSpace: space)
///   …
/// }
/// try store.close()
/// ```
///
/// While it is open for writing the file uses a write-ahead log; after ``close()`` it is one plain
/// file that can be mailed. Every method that writes is one transaction: when it throws, or the
/// program is killed, the file is as before. ``transaction(_:)`` joins several into one. No
/// transaction ends with a reference to a row that is not there.
///
/// Several methods may be called from several threads; they run one after the other.
package final class StudyStore: Sendable {
  /// What an opened study may be used for.
  package enum Mode: Sendable {
    /// Ask only; the file must exist.
    case readOnly
    /// Ask and change; the file must exist.
    case readWrite
    /// Ask and change; a file that does not exist is created.
    case createIfMissing
  }

  /// The path of the file, `:memory:` for a study in memory.
  package let path: String
  /// Whether the study may be changed.
  package let isWritable: Bool

  let queue: DatabaseQueue
  let wait: FileWait
  private let isNew: Bool
  /// Whether a transaction has been stored in a new file.
  private let hasStored = Mutex(false)

  init(path: String, isWritable: Bool, isNew: Bool, queue: DatabaseQueue, wait: FileWait) {
    self.path = path
    self.isWritable = isWritable
    self.isNew = isNew
    self.queue = queue
    self.wait = wait
    if isWritable { OpenStudies.add(self) }
  }

  /// Notes that a transaction is stored.
  func noteStored() { hasStored.withLock { $0 = true } }

  /// Whether this opening made the file and has stored nothing in it yet.
  var isFresh: Bool { isNew && !hasStored.withLock(\.self) }

  /// Leaves the file to whoever opens it next, and removes a new one that nothing was stored in.
  func abandon() {
    guard isWritable, isFresh, path != ":memory:" else { return }
    for suffix in ["", "-wal", "-shm", "-journal"] { unsafe unlink(path + suffix) }
  }

  /// Ends writing: the file becomes one plain file, and a new one that stayed empty is removed.
  ///
  /// While another program uses the file its log must stay beside it; whoever closes it last makes it
  /// plain.
  ///
  /// - Throws: ``StudyStoreError/logStays(path:detail:)`` when everything is stored, but the log could
  ///   not be written into the file.
  package func close() throws {
    OpenStudies.remove(self)
    guard isWritable, path != ":memory:" else { return try queue.close() }
    wait.end()
    do {
      try queue.writeWithoutTransaction { database in
        // Without statistics queries are right, and may be slow.
        if hasStored.withLock(\.self) { try? TableStatistics.update(database) }
        try database.execute(sql: "PRAGMA journal_mode = DELETE")
        if isNew { try removeIfEmpty(database) }
      }
    } catch DatabaseError.SQLITE_BUSY, DatabaseError.SQLITE_LOCKED {
      // Another program uses the file.
    } catch let error as DatabaseError {
      try? queue.close()
      guard hasStored.withLock(\.self) else {
        return FailedOpening.cleanUp(path, isNew: isNew)
      }
      throw StudyStoreError.logStays(path: path, detail: StudyConnection.words(of: error))
    }
    try queue.close()
  }

  /// Removes a file that nothing was stored in, unless another program has begun to use it.
  private func removeIfEmpty(_ database: Database) throws {
    try database.inTransaction(.exclusive) {
      let isEmpty = try Bool.fetchOne(database, sql: StudySchema.emptiness) ?? false
      if isEmpty, !StudyConnection.hasMoved(database) {
        try FileManager.default.removeItem(atPath: path)
      }
      return .rollback
    }
  }
}

// MARK: - Access of the other files of this module

extension StudyStore {
  /// Runs `body` with a connection that it only reads from.
  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try translatingErrors { try queue.unsafeReentrantWrite(body) }
  }

  /// Turns what SQLite reports about the file into sentences.
  func translatingErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StudyConnection.sentence(for: error, path: path, isNew: false)
    } catch is DecodingError {
      throw StudyStoreError.damaged(
        path: path, detail: "a text in it is not the JSON that belongs there")
    } catch is RowDecodingError {
      throw StudyConnection.wrongValue(path: path)
    }
  }
}
