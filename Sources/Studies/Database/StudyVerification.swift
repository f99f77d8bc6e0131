internal import Analyses
internal import Files
internal import Foundation
internal import Simulation
internal import StudyStore
package import StudyValues

/// Computes a finished study again from its stored manifest and compares every result row.
package struct StudyVerification: Sendable {
  /// One thing that is not as stored.
  package struct Difference: DescribedRow, Equatable {
    /// An input file, an analysis or a claim.
    package var place: String
    /// The row of results, in words; empty for an input file.
    package var row: String?
    /// The field.
    package var field: String
    /// The stored value.
    package var stored: String?
    /// The value now.
    package var found: String?

    package static let columns: [RowColumn<Difference>] = [
      RowColumn("place", "Place", \.place, "An input file, an analysis or a claim."),
      RowColumn("row", "Row", \.row, "The keys of the row; empty for an input file."),
      RowColumn("field", "Field", \.field, "The field."),
      RowColumn("stored", "Stored", \.stored, "The stored value."),
      RowColumn("found", "Found", \.found, "The value now."),
    ]
  }

  /// Everything that differs.
  package let differences: [Difference]
  /// The number of input files compared.
  package let inputs: Int
  /// The number of result rows compared.
  package let rows: Int

  /// How a study is verified.
  package struct Options: Sendable {
    /// The folder of data files; found from the stored paths when nil.
    package var data: String?
    /// The relative difference below which numbers count as equal; other processors round differently.
    package var tolerance = 1e-9
    /// The number of threads; 0 for every processor.
    package var threads = 0
    /// Told what is done next.
    package var progress: @Sendable (String) -> Void = { _ in }

    /// Creates the defaults.
    package init() {}
  }

  /// Verifies a study.
  ///
  /// - Parameters:
  ///   - folder: The folder that `avh study run` wrote, with `study.db`.
  ///   - options: How.
  /// - Throws: ``StudyError`` when the folder holds no finished study, and the error of any step of the
  ///   new run.
  package init(folder: String, options: Options = Options()) throws {
    let database = DataFolder.isFolder(folder) ? folder + "/study.db" : folder
    let stored = try StudyFile.read(database) { store in
      try Stored(store: store, data: options.data)
    }
    var differences: [Difference] = []
    var inputs = 0
    // A simulated study makes its files anew, so its inputs are compared after the run.
    if stored.manifest.simulation == nil {
      options.progress("checking \(stored.files.count, "input file")")
      inputs = stored.files.count
      differences += stored.files.compactMap { Self.difference(of: $0) }
    }
    let scratch = Scratch(
      beside: FileManager.default.temporaryDirectory.appending(path: "avh-verify").path)
    defer { withExtendedLifetime(scratch) {} }
    guard differences.isEmpty else {
      self.differences = differences
      self.inputs = inputs
      rows = 0
      return
    }
    let result = try Self.run(stored, in: URL(filePath: scratch.path), options: options)
    if stored.manifest.simulation != nil {
      inputs = stored.files.count
      differences += Self.differences(of: stored.files, against: result.inputs)
    }
    var comparisons = Self.compared(
      result, stored.outputs, stored.verdicts, prefix: "", tolerance: options.tolerance)
    if let twin = stored.twin, let again = result.twin.first {
      comparisons += Self.compared(
        again, twin.outputs, twin.verdicts, prefix: "twin ", tolerance: options.tolerance)
    }
    self.differences = differences + comparisons.flatMap(\.differences)
    self.inputs = inputs
    rows = comparisons.reduce(0) { $0 + $1.rows }
  }

  /// The study that ran beside it.
  private struct Twin {
    let name: String
    let text: String
    let outputs: [AnalysisOutput]
    let verdicts: [ClaimVerdict]
  }

  /// What a finished study holds.
  private struct Stored {
    let manifest: StudyManifest
    let text: String
    let twin: Twin?
    let files: [(path: String, name: String, sha256: String)]
    let outputs: [AnalysisOutput]
    let verdicts: [ClaimVerdict]
    let data: String?
    /// The folder of the study, beside which some of its files may lie.
    let manifestFolder: String?

    init(store: StudyStore, data: String?) throws {
      guard let manifest = try StoredStudy(store: store).manifest() else {
        throw StudyError.inconsistent(
          location: store.path,
          problem: "it holds no manifest, so nothing can be computed again; only the database of "
            + "avh study run can be verified")
      }
      self.manifest = manifest
      text = try manifest.json()
      outputs = try store.analyses()
      verdicts = try store.verdicts()
      guard !outputs.isEmpty || manifest.analyses.isEmpty else {
        throw StudyError.inconsistent(
          location: store.path,
          problem: "an older version stored its results in another form, so there is nothing to "
            + "compare with; run avh study run again")
      }
      let recorded = try store.sourceFiles()
      // The folder that the files were in: what stands before a name of the manifest.
      func start(_ place: FileReference.Place) -> Substring? {
        let names = manifest.references.filter { ($0.place ?? .data) == place }.map(\.file)
        return recorded.lazy.compactMap { file in
          names.first { file.path.hasSuffix("/" + $0) }.map { file.path.dropLast($0.count) }
        }.first
      }
      let before = start(.data)
      manifestFolder = start(.studies).map { $0 + manifest.id }
      let folder = data ?? before.map { String($0.dropLast()) }
      self.data = folder
      files = recorded.map { file in
        let name =
          before.flatMap { file.path.hasPrefix($0) ? String(file.path.dropFirst($0.count)) : nil }
          ?? file.path
        let path = folder.map { name.hasPrefix("/") ? name : $0 + "/" + name } ?? file.path
        return (path, name, file.sha256)
      }
      if let name = manifest.twin {
        guard StudyManifest.isTwinName(name) else {
          throw StudyError.inconsistent(
            location: store.path, problem: "its manifest names the twin `\(name)`, which is a path")
        }
        let place = URL(filePath: store.path).deletingLastPathComponent()
          .appending(path: "twin/study.db").path
        twin = try StudyFile.read(place) { store in
          guard let manifest = try StoredStudy(store: store).manifest() else { return nil }
          return Twin(
            name: name, text: try manifest.json(), outputs: try store.analyses(),
            verdicts: try store.verdicts())
        }
      } else {
        twin = nil
      }
    }
  }

  private static func run(
    _ stored: Stored, in place: URL, options: Options
  ) throws -> StudyResult {
    let name = stored.twin?.name == "study.yml" ? "main.yml" : "study.yml"
    let manifest = place.appending(path: name)
    do {
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      // JSON is YAML too.
      try Data(stored.text.utf8).write(to: manifest)
      if let twin = stored.twin {
        try Data(twin.text.utf8).write(to: place.appending(path: twin.name))
      }
    } catch let error as CocoaError {
      throw StudyError.cannotCreate(path: place.path, reason: error.systemReason)
    }
    let runner = try StudyRunner(
      path: manifest.path,
      options: .init(
        data: stored.data, out: place.path, threads: options.threads, command: ["avh verify"],
        manifestFolder: stored.manifestFolder, progress: options.progress))
    return try runner.run(database: place.appending(path: "study.db").path)
  }

  private static func difference(
    of file: (path: String, name: String, sha256: String)
  ) -> Difference? {
    let found: String?
    do {
      found = try AnswerFiles([file.path]).digests().first?.sha256
    } catch {
      found = nil
    }
    guard found != file.sha256 else { return nil }
    return Difference(
      place: file.name, field: "sha256", stored: file.sha256, found: found ?? "the file is missing")
  }

  private static func differences(
    of files: [(path: String, name: String, sha256: String)], against inputs: [StudyResult.Input]
  ) -> [Difference] {
    let found = Dictionary(inputs.map { ($0.path, $0.sha256) }) { first, _ in first }
    return files.compactMap { file in
      found[file.name] == file.sha256
        ? nil
        : Difference(
          place: file.name, field: "sha256", stored: file.sha256, found: found[file.name])
    }
  }

  /// Compares every stored analysis and the verdicts with those of the new run, rows by their keys.
  private static func compared(
    _ result: StudyResult, _ outputs: [AnalysisOutput], _ verdicts: [ClaimVerdict],
    prefix: String, tolerance: Double
  ) -> [RowComparison] {
    let missing = AnalysisOutput(analysis: "", kind: "missing")
    return outputs.map { output in
      let found = result.output(output.analysis) ?? missing
      var comparison = RowComparison(place: prefix + output.analysis, tolerance: tolerance)
      comparison.compare(output, found)
      return comparison
    } + [
      {
        var comparison = RowComparison(place: prefix + "claims", tolerance: tolerance)
        comparison.compare(verdicts, result.verdicts)
        return comparison
      }()
    ]
  }
}
