internal import Files
internal import Foundation
internal import StudyStore

/// A folder of results that is made aside and moved into place when it is complete.
///
/// A record in the folder says which command made it and each of its files with a digest. So the same
/// command may replace what it made before, and nothing that another command or a person made or
/// changed is ever replaced unless that is asked for. Other files in the folder stay as they are.
package struct ResultFolder: ~Copyable {
  /// The name of the record.
  private static let recordName = "made-by-avh.json"

  private struct Record: Codable, Equatable {
    var schema = 1
    var maker: String
    var files: [String: String]
  }

  /// Where the results shall be.
  package let destination: String
  /// Where to make them.
  package var workplace: String { scratch.path }

  private let maker: String
  private let replaces: Bool
  private let scratch: Scratch

  /// Looks whether results may be put in a place, before anything is computed.
  ///
  /// - Parameters:
  ///   - destination: The folder; it need not exist.
  ///   - maker: What makes the results, for example `study quickstart`.
  ///   - entries: The files and folders that will be in it.
  ///   - replaces: Whether files of others are replaced.
  ///   - isDry: Whether it only looks; nothing is created then, and nothing can be finished.
  /// - Throws: ``StudyError/wouldReplace(path:reason:)`` for a file that is not the maker's own, or
  ///   ``StudyError/cannotCreate(path:reason:)``.
  package init(
    _ destination: String, maker: String, entries: [String], replaces: Bool, isDry: Bool = false
  ) throws {
    // A link to a folder stands for the folder.
    self.destination = URL(filePath: destination).resolvingSymlinksInPath().path
    self.maker = maker
    self.replaces = replaces
    scratch = Scratch(beside: self.destination)
    if !isDry { try Self.restore(self.destination) }
    try check(entries)
    if !isDry { try scratch.makeFolder() }
  }

  /// Records what was made and moves it into place.
  ///
  /// - Throws: As ``init(_:maker:entries:replaces:isDry:)``; the place is then as before.
  package consuming func finish() throws {
    let manager = FileManager.default
    let record = Record(maker: maker, files: try Self.digests(below: scratch.path))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      try encoder.encode(record).write(
        to: URL(filePath: "\(scratch.path)/\(Self.recordName)"))
      let entries = try manager.contentsOfDirectory(atPath: scratch.path)
      try check(entries)
      guard manager.fileExists(atPath: destination) else { return try scratch.move() }
      try exchange(entries)
    } catch let error as StudyError {
      throw error
    } catch {
      throw StudyError.cannotCreate(path: destination, reason: error.systemReason)
    }
  }

  /// Puts each entry in the place of the one of its name, and everything back if one fails.
  private func exchange(_ entries: [String]) throws {
    let manager = FileManager.default
    let aside = Scratch.name(beside: destination, "aside")
    try manager.createDirectory(atPath: aside, withIntermediateDirectories: true)
    do {
      for entry in entries where manager.fileExists(atPath: "\(destination)/\(entry)") {
        try manager.moveItem(atPath: "\(destination)/\(entry)", toPath: "\(aside)/\(entry)")
      }
      for entry in entries {
        try manager.moveItem(atPath: "\(scratch.path)/\(entry)", toPath: "\(destination)/\(entry)")
      }
    } catch {
      try Self.putBack(aside, into: destination)
      throw error
    }
    try manager.removeItem(atPath: aside)
  }

  /// Puts back what a killed process had moved aside.
  private static func restore(_ destination: String) throws {
    for aside in Scratch.leftovers(beside: destination, "aside") {
      do {
        try putBack(aside, into: destination)
      } catch {
        throw StudyError.cannotCreate(path: destination, reason: error.systemReason)
      }
    }
  }

  private static func putBack(_ aside: String, into destination: String) throws {
    let manager = FileManager.default
    for entry in try manager.contentsOfDirectory(atPath: aside) {
      let place = "\(destination)/\(entry)"
      if manager.fileExists(atPath: place) { try manager.removeItem(atPath: place) }
      try manager.moveItem(atPath: "\(aside)/\(entry)", toPath: place)
    }
    try manager.removeItem(atPath: aside)
  }

  // MARK: - What is whose

  private func check(_ entries: [String]) throws {
    let manager = FileManager.default
    guard manager.fileExists(atPath: destination) else { return }
    guard DataFolder.isFolder(destination) else {
      throw StudyError.cannotCreate(path: destination, reason: "it is a file, not a folder")
    }
    guard !replaces else { return }
    let known = try files(madeBefore: entries)
    for entry in entries where entry != Self.recordName {
      let path = "\(destination)/\(entry)"
      guard manager.fileExists(atPath: path) else { continue }
      let names =
        Self.isFolder(path)
        ? try Self.names(below: path).map { "\(entry)/\($0)" } : [entry]
      for name in names where !name.hasSuffix(".DS_Store") {
        let path = "\(destination)/\(name)"
        guard let digest = known[name] else {
          throw StudyError.wouldReplace(path: path, reason: "was not made by `avh \(maker)`")
        }
        guard try digest.isEmpty || FileDigest(path: path).sha256 == digest else {
          throw StudyError.wouldReplace(path: path, reason: "was changed since it was made")
        }
      }
    }
  }

  /// The files that the maker made before, with their digests; an empty digest is not compared.
  private func files(madeBefore entries: [String]) throws -> [String: String] {
    if let data = FileManager.default.contents(atPath: "\(destination)/\(Self.recordName)"),
      let record = try? JSONDecoder().decode(Record.self, from: data)
    {
      return record.maker == maker ? record.files : [:]
    }
    // Version 0.1.0 kept no record; a study that it ran has the manifest and one command.
    let path = "\(destination)/study.db"
    guard maker.hasPrefix("study "), FileManager.default.fileExists(atPath: path),
      let study = try? StudyStore.open(path: path, access: StudyAccess { _ in }),
      try study.resolvedManifest(study: String(maker.dropFirst("study ".count))) != nil,
      try study.rows("SELECT count(*) FROM command_log").rows == [[.integer(1)]]
    else { return [:] }
    try study.close()
    var names: [String: String] = [:]
    for entry in entries {
      let path = "\(destination)/\(entry)"
      guard Self.isFolder(path) else {
        names[entry] = ""
        continue
      }
      for name in try Self.names(below: path) { names["\(entry)/\(name)"] = "" }
    }
    return names
  }

  private static func digests(below folder: String) throws -> [String: String] {
    var digests: [String: String] = [:]
    for name in try names(below: folder) {
      digests[name] = try FileDigest(path: "\(folder)/\(name)").sha256
    }
    return digests
  }

  private static func names(below folder: String) throws -> [String] {
    do {
      return try FileManager.default.subpathsOfDirectory(atPath: folder)
        .filter { !isFolder("\(folder)/\($0)") }.sorted()
    } catch {
      throw StudyError.unreadable(path: folder, reason: error.systemReason)
    }
  }

  /// Whether there is a folder; a link to one is a file that somebody put there.
  private static func isFolder(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }
}
