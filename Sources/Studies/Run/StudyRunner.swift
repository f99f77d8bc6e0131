internal import Analyses
internal import Annotations
internal import Files
internal import Foundation
internal import Networks
internal import Simulation
internal import StudyStore
internal import StudyValues

/// Runs a study from its manifest: imports, scores, analyses, verdicts.
package struct StudyRunner {
  /// Where things are and how they run.
  package struct Options: Sendable {
    /// The folder of data files; a simulated study writes its own below `out`.
    package var data: String?
    /// The folder that gets `study.db`, the simulated data and the report.
    package var out: String
    /// Where `out` will be moved to; the study records its files as lying there.
    package var place: String
    /// The number of threads; 0 for every processor.
    package var threads: Int
    /// The seed in place of the manifest's.
    package var seed: UInt64?
    /// The command line, for the record.
    package var command: [String]
    /// The folder beside which files that come with the studies lie; the manifest's own when nil.
    package var manifestFolder: String?
    /// How many images stand for endlessly many where the truth of a simulation is computed.
    package var truthImages: Int
    /// Told what is done next.
    package var progress: @Sendable (String) -> Void

    /// Creates options.
    package init(
      data: String?, out: String, place: String? = nil, threads: Int = 0, seed: UInt64? = nil,
      command: [String] = [], manifestFolder: String? = nil,
      truthImages: Int = 200_000,
      progress: @escaping @Sendable (String) -> Void = { _ in }
    ) {
      self.data = data
      self.out = out
      self.place = place ?? out
      self.threads = threads
      self.seed = seed
      self.command = command
      self.manifestFolder = manifestFolder
      self.truthImages = truthImages
      self.progress = progress
    }
  }

  /// The resolved manifest.
  package let manifest: StudyManifest
  private let manifestFolder: URL
  let options: Options
  private let truth: PlantedTruth?
  let folder: DataFolder

  /// Reads and resolves a manifest; nothing is computed yet.
  ///
  /// - Parameters:
  ///   - path: A `study.yml`, or the folder that holds it.
  ///   - options: Where things are.
  /// - Throws: ``ManifestError``, ``StudyError``.
  package init(path: String, options: Options) throws {
    let file = Self.manifestFile(path)
    try self.init(
      manifest: StudyManifest(path: file),
      folder: URL(filePath: file).deletingLastPathComponent().path, options: options)
  }

  /// Takes a manifest, for example one of which only a part shall run.
  ///
  /// - Parameters:
  ///   - manifest: The manifest.
  ///   - folder: The folder of the study, where its twin is.
  ///   - options: Where things are.
  /// - Throws: ``StudyError``, or the error of a simulation that cannot be.
  package init(manifest: StudyManifest, folder: String, options: Options) throws {
    let manifest = manifest.resolved(seed: options.seed)
    manifestFolder = URL(filePath: folder)
    self.manifest = manifest
    self.options = options
    truth = try manifest.simulation.map {
      try PlantedTruth(settings: $0, images: options.truthImages)
    }
    self.folder =
      manifest.simulation != nil
      ? DataFolder(options.out + "/data")
      : DataFolder(options.data ?? "data", manifest: options.manifestFolder ?? folder)
  }

  /// The manifest file that a path means.
  package static func manifestFile(_ path: String) -> String {
    DataFolder.isFolder(path) ? path + "/study.yml" : path
  }

  /// Runs the study into an empty database and returns what it found.
  ///
  /// - Parameter database: The path of the new database, where no file may be.
  /// - Returns: Everything the study found.
  /// - Throws: The first error of any step.
  package func run(database: String) throws -> StudyResult {
    try Self.makeFolder(options.out)
    if let settings = manifest.simulation, let truth {
      options.progress("simulating \(settings.images, "image")")
      try SimulatedStudy(settings: settings).write(to: folder.url, truth: truth)
    }
    try folder.check(manifest.references)
    let store = try StudyStore.create(path: database)
    do {
      let result = try fill(store)
      try store.moveSources(from: options.out, to: options.place)
      try store.close()
      return result
    } catch {
      try? store.close()
      throw error
    }
  }

  private func fill(_ store: StudyStore) throws -> StudyResult {
    try store.record(
      command: options.command.joined(separator: " "), version: Tool.version,
      seed: manifest.decisions.seed)
    try store.storeResolvedManifest(manifest.json(), study: manifest.id)
    let source = try DatasetSource(manifest.dataset, in: folder)
    try store.ensureDataset(
      manifest.dataset.name, labelSpace: source.space, imageOrder: source.order)
    try store.setLabels(
      dataset: manifest.dataset.name, images: source.images, classes: source.classes)
    let labels = manifest.dataset.labels.reference
    let digest = try FileDigest(path: folder.path(labels))
    try store.record(
      SourceFile(
        path: folder.path(labels), purpose: "labels", bytes: digest.bytes, sha256: digest.sha256,
        rowsIn: source.images.count, rowsUsed: source.images.count))
    let imports = try importSets(store, source)
    let (networks, warnings) = try scoreNetworks(store, source)
    let doubts = warnings + (try storeExternalScores(store, source))
    let findings = doubts + (try StoredStudyCheck(store).sentences)
    for finding in findings { options.progress(finding) }
    return try analyse(
      store, source, imports: imports, networks: networks, findings: findings)
  }

  // MARK: - People

  private func importSets(
    _ store: StudyStore, _ source: DatasetSource
  ) throws -> [StudyResult.ImportRecord] {
    try manifest.annotations.map { entry in
      options.progress("importing \(entry.set)")
      var request = AnnotationSetImport.Request(
        dataset: entry.dataset?.name ?? manifest.dataset.name, set: entry.set,
        paths: try entry.files.map { try folder.existingPath($0) }
          .flatMap { $0.contains("*") ? DataFolder.matches($0) : [$0] })
      request.options = try ImportOptions(
        format: entry.format, map: entry.map, words: entry.options,
        location: "the annotation set `\(entry.set)`")
      request.options.raters = try entry.raters.map { try folder.existingPath($0) }
      request.labelSpace = try entry.dataset?.classes.labelSpace(in: folder) ?? source.space
      request.isDefault = entry.isDefault
      request.unknownImages = entry.unknownImages ?? entry.dataset.map { _ in .create }
      let outcome = try AnnotationSetImport(store: store).run(request)
      guard var record = outcome.record else {
        return StudyResult.ImportRecord(set: entry.set, counts: [], notes: ["imported before"])
      }
      record.notes += outcome.warnings
      return record
    }
  }

  // MARK: - Analyses

  private func analyse(
    _ store: StudyStore, _ source: DatasetSource, imports: [StudyResult.ImportRecord],
    networks: [StudyResult.NetworkRecord], findings: [String]
  ) throws -> StudyResult {
    var networkFiles: [String: NetworkFiles] = [:]
    for model in manifest.models { networkFiles[model.name] = try files(of: model) }
    let data = try StoredStudyData(
      store: store, dataset: manifest.dataset.name, folder: folder, tensors: manifest.tensors,
      networks: NetworkInputs(
        images: source.images, files: networkFiles,
        options: ScoringOptions(threads: options.threads)))
    let decisions = manifest.decisions.analysisDecisions(threads: options.threads)
    let outputs = try manifest.analyses.outputs(
      on: data, decisions: decisions, progress: options.progress)
    for output in outputs { try store.store(output) }
    let verdicts = manifest.claims.map { claim in
      claim.verdict(on: outputs, needs: manifest.needs(of: claim), decisions: decisions)
    }
    try store.store(verdicts)
    return StudyResult(
      manifest: manifest, inputs: try inputs(store), imports: imports, networks: networks,
      outputs: outputs, verdicts: verdicts, findings: findings, tables: try data.firstTables(),
      places: try store.places(
        of: outputs.flatMap { $0.images.map(\.image) }, dataset: manifest.dataset.name),
      truth: truth,
      twin: try runTwin(), command: options.command, blas: BLASLibrary.name)
  }

  private func inputs(_ store: StudyStore) throws -> [StudyResult.Input] {
    try store.sourceFiles().map { file in
      StudyResult.Input(
        path: folder.name(of: file.path), purpose: file.purpose, bytes: file.bytes,
        sha256: file.sha256, rows: file.rowsIn)
    }
  }

  private func runTwin() throws -> [StudyResult] {
    guard let name = manifest.twin else { return [] }
    options.progress("running the twin study")
    var options = self.options
    options.out += "/twin"
    options.place += "/twin"
    let runner = try StudyRunner(
      path: manifestFolder.appending(path: name).path, options: options)
    return [try runner.run(database: options.out + "/study.db")]
  }

  // MARK: - Files

  private static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    } catch {
      throw StudyError.cannotCreate(path: path, reason: error.systemReason)
    }
  }
}
