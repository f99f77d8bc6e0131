internal import Files
internal import Studies
internal import Foundation

/// A new folder that is made aside and moved into place when it is complete.
package struct ExportFolder: ~Copyable {
  /// Where to make its files.
  package var workplace: String { scratch.path }
  private let destination: String
  private let scratch: Scratch

  /// Makes the folder aside.
  ///
  /// - Parameter destination: Where it will be; nothing may be there.
  /// - Throws: `StudyError/cannotCreate(path:reason:)`.
  package init(_ destination: String) throws {
    self.destination = destination
    scratch = Scratch(beside: destination)
    do {
      try FileManager.default.createDirectory(
        atPath: scratch.path, withIntermediateDirectories: true)
    } catch {
      throw StudyError.cannotCreate(path: destination, reason: error.systemReason)
    }
  }

  /// Moves the folder into place.
  ///
  /// - Throws: `StudyError/cannotCreate(path:reason:)`.
  package consuming func finish() throws {
    do {
      try FileManager.default.moveItem(atPath: scratch.path, toPath: destination)
      scratch.release()
    } catch {
      throw StudyError.cannotCreate(path: destination, reason: error.systemReason)
    }
  }
}
