package import Foundation

/// The folder that holds the files of a study, and the manifest's references resolved in it.
package struct DataFolder: Sendable {
  /// Where the folder is.
  package let url: URL
  /// The folder that holds the folders of the studies.
  private let studies: URL?

  /// Creates a folder; nothing is read yet.
  ///
  /// - Parameters:
  ///   - path: Its path.
  ///   - manifest: The folder of the manifest whose references are resolved; what it takes from the
  ///     studies lies beside this folder.
  package init(_ path: String, manifest: String? = nil) {
    url = URL(filePath: path)
    studies = manifest.map { URL(filePath: $0).standardizedFileURL.deletingLastPathComponent() }
  }

  /// The path of a reference, whether the file is there or not.
  package func path(_ reference: FileReference) -> String {
    let file = reference.file
    if file.hasPrefix("/") { return file }
    let folder = reference.place == .studies ? studies ?? url : url
    return folder.appending(path: file).path
  }

  /// The name that a manifest has for a path: without the folder of data or of studies.
  package func name(of path: String) -> String {
    for folder in [url, studies].compactMap(\.self) where path.hasPrefix(folder.path + "/") {
      return String(path.dropFirst(folder.path.count + 1))
    }
    return path
  }

  /// The path of a reference whose file must be there; a glob needs one match.
  ///
  /// - Throws: `StudyError.missingFile` with the address or script that gives the file.
  package func existingPath(_ reference: FileReference) throws -> String {
    let path = path(reference)
    let exists =
      path.contains("*")
      ? !Self.matches(path).isEmpty : FileManager.default.fileExists(atPath: path)
    guard exists else {
      throw StudyError.missingFile(path: path, remedy: Self.remedy(reference))
    }
    return path
  }

  /// Checks that every file is there and is the one that the manifest means.
  ///
  /// - Parameter references: The files.
  /// - Throws: `StudyError.missingFile` or `StudyError.wrongDigest` for the first that is not.
  package func check(_ references: [FileReference]) throws {
    for reference in references {
      let path = try existingPath(reference)
      guard let expected = reference.sha256 else { continue }
      let digest = try FileDigest(path: path)
      guard digest.sha256 == expected.lowercased() else {
        throw StudyError.wrongDigest(path: path, expected: expected, got: digest.sha256)
      }
    }
  }

  /// Whether a path leads to a folder, by itself or through links.
  package static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// The files that a glob matches, in natural numeric order of their names.
  package static func matches(_ pattern: String) -> [String] {
    let url = URL(filePath: pattern)
    let folder = url.deletingLastPathComponent()
    let parts = url.lastPathComponent.split(separator: "*", omittingEmptySubsequences: false)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path),
      let first = parts.first, let last = parts.last
    else { return [] }
    return
      names.filter { name in
        guard name.hasPrefix(first), name.hasSuffix(last), name.count >= first.count + last.count
        else { return false }
        var rest = name.dropFirst(first.count)
        for part in parts.dropFirst() where !part.isEmpty {
          guard let range = rest.range(of: part) else { return false }
          rest = rest[range.upperBound...]
        }
        return true
      }
      .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
      .map { folder.appending(path: $0).path }
  }

  private static func remedy(_ reference: FileReference) -> String {
    if let url = reference.url {
      return "get it with `avh study fetch`, which takes it from \(url)"
    }
    if let script = reference.madeBy { return "make it with \(script)" }
    return "put it there, or name the folder that holds it with --data"
  }
}
