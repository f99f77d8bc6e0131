package import Files
internal import Foundation

/// A folder that is made aside and moved into place when it is complete.
extension Scratch {
  /// Makes the folder aside.
  ///
  /// - Throws: ``StudyError/cannotCreate(path:reason:)`` with the destination.
  package func makeFolder() throws {
    try Self.creating(destination) {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
  }

  /// Moves what was made to its destination, where nothing may be.
  ///
  /// - Throws: ``StudyError/cannotCreate(path:reason:)`` with the destination.
  package func move() throws {
    try Self.creating(destination) {
      try FileManager.default.moveItem(atPath: path, toPath: destination)
    }
    release()
  }

  private static func creating(_ destination: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      throw StudyError.cannotCreate(path: destination, reason: error.systemReason)
    }
  }
}
