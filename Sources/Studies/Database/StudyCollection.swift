import Files
internal import Foundation
internal import StudyValues

/// The studies of a folder, each in a folder of its own with a `study.yml`.
package struct StudyCollection: Sendable {
  /// One study of the folder.
  package struct Member: Sendable {
    /// The identifier, which is the name of its folder.
    package let id: String
    /// The path of the manifest.
    package let manifest: String
    /// How many files are missing, the first of them and where to read of all; nil when the study can
    /// run.
    package let missing: String?
    /// Why the manifest cannot be used; nil when it can.
    package let problem: String?
  }

  /// One row of the table of results: what a study says of one claim.
  package struct Row: Codable, Equatable, Sendable {
    /// The study.
    package var study: String
    /// The claim's identifier.
    package var claim: String?
    /// What the paper says.
    package var paper: String?
    /// What came out here, with numbers; or why nothing did.
    package var here: String
    /// The outcome of the verdict, `no data` without one, or `not run`.
    package var verdict: String?
    /// What the verdict is about.
    package var subject: String?
    /// What was expected before the run.
    package var prediction: String?
    /// The smallest difference that would have been found with 80 % power.
    package var detectable: String?
    /// What other ways of asking the same say.
    package var beside: String?
    /// The folder of the study, relative to the table.
    package var link: String

    /// The rows of a finished study: one a claim.
    package static func rows(of result: StudyResult, link: String) -> [Row] {
      guard !result.verdicts.isEmpty else {
        return [Row(study: result.manifest.id, here: "The study makes no claim.", link: link)]
      }
      return result.verdicts.map { verdict in
        Row(
          study: result.manifest.id, claim: verdict.claim, paper: verdict.text,
          here: verdict.sentence, verdict: verdict.word,
          subject: verdict.subject, prediction: verdict.prediction,
          detectable: verdict.detectable, beside: verdict.beside, link: link)
      }
    }

    /// The row of a study that did not run.
    package static func row(of member: Member, reason: String, link: String) -> Row {
      Row(study: member.id, here: reason, verdict: "not run", link: link)
    }
  }

  /// The studies, by name.
  package let members: [Member]

  /// Finds the studies of a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - data: The folder of data files.
  /// - Throws: ``StudyError`` when there is no study.
  package init(folder: String, data: String) throws {
    guard DataFolder.isFolder(folder) else {
      throw StudyError.missingFile(path: folder, remedy: "name the folder that holds the studies")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    members = names.compactMap { name in
      let path = "\(folder)/\(name)/study.yml"
      guard FileManager.default.fileExists(atPath: path) else { return nil }
      do {
        let manifest = try StudyManifest(path: path)
        return Member(
          id: name, manifest: path,
          missing: manifest.simulation != nil
            ? nil
            : Self.missing(
              manifest.references, in: DataFolder(data, manifest: "\(folder)/\(name)"),
              study: "\(folder)/\(name)"),
          problem: nil)
      } catch {
        return Member(id: name, manifest: path, missing: nil, problem: "\(error)")
      }
    }
    guard !members.isEmpty else {
      throw StudyError.missingFile(
        path: "\(folder)/*/study.yml", remedy: "name the folder that holds the studies")
    }
  }

  private static func missing(
    _ references: [FileReference], in folder: DataFolder, study: String
  ) -> String? {
    var files: [String] = []
    for reference in references where !files.contains(reference.file) {
      if (try? folder.existingPath(reference)) == nil { files.append(reference.file) }
    }
    guard let first = files.first else { return nil }
    return
      (files.count == 1
      ? "\(first) is missing" : "\(files.count, "file is", "files are") missing (\(first), …)")
      + "; `avh study fetch \(study)` fetches them or says what makes them."
  }
}
