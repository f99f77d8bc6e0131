import Foundation
import GRDB

extension StudyStore {
  /// Opens a study.
  ///
  /// A study of an older version is brought up to date when it is opened for writing; while it is only
  /// read, a copy in a temporary file is. A file that holds nothing, as a program leaves that was killed
  /// before its first word, counts as none.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - mode: What it may be used for.
  ///   - access: How long to wait for other programs, and who is told what a user should know.
  /// - Returns: The study.
  /// - Throws: ``StudyStoreError`` when the file is missing, a folder, no database, no study, damaged,
  ///   of a newer schema, or in use.
  package static func open(
    path: String, mode: Mode = .readOnly, access: StudyAccess = StudyAccess()
  ) throws -> StudyStore {
    var isFolder: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if exists, isFolder.boolValue { throw StudyStoreError.isDirectory(path: path) }
    guard exists || mode == .createIfMissing else {
      throw StudyStoreError.missingFile(path: path)
    }
    let wait = FileWait(path: path, access: access)
    do {
      return mode == .readOnly
        ? try openForReading(path, access: access, wait: wait)
        : try openForWriting(path, creates: mode == .createIfMissing, isNew: !exists, wait: wait)
    } catch let error as DatabaseError {
      // What an older version stored breaks a rule of its own.
      if error.resultCode == .SQLITE_CONSTRAINT {
        throw StudyStoreError.damaged(path: path, detail: StudyConnection.words(of: error))
      }
      throw StudyConnection.sentence(for: error, path: path, isNew: !exists)
    } catch is RowDecodingError {
      throw StudyConnection.wrongValue(path: path)
    }
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
    let wait = FileWait(path: ":memory:", access: StudyAccess(wait: 0))
    return try openForWriting(":memory:", creates: true, isNew: true, wait: wait)
  }

  // MARK: - Writing

  private static func openForWriting(
    _ path: String, creates: Bool, isNew: Bool, wait: FileWait
  ) throws -> StudyStore {
    let queue = try StudyConnection.queue(path: path, isWritable: true, wait: wait)
    var isChanged = isNew
    do {
      try queue.writeWithoutTransaction { database in
        let finding = try StudySchema.examine(database, path: path)
        guard finding == .study || creates else { throw StudyStoreError.unfinished(path: path) }
        if try finding == .nothing || !StudySchema.isCurrent(database) {
          let isOlder = try finding == .study && !StudySchema.isReadable(database)
          try update(database, path: path)
          // The room of exchanged tables is given back, unless another program is in the way.
          if isOlder { try? database.execute(sql: "VACUUM") }
        }
        isChanged = true
        // SQLite reads the old mode before it locks, and calls no busy handler from there on.
        try wait.whileBusy { try database.execute(sql: "PRAGMA journal_mode = WAL") }
        try database.execute(sql: "PRAGMA synchronous = NORMAL")
      }
    } catch {
      try? queue.close()
      if isChanged { FailedOpening.cleanUp(path, isNew: isNew) }
      throw error
    }
    return StudyStore(path: path, isWritable: true, isNew: isNew, queue: queue, wait: wait)
  }

  /// Brings a file up to date, or makes a study of an empty one, in one transaction.
  private static func update(_ database: Database, path: String) throws {
    // Tables are exchanged while others refer to them; SQLite lets the setting change outside of
    // transactions only.
    try database.execute(sql: "PRAGMA foreign_keys = OFF")
    try database.inTransaction(.immediate) {
      guard !StudyConnection.hasMoved(database) else {
        throw StudyStoreError.removed(path: path)
      }
      // Another program may have been faster.
      _ = try StudySchema.examine(database, path: path)
      if try !StudySchema.isCurrent(database) { try StudySchema.update(database) }
      return .commit
    }
    try database.execute(sql: "PRAGMA foreign_keys = ON")
  }

  // MARK: - Reading

  private static func openForReading(
    _ path: String, access: StudyAccess, wait: FileWait
  ) throws -> StudyStore {
    let queue = try readingQueue(path, access: access, wait: wait)
    let isReadable = try queue.unsafeRead { database in
      guard try StudySchema.examine(database, path: path) == .study else {
        throw StudyStoreError.unfinished(path: path)
      }
      return try StudySchema.isReadable(database)
    }
    if isReadable {
      return StudyStore(path: path, isWritable: false, isNew: false, queue: queue, wait: wait)
    }
    access.notice(
      "\(path): an older version made the study; a copy is read in its place, without results that "
        + "the older version stored, until an import or a score brings the study up to date")
    // SQLite gives a database without a name a file of its own, which is gone when it is closed.
    let copy = try StudyConnection.queue(path: "", isWritable: true, wait: wait)
    try queue.backup(to: copy)
    try queue.close()
    try copy.writeWithoutTransaction { database in
      try update(database, path: path)
      unsafe QueryGuard.install(on: database.sqliteConnection)
    }
    return StudyStore(path: path, isWritable: false, isNew: false, queue: copy, wait: wait)
  }

  /// A connection for reading, also where a killed writer has left its log beside the file.
  ///
  /// The log is written into the file by a connection that may do so. Where none may, as on a disk
  /// that is mounted for reading only, the file is read as it is.
  private static func readingQueue(
    _ path: String, access: StudyAccess, wait: FileWait
  ) throws -> DatabaseQueue {
    func probe(_ queue: DatabaseQueue) throws -> DatabaseQueue {
      try queue.unsafeRead { _ = try Row.fetchOne($0, sql: "SELECT 1 FROM sqlite_schema") }
      return queue
    }
    do {
      return try probe(StudyConnection.queue(path: path, isWritable: false, wait: wait))
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    {
      guard FileManager.default.isReadableFile(atPath: path) else { throw error }
    }
    do {
      let writer = try StudyConnection.queue(path: path, isWritable: true, wait: wait)
      try writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try writer.close()
      return try probe(StudyConnection.queue(path: path, isWritable: false, wait: wait))
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR].contains(error.resultCode)
    {
      func bytes(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
      }
      guard bytes(path + "-journal") == 0 else { throw StudyStoreError.halfWritten(path: path) }
      let log = path + "-wal"
      access.notice(
        "\(path): the place cannot be written, so the file is read as it is"
          + (bytes(log) > 0
            ? ", without the last changes, which are in \(log); copy both to another place to see "
              + "them" : ""))
      return try probe(
        StudyConnection.queue(path: path, isWritable: false, isImmutable: true, wait: wait))
    }
  }
}
