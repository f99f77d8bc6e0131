internal import Foundation

/// Brings the files that a manifest names into the data folder.
package struct StudyFetcher: Sendable {
  /// What happened to one file.
  package enum Outcome: Equatable, Sendable {
    /// The file was there and is the right one.
    case present
    /// The file was downloaded.
    case downloaded(bytes: Int)
    /// No publisher has the file; this script makes it.
    case made(by: String)
  }

  /// One file and what happened to it.
  package struct Row: Equatable, Sendable {
    /// The path in the data folder.
    package let path: String
    /// What happened.
    package let outcome: Outcome
  }

  private let folder: DataFolder

  /// Creates a fetcher for a folder.
  package init(folder: DataFolder) { self.folder = folder }

  /// Fetches every file that is missing and checks every digest that the manifest gives.
  ///
  /// - Parameters:
  ///   - references: The files.
  ///   - progress: Called with the file, the bytes so far and the bytes in all where known.
  /// - Returns: One row per file, in order, each path once.
  /// - Throws: `StudyError` on the first file that cannot be had or is not the right one; a file with
  ///   a wrong digest is removed again when it was just downloaded.
  package func fetch(
    _ references: [FileReference],
    progress: @escaping @Sendable (String, Int64, Int64?) -> Void
  ) async throws -> [Row] {
    for reference in references where reference.url != nil {
      guard
        !reference.file.hasPrefix("/") && reference.place != .studies
          || isFile(folder.path(reference))
      else {
        throw StudyError.inconsistent(
          location: "the file `\(reference.file)`",
          problem: "a file that is fetched lies below the data folder, so give a path without the "
            + "leading slash")
      }
    }
    var rows: [Row] = []
    var seen: Set<String> = []
    for reference in references {
      let path = folder.path(reference)
      guard seen.insert(path).inserted else { continue }
      rows.append(
        Row(path: path, outcome: try await fetch(reference, to: path, progress: progress)))
    }
    return rows
  }

  private func fetch(
    _ reference: FileReference, to path: String,
    progress: @escaping @Sendable (String, Int64, Int64?) -> Void
  ) async throws -> Outcome {
    if path.contains("*") ? !DataFolder.matches(path).isEmpty : isFile(path) {
      guard reference.url == nil || !DataFolder.isFolder(path) else {
        throw StudyError.cannotCreate(path: path, reason: "it is a folder, not a file")
      }
      try check(reference, at: path)
      return .present
    }
    guard let address = reference.url else {
      if let script = reference.madeBy { return .made(by: script) }
      throw StudyError.missingFile(
        path: path, remedy: "the manifest gives no address for it, so put it there by hand")
    }
    let file = reference.file
    try await Download(address: address, destination: URL(filePath: path)) { got, all in
      progress(file, got, all)
    }.run()
    do {
      try check(reference, at: path)
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw error
    }
    return .downloaded(bytes: try FileDigest(path: path).bytes)
  }

  private func isFile(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  private func check(_ reference: FileReference, at path: String) throws {
    guard let expected = reference.sha256 else { return }
    let digest = try FileDigest(path: path)
    guard digest.sha256 == expected.lowercased() else {
      throw StudyError.wrongDigest(path: path, expected: expected, got: digest.sha256)
    }
  }
}
