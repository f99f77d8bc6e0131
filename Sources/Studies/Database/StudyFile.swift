internal import Files
internal import Foundation
package import StudyStore

/// Opens a study for the length of one piece of work and closes it whatever happens.
package enum StudyFile {
  /// Asks a study.
  ///
  /// - Parameters:
  ///   - path: The path of the database.
  ///   - body: Asks.
  /// - Returns: What `body` returns.
  /// - Throws: `StudyStoreError` when there is no study, and what `body` throws.
  package static func read<Result>(
    _ path: String, _ body: (StudyStore) throws -> Result
  ) throws -> Result {
    try work(StudyStore.open(path: path, mode: .readOnly), body)
  }

  /// Changes a study; a new one that stays empty, because `body` throws, is removed again.
  ///
  /// - Parameters:
  ///   - path: The path of the database.
  ///   - creates: Whether a study that does not exist is created.
  ///   - access: How long to wait for other programs, and who is told of it.
  ///   - isDry: Whether everything that `body` changes is taken back.
  ///   - body: Changes.
  /// - Returns: What `body` returns.
  /// - Throws: `StudyStoreError` when there is no study, and what `body` throws.
  package static func change<Result>(
    _ path: String, creates: Bool = false, access: StudyAccess = StudyAccess(),
    isDry: Bool = false, _ body: (StudyStore) throws -> Result
  ) throws -> Result {
    try work(
      StudyStore.open(path: path, mode: creates ? .createIfMissing : .readWrite, access: access),
      isDry ? { try takingBack(in: $0, body) } : body)
  }

  /// Does a piece of work in a transaction that is given up at its end.
  private static func takingBack<Result>(
    in store: StudyStore, _ body: (StudyStore) throws -> Result
  ) throws -> Result {
    var result: Result?
    do {
      try store.transaction {
        result = try body(store)
        throw TakenBack()
      }
    } catch is TakenBack {}
    guard let result else { preconditionFailure("the work ended without a result or an error") }
    return result
  }

  /// Ends a transaction whose changes are not wanted.
  private struct TakenBack: Error {}

  /// Removes the database that an earlier run of a study made; any other file stays where it is.
  ///
  /// - Parameters:
  ///   - study: The study's identifier.
  ///   - path: The path of the database; there need not be one.
  /// - Throws: `StudyStoreError` for a file that is no study, ``StudyError/cannotCreate(path:reason:)``.
  package static func removeRun(of study: String, at path: String) throws {
    guard FileManager.default.fileExists(atPath: path),
      try read(path, { try $0.resolvedManifest(study: study) }) != nil
    else { return }
    do {
      for file in ["", "-wal", "-shm", "-journal"].map({ path + $0 })
      where FileManager.default.fileExists(atPath: file) {
        try FileManager.default.removeItem(atPath: file)
      }
    } catch {
      throw StudyError.cannotCreate(path: path, reason: error.systemReason)
    }
  }

  /// Changes a study, or an empty one in memory where there is none, by a body that takes its changes
  /// back.
  ///
  /// - Parameters:
  ///   - path: The path of the database.
  ///   - access: How long to wait for other programs, and who is told of it.
  ///   - body: Changes, and takes back what it changed.
  /// - Returns: What `body` returns.
  /// - Throws: `StudyStoreError`, and what `body` throws.
  package static func rehearse<Result>(
    _ path: String, access: StudyAccess = StudyAccess(), _ body: (StudyStore) throws -> Result
  ) throws -> Result {
    guard FileManager.default.fileExists(atPath: path) else {
      return try work(StudyStore.inMemory(), body)
    }
    return try change(path, access: access, body)
  }

  private static func work<Result>(
    _ store: StudyStore, _ body: (StudyStore) throws -> Result
  ) throws -> Result {
    let result: Result
    do {
      result = try body(store)
    } catch {
      // The first error tells what went wrong; one of closing would hide it.
      try? store.close()
      throw error
    }
    try store.close()
    return result
  }
}
