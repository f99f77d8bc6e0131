internal import Files
internal import Foundation

/// The place of a report, or of another folder that we write whole, which may hold an earlier one.
package enum ReportFolder {
  /// The file by which a folder is known to be a report.
  package static let manifestName = "manifest.json"

  /// Checks that a report may be put in a place: nothing is there, an empty folder, or an earlier
  /// report to which nobody has added files.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - schema: What the manifest of an earlier one says that it is.
  /// - Throws: ``ReportsError/folderIsNotAReport(path:found:)``.
  package static func check(
    _ path: String, schema: String = ManifestJSON.schema
  ) throws(ReportsError) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    guard (try? ReportFile.isFolder(path)) == true else {
      throw .folderIsNotAReport(path: path, found: "a file")
    }
    let names = try ReportFile.names(below: path)
    guard !names.isEmpty else { return }
    guard let own = ownFiles(path, schema) else {
      throw .folderIsNotAReport(path: path, found: names[0])
    }
    guard let stranger = names.first(where: { !isExpected($0, own) }) else { return }
    throw .folderIsNotAReport(
      path: path, found: "\(stranger), which the earlier report did not write")
  }

  /// Looks whether something can be made in a place, by making a folder beside it for a moment, or beside
  /// the first of the folders above it that is missing.
  ///
  /// - Parameter path: The place.
  /// - Throws: `ReportsError.cannotWrite` with the place.
  package static func requireRoom(at path: String) throws(ReportsError) {
    var place = URL(filePath: path)
    while !FileManager.default.fileExists(atPath: place.deletingLastPathComponent().path) {
      place.deleteLastPathComponent()
    }
    let probe = Scratch(beside: place.path)
    try withExtendedLifetime(probe) { () throws(ReportsError) in
      do throws(ReportsError) {
        try ReportFile.createFolder(probe.path)
      } catch .cannotWrite(_, let reason) {
        throw .cannotWrite(path: path, reason: reason)
      }
    }
  }

  /// Whether a file may go with the earlier report: it wrote it, it can be made again from a picture
  /// of the report (LaTeX needs PDF), or the Finder put it there.
  private static func isExpected(_ name: String, _ own: Set<String>) -> Bool {
    let url = URL(filePath: name)
    let picture = url.deletingPathExtension().relativePath + ".svg"
    let isMadeFromPicture = ["pdf", "png"].contains(url.pathExtension) && own.contains(picture)
    return own.contains(name) || isMadeFromPicture || url.lastPathComponent == ".DS_Store"
  }

  /// Puts a finished folder in a place, with the earlier one out of the way until that has worked.
  package static func replace(
    _ path: String, with finished: String, asideAs aside: String
  ) throws(ReportsError) {
    let manager = FileManager.default
    guard manager.fileExists(atPath: path) else { return try ReportFile.move(finished, to: path) }
    if manager.fileExists(atPath: aside) { try ReportFile.remove(aside) }
    try ReportFile.move(path, to: aside)
    do {
      try ReportFile.move(finished, to: path)
    } catch {
      try ReportFile.move(aside, to: path)
      throw error
    }
    try ReportFile.remove(aside)
  }

  /// The files that the report in a folder says it wrote; nil when no report of ours is there.
  private static func ownFiles(_ path: String, _ schema: String) -> Set<String>? {
    guard let data = FileManager.default.contents(atPath: "\(path)/\(manifestName)"),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: data),
      manifest.schema == schema
    else { return nil }
    return Set(manifest.files).union([manifestName])
  }

  private struct Manifest: Decodable {
    let schema: String
    let files: [String]
  }
}
