internal import Analyses
import Files
internal import Foundation
internal import Simulation
package import StudyValues

/// What running a study would do, step by step, without doing any of it.
package struct StudyPlan: Sendable {
  /// One step.
  package struct Step: DescribedRow {
    /// `read`, `simulate`, `import`, `score`, `analyse` or `write`.
    package var action: String
    /// What it is about: a file, a set, a network, an analysis.
    package var what: String
    /// What a reader must know: that a file is missing, or an earlier result replaced.
    package var note: String?

    package static let columns: [RowColumn<Step>] = [
      RowColumn("action", "Action", \.action, "read, simulate, import, score, analyse or write."),
      RowColumn("what", "What", \.what, "A file, a set, a network, an analysis."),
      RowColumn("note", "Note", \.note, "What a reader must know."),
    ]
  }

  /// The steps in order.
  package let steps: [Step]
  /// The first file that is missing; nil when the study can run.
  package let missing: StudyError?

  /// Looks at a manifest, its files and the place of its results.
  ///
  /// - Parameters:
  ///   - file: The manifest.
  ///   - data: The folder of data files.
  ///   - out: The folder of results.
  ///   - replaces: Whether files of others may be replaced.
  ///   - seed: The seed in place of the manifest's.
  /// - Throws: ``ManifestError``; ``StudyError/wouldReplace(path:reason:)`` when the results have no
  ///   place.
  package init(
    file: String, data: String?, out: String, replaces: Bool, seed: UInt64? = nil
  ) throws {
    let manifest = try StudyManifest(path: file).resolved(seed: seed)
    let entries = ResultFolder.entries(of: manifest)
    _ = try ResultFolder(
      out, maker: "study \(manifest.id)", entries: entries, replaces: replaces, isDry: true)
    var steps: [Step] = []
    var missing: StudyError?
    if let simulation = manifest.simulation {
      steps.append(Step(action: "simulate", what: "\(simulation.images, "image")"))
    } else {
      let folder = DataFolder(
        data ?? "data", manifest: URL(filePath: file).deletingLastPathComponent().path)
      var seen: Set<String> = []
      for reference in manifest.references {
        let path = folder.path(reference)
        guard seen.insert(path).inserted else { continue }
        do {
          _ = try folder.existingPath(reference)
          steps.append(Step(action: "read", what: path))
        } catch let error as StudyError {
          missing = missing ?? error
          steps.append(Step(action: "read", what: path, note: "missing"))
        }
      }
    }
    steps += manifest.annotations.map { Step(action: "import", what: $0.set) }
    steps += manifest.models.map { model in
      let runs = model.runs.reduce(0) { $0 + $1.levels.count }
      return Step(
        action: "score", what: model.name, note: runs > 0 ? "and \(runs, "further run")" : nil)
    }
    steps += manifest.externalScores.map { Step(action: "import", what: $0.name) }
    steps += manifest.analyses.map { Step(action: "analyse", what: $0.heading) }
    steps += entries.map { entry in
      let path = "\(out)/\(entry)"
      let isThere = FileManager.default.fileExists(atPath: path)
      return Step(
        action: "write", what: path, note: isThere ? "in place of the earlier one" : nil)
    }
    self.steps = steps
    self.missing = missing
  }
}

extension ResultFolder {
  /// What a study puts into its folder.
  package static func entries(of manifest: StudyManifest) -> [String] {
    ["study.db", "report"] + (manifest.simulation != nil ? ["data"] : [])
      + (manifest.twin != nil ? ["twin"] : [])
  }
}

extension AnalysisEntry {
  /// The identifier with the title, where there is one.
  package var heading: String { title.map { "\(id), \($0)" } ?? id }
}
