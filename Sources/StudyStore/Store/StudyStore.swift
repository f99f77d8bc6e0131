import Foundation
import GRDB
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
  private let isNew: Bool

  private init(path: String, isWritable: Bool, isNew: Bool, queue: DatabaseQueue) {
    self.path = path
    self.isWritable = isWritable
    self.isNew = isNew
    self.queue = queue
  }

  /// Opens a study.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - mode: What it may be used for.
  /// - Returns: The study, brought to the newest schema unless it is only read.
  /// - Throws: ``StudyStoreError`` when the file is missing, a folder, no database, no study, of a
  ///   newer schema, or in use.
  package static func open(path: String, mode: Mode = .readOnly) throws -> StudyStore {
    var isFolder: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if exists, isFolder.boolValue { throw StudyStoreError.isDirectory(path: path) }
    guard exists || mode == .createIfMissing else {
      throw StudyStoreError.missingFile(path: path)
    }
    let size = exists ? try FileManager.default.attributesOfItem(atPath: path)[.size] : nil
    if let size = size as? Int, size == 0 { throw StudyStoreError.notADatabase(path: path) }
    return try connect(path: path, isWritable: mode != .readOnly, isNew: !exists)
  }

  /// Creates a study in a new file.
  ///
  /// - Parameter path: The path of the file, which must not exist.
  /// - Returns: The empty study, open for writing.
  /// - Throws: ``StudyStoreError`` when the file exists or cannot be created.
  package static func create(path: String) throws -> StudyStore {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw StudyStoreError.alreadyExists(path: path)
    }
    return try open(path: path, mode: .createIfMissing)
  }

  /// Creates a study in memory, which is gone when the last reference to it is.
  package static func inMemory() throws -> StudyStore {
    try connect(path: ":memory:", isWritable: true, isNew: true)
  }

  private static func connect(path: String, isWritable: Bool, isNew: Bool) throws -> StudyStore {
    do {
      let queue = try DatabaseQueue(
        path: path, configuration: StudyConnection.configuration(readOnly: !isWritable))
      let store = StudyStore(path: path, isWritable: isWritable, isNew: isNew, queue: queue)
      try store.checkAndMigrate()
      return store
    } catch let error as DatabaseError {
      // What SQLite left of a file that it could not make a study of is not worth keeping.
      if isNew, path != ":memory:" { try? FileManager.default.removeItem(atPath: path) }
      throw StudyConnection.sentence(for: error, path: path, isNew: isNew)
    }
  }

  private func checkAndMigrate() throws {
    if !isNew {
      let (id, version) = try queue.read { database in
        (
          try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
          try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        )
      }
      guard id == StudySchema.applicationID else {
        throw StudyStoreError.notAStudy(path: path, expected: StudySchema.applicationID, got: id)
      }
      guard version <= StudySchema.version else {
        throw StudyStoreError.newerSchema(path: path, expected: StudySchema.version, got: version)
      }
      guard isWritable || version == StudySchema.version else {
        throw StudyStoreError.olderSchema(path: path, expected: StudySchema.version, got: version)
      }
    }
    guard isWritable else { return }
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    }
    try StudySchema.migrator.migrate(queue)
  }

  /// Ends writing: the file becomes one plain file, and a new one that stayed empty is removed.
  ///
  /// While another program reads the file its log must stay beside it; whoever closes it last
  /// after writing makes it plain.
  ///
  /// - Throws: ``StudyStoreError`` when the log cannot be written into the file.
  package func close() throws {
    guard isWritable, path != ":memory:" else { return try queue.close() }
    let isEmpty = try translatingErrors {
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA optimize")
        do {
          try database.execute(sql: "PRAGMA journal_mode = DELETE")
        } catch DatabaseError.SQLITE_BUSY, DatabaseError.SQLITE_LOCKED {
          // Everything is stored all the same.
        }
        return try Int.fetchOne(database, sql: "SELECT count(*) FROM dataset") == 0
          && Int.fetchOne(database, sql: "SELECT count(*) FROM model") == 0
      }
    }
    try queue.close()
    if isNew, isEmpty { try FileManager.default.removeItem(atPath: path) }
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
    }
  }
}
