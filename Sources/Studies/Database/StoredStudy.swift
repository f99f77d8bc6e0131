package import Analyses
internal import Files
internal import Foundation
internal import Networks
internal import Simulation
package import StudyStore
internal import StudyValues

extension StudyResult {
  /// The command that gives this result again: the study's, or the one that asked the usual questions
  /// of a database without a manifest.
  package var reproduce: String {
    manifest.annotations.isEmpty && manifest.models.isEmpty
      ? command.joined(separator: " ") : "avh study run Studies/\(manifest.id)"
  }
}

/// What a database holds, as the result of a study: for a report without another run.
package struct StoredStudy {
  private let store: StudyStore

  /// Opens the results of a study.
  package init(store: StudyStore) { self.store = store }

  /// The settings of the usual analyses of a database that no manifest made.
  package struct Usual: Sendable {
    /// The data set; nil for the only one.
    package var dataset: String?
    /// The annotation set; nil for the default one.
    package var set: String?
    /// The networks; all when empty.
    package var models: [String] = []
    /// The human measure; HSF when nil.
    package var human: HumanMeasure?
    /// The score that is asked about; AVH, or the first there is, when nil.
    package var score: String?
    /// The title of the report; made from the data when nil.
    package var title: String?
    /// The question of the report; made from the scores when nil.
    package var question: String?
    /// The choices.
    package var decisions = Decisions()
    /// The number of threads; 0 for every processor.
    package var threads = 0
    /// The command line, for the record.
    package var command: [String] = []
    /// Told what is done next.
    package var progress: @Sendable (String) -> Void = { _ in }

    /// Whether a part of the data or another quantity is asked for than a stored study has answered.
    var isNarrowed: Bool {
      !models.isEmpty || [self.set, human?.rawValue, score].contains { $0 != nil }
    }

    /// Creates the defaults.
    package init() {}
  }

  /// The resolved manifest of the study that made the database; nil when it was filled by hand.
  ///
  /// - Returns: The manifest.
  /// - Throws: ``StudyError/inconsistent(location:problem:)`` when it is none that this version reads.
  package func manifest() throws -> StudyManifest? {
    guard
      let study = try store.rows("SELECT study FROM study_manifest ORDER BY rowid LIMIT 1")
        .rows.first?.first?.text,
      let text = try store.resolvedManifest(study: study)
    else { return nil }
    do {
      return try JSONDecoder().decode(StudyManifest.self, from: Data(text.utf8))
    } catch let error as DecodingError {
      throw StudyError.inconsistent(
        location: store.path,
        problem:
          "the manifest of \(study.visible().shortened) in it is none that this version reads"
          + "\(Self.place(of: error)); run the study again")
    }
  }

  /// Where a manifest is wrong, in its own words.
  private static func place(of error: DecodingError) -> String {
    let (context, missing): (DecodingError.Context, String?) =
      switch error {
      case .keyNotFound(let key, let context): (context, key.stringValue)
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .dataCorrupted(let context):
        (context, nil)
      @unknown default: (.init(codingPath: [], debugDescription: ""), nil)
      }
    let path =
      (context.codingPath.map { $0.intValue.map { "\($0 + 1)" } ?? $0.stringValue }
      + [missing].compactMap(\.self)).joined(separator: ".")
    return path.isEmpty ? "" : " (see `\(path)`)"
  }

  /// The result that the database holds, or that of the usual analyses.
  ///
  /// A study of version 0.1.0 has a manifest without results in a form that is known; the analyses of
  /// its manifest are then computed again from what the database holds, and one that needs other files
  /// says so.
  ///
  /// - Parameter usual: The settings of the usual analyses; they play no part when the database holds
  ///   the results of a manifest.
  /// - Returns: Everything that is known.
  /// - Throws: The errors of the store and of statistics.
  package func result(usual: Usual = Usual()) throws -> StudyResult {
    var result = try answers(usual)
    if let title = usual.title { result.manifest.title = title }
    if let question = usual.question { result.manifest.question = question }
    return result
  }

  /// The analyses that a report would have, without computing any.
  ///
  /// - Parameter usual: The settings of the usual analyses.
  /// - Returns: Their identifiers and titles in order; `stored` stands where results are not computed
  ///   again.
  /// - Throws: The errors of the store, and ``StudyError`` for a name that does not exist.
  package func plan(usual: Usual = Usual()) throws -> [String] {
    if !usual.isNarrowed, let manifest = try manifest() {
      return manifest.analyses.map { "\($0.heading) (stored)" }
    }
    let (data, usual) = try chosen(usual)
    return try DefaultStudy.manifest(of: data, in: store, id: "", usual: usual).analyses
      .map(\.heading)
  }

  /// The part of the study that a report is about, with the score by its own name.
  private func chosen(_ usual: Usual) throws -> (data: ChosenData, usual: Usual) {
    let data = try ChosenData(
      store: store, dataset: usual.dataset, set: usual.set, models: usual.models)
    var usual = usual
    if let score = usual.score { usual.score = try data.scores(named: [score])[0] }
    return (data, usual)
  }

  private func answers(_ usual: Usual) throws -> StudyResult {
    if !usual.isNarrowed, let manifest = try manifest() { return try stored(manifest, usual) }
    let (data, usual) = try chosen(usual)
    let name = URL(filePath: store.path).deletingPathExtension().lastPathComponent
    let manifest = try DefaultStudy.manifest(of: data, in: store, id: name, usual: usual)
    let decisions = usual.decisions.analysisDecisions(threads: usual.threads)
    let outputs = try manifest.analyses.outputs(
      on: data, decisions: decisions, progress: usual.progress)
    var found = try result(
      manifest, dataset: data.dataset, outputs: outputs, verdicts: [], command: usual.command)
    let set = data.annotationSets[0]
    found.tables = try data.models.map { try data.table(model: $0, annotationSet: set) }
    found.networks.removeAll { !data.models.contains($0.name) }
    return found
  }

  /// Computes the analyses of a manifest from the stored votes and scores.
  private func again(
    _ manifest: StudyManifest, _ usual: Usual
  ) throws -> (outputs: [AnalysisOutput], verdicts: [ClaimVerdict]) {
    let data = try StoredStudyData(store: store, dataset: manifest.dataset.name)
    let decisions = manifest.decisions.analysisDecisions(threads: usual.threads)
    let outputs = manifest.analyses.map { entry in
      usual.progress("analysing \(entry.heading)")
      do {
        return try entry.spec.run(id: entry.id, on: data, decisions: decisions)
      } catch {
        var output = AnalysisOutput(analysis: entry.id, kind: entry.spec.kind)
        output.notes = ["It is not computed from the database alone: \(error)"]
        return output
      }
    }
    return (
      outputs,
      manifest.claims.map {
        $0.verdict(on: outputs, needs: manifest.needs(of: $0), decisions: decisions)
      }
    )
  }

  private func stored(_ manifest: StudyManifest, _ usual: Usual) throws -> StudyResult {
    let command = try store.rows("SELECT command FROM command_log ORDER BY rowid LIMIT 1")
      .rows.first?.first?.text
    var (outputs, verdicts) = (try store.analyses(), try store.verdicts())
    if outputs.isEmpty, !manifest.analyses.isEmpty {
      (outputs, verdicts) = try again(manifest, usual)
    }
    var result = try result(
      manifest, dataset: manifest.dataset.name, outputs: outputs, verdicts: verdicts,
      command: command.map { [$0] } ?? [])
    result.truth = try manifest.simulation.map { try PlantedTruth(settings: $0) }
    let twin = URL(filePath: store.path).deletingLastPathComponent().appending(
      path: "twin/study.db")
    if manifest.twin != nil, FileManager.default.fileExists(atPath: twin.path) {
      result.twin = try StudyFile.read(twin.path) { store in
        let twin = StoredStudy(store: store)
        // Only a folder that was changed by hand holds a twin of a twin.
        return try twin.manifest()?.twin == nil ? [try twin.result(usual: usual)] : []
      }
    }
    return result
  }

  private func result(
    _ manifest: StudyManifest, dataset: String, outputs: [AnalysisOutput],
    verdicts: [ClaimVerdict], command: [String]
  ) throws -> StudyResult {
    let data = try StoredStudyData(store: store, dataset: dataset)
    return StudyResult(
      manifest: manifest, inputs: try inputs(of: manifest),
      imports: try store.annotationSets(of: dataset).map {
        StudyResult.ImportRecord($0.name, $0.counts)
      },
      networks: try store.runs(dataset: dataset, role: .final).filter {
        $0.images > 0 && $0.run.condition == nil
      }.map { try network($0, manifest) },
      outputs: outputs, verdicts: verdicts,
      findings: try StoredStudyCheck(store, dataset: dataset).sentences
        + [TrueClassCure.sentence(for: dataset, in: store, calling: "STUDY")].compactMap {
          sentence in
          sentence.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }
        },
      tables: try data.firstTables(),
      places: try store.places(of: outputs.flatMap { $0.images.map(\.image) }, dataset: dataset),
      truth: nil,
      twin: [],
      command: command, blas: BLASLibrary.name)
  }

  /// The input files, by their path below the data folder where the manifest names them.
  private func inputs(of manifest: StudyManifest) throws -> [StudyResult.Input] {
    let names = manifest.references.map(\.file)
    return try store.sourceFiles().map { file in
      StudyResult.Input(
        path: names.first { file.path == $0 || file.path.hasSuffix("/" + $0) } ?? file.path,
        purpose: file.purpose, bytes: file.bytes, sha256: file.sha256, rows: file.rowsIn)
    }
  }

  private func network(
    _ run: StoredRun, _ manifest: StudyManifest
  ) throws -> StudyResult.NetworkRecord {
    let columns = Score.all.filter { $0.direction != .none }
    let row =
      try store.rows(
        "SELECT \(columns.map { "count(\($0.name))" }.joined(separator: ", ")) FROM score "
          + "WHERE run_id = :run", arguments: ["run": .integer(run.id)]
      ).rows.first ?? []
    let missing = zip(columns, row).filter { $0.1.integer == 0 }.map(\.0)
    var precision: String?
    if case .text(let text) = run.run.parameters["precision"] { precision = text }
    return StudyResult.NetworkRecord(
      name: run.run.model,
      about: manifest.models.first { $0.name == run.run.model }?.about,
      images: run.images, precision: precision,
      unavailable: missing.map { ($0.name, reason($0, run)) })
  }

  /// Why no image of a run has a score, from what the run was scored from.
  private func reason(_ score: Score, _ run: StoredRun) -> String {
    if run.run.inputs["top_k"] != nil { return "lists of the best classes give the rank only" }
    let needs = Score.Need.allCases.filter {
      score.needs.contains($0) && ($0 == .distances || run.run.inputs["features"] == nil)
    }
    return needs.last?.missing ?? Score.Need.label.missing
  }
}
