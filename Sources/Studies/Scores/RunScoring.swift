internal import Annotations
import Files
internal import Foundation
package import Networks
internal import Statistics
package import StudyStore
internal import StudyValues
internal import Tensors

/// Scores one network's outputs into a study, for the command line and for manifests.
package struct RunScoring {
  /// What a network put out.
  package enum Outputs: Sendable {
    /// Features with a head, or logits.
    case arrays(NetworkFiles)
    /// Top-k classes, image by k, best first.
    case topK(NetworkFiles.Source)
    /// Rows that were scored before, in shards.
    case scored(any ScoredRows)
  }

  /// What says which image each row is.
  package enum Rows: Sendable {
    /// A file that lists the images, or the named order; `labels` is the data set's own.
    case listed(file: String?, order: String?)
    /// The image of each row with its class as a position among the classes, -1 if unknown.
    case known(images: [String], targets: [Int32])
  }

  /// What is scored.
  package struct Request: Sendable {
    /// The run: data set, network, role, condition, level, step.
    package var run: StudyRun
    /// What the network put out.
    package var outputs: Outputs
    /// Which image each row is.
    package var rows: Rows
    /// The true class of each row, stored with the images; the data set's own when nil.
    package var labels: NetworkFiles.Source?
    /// Precision and threads.
    package var options = ScoringOptions()
    /// Whether a stored run of the same kind is replaced.
    package var replaces = false
    /// What happens to images that the data set does not have; nil leaves out up to a tenth of them
    /// and refuses more.
    package var unknownImages: ImagePolicy?
    /// The command line, for the record; nil when the record has it.
    package var command: String?

    /// Creates a request with the default rules.
    package init(run: StudyRun, outputs: Outputs, rows: Rows) {
      self.run = run
      self.outputs = outputs
      self.rows = rows
    }
  }

  /// What scoring one run gave.
  package struct Outcome: Sendable {
    /// The stored run.
    package var run: RunOutcome
    /// The means and availability of the scores; nil for top-k classes and for a run that was
    /// stored before.
    package var summary: ScoringSummary?
    /// What a reader must know, one sentence each.
    package var warnings: [String] = []
    /// The key of the image of each row of shards; nil for a row that is not in the data set.
    package var images: [Int64?] = []
  }

  private let store: StudyStore

  /// Creates a scorer.
  package init(store: StudyStore) { self.store = store }

  /// Scores the rows of a request and stores every score in one transaction.
  ///
  /// - Parameter request: What is scored.
  /// - Returns: What was stored; no summary when the run was stored before.
  /// - Throws: The errors of the readers, of scoring and of the store; ``StudyError`` when nothing says
  ///   which image a row is, or no image is known. The study is then as before.
  package func run(_ request: Request) throws -> Outcome {
    let dataset = try store.chosenDataset(request.run.dataset)
    let work = try Work(request.outputs, classes: store.labelSpace(of: dataset.name).classes.count)
    let images: [String]
    switch request.rows {
    case .known(let known, _): images = known
    case .listed(let list, let order):
      images = try RowImages(list: list, order: order).names(
        rows: work.rows, file: work.file, dataset: dataset, store: store)
    }
    if case .topK = work.kind {} else { try checkClasses(work, of: dataset.name, request) }
    var rows = work.rows
    if case .scored = work.kind { rows = images.count }
    guard rows == images.count else {
      throw StudyError.inconsistent(
        location: work.file,
        problem:
          "it has \(work.rows, "row"), but there are \(images.count, "image"); rows and images "
          + "must be the same in number and order")
    }
    return try store.transaction {
      let without = try request.labels.map { try set($0, of: images, request) } ?? 0
      var outcome = try score(work, images: images, request)
      if without > 0 {
        outcome.warnings.append(
          "\(request.run.model): \(without, "row has", "rows have") no true class in the labels")
      }
      return outcome
    }
  }

  /// Refuses a network whose outputs are not as many as the classes: their order is then unknown.
  private func checkClasses(_ work: Work, of dataset: String, _ request: Request) throws {
    let space = try store.labelSpace(of: dataset)
    guard work.classes != space.classes.count else { return }
    let hasOneMore = work.classes == space.classes.count + 1
    throw StudyError.inconsistent(
      location: work.file,
      problem:
        "the network has \(work.classes, "output"), but \(dataset) has the \(space.classes.count) "
        + "classes of \(space.name); "
        + (hasOneMore
          ? "if its first output is a background class, leave it out with --background 0"
          : "import the data set with the network's classes, --label-space"))
  }

  private func score(
    _ work: Work, images: [String], _ request: Request
  ) throws -> Outcome {
    var run = request.run
    let paths = work.paths
    // The files are hashed while they are scored.
    let hashing = StartedWork { try paths.map { ($0, try $2 ?? FileDigest(path: $1), $1) } }
    func inputs() throws -> [String: String] {
      let groups = Dictionary(grouping: try hashing.value(), by: \.0)
      return request.run.inputs.merging(
        groups.mapValues { FileDigest.sha256(of: $0.map(\.1)) }
      ) { $1 }
    }
    func targets(_ sink: StudyScoreSink) throws -> [Int32] {
      if case .known(_, let targets) = request.rows { return targets }
      return try sink.trueClasses()
    }
    var outcome: Outcome
    switch work.kind {
    case .arrays(let input, let givenLogits):
      run.parameters["precision"] = .text(request.options.precision.rawValue)
      if input.rounding(request.options.precision) == .double {
        run.parameters[StudyRun.rounding] = .text(ScoringPrecision.double.rawValue)
      }
      var summary: ScoringSummary?
      let stored = try insert(run, inputs, images, request) { sink in
        let scorer = try Scorer(
          input: input, labels: targets(sink), options: request.options, givenLogits: givenLogits)
        summary = try scorer.run(into: &sink)
      }
      outcome = Outcome(run: stored, summary: summary)
      if run.role == .final, run.condition == nil {
        outcome.warnings += summary?.nearChance.map { ["\(run.model): \($0)"] } ?? []
      }
    case .scored(let scored):
      for (name, value) in scored.parameters { run.parameters[name] = .text(value) }
      var keys: [Int64?] = []
      let stored = try insert(run, inputs, images, request) { sink in
        try scored.send { try sink.receive($0) }
        keys = images.indices.map { sink.image(ofRow: $0) }
      }
      outcome = Outcome(run: stored, summary: scored.summary, images: keys)
      if run.role == .final, run.condition == nil {
        outcome.warnings += scored.summary.nearChance.map { ["\(run.model): \($0)"] } ?? []
      }
    case .topK(let predictions):
      var known: [Int32] = []
      let stored = try insert(run, inputs, images, request) { sink in
        let targets = try targets(sink)
        known = targets
        let ranks = targets.enumerated().map { predictions.rank(of: $0.element, row: $0.offset) }
        try sink.receive(
          rows: 0..<images.count, targetClasses: targets,
          ranks: zip(targets, ranks).map { $0 < 0 ? .nan : Double($1.rank) },
          censored: ranks.map(\.isCensored), predictedClasses: predictions.predictedClasses)
      }
      outcome = Outcome(run: stored)
      let right = known.indices.count { predictions.isCorrect(known[$0], row: $0) }
      let labelled = known.count { $0 >= 0 }
      if let warning = Chance.warning(right: right, of: labelled, classes: work.classes) {
        outcome.warnings.append("\(run.model): \(warning)")
      }
    }
    guard case .stored(let counts) = outcome.run else { return outcome }
    guard counts.images > 0 else {
      throw StudyError.inconsistent(
        location: work.file,
        problem:
          "none of its \(work.rows, "image") is in the data set \(run.dataset), which names them "
          + "as \(try store.images(of: run.dataset).names.first ?? "none"), while it says "
          + "\(images.first ?? "none")")
    }
    if request.unknownImages == nil { try counts.refuseFewMatches(run.dataset, in: work.file) }
    outcome.warnings += counts.warnings(of: run.model)
    outcome.warnings += (outcome.summary?.undefined ?? [:]).sorted { $0.key < $1.key }.map {
      "\(run.model): \($0.value, "row has", "rows have") no \($0.key): \($0.key.undefined)"
    }
    if let cure = try TrueClassCure.sentence(for: run.dataset, in: store) {
      outcome.warnings.append(cure)
    }
    for (purpose, digest, path) in try hashing.value() {
      try store.record(
        SourceFile(
          path: path, purpose: "\(purpose) \(run.model)", bytes: digest.bytes,
          sha256: digest.sha256, rowsIn: purpose == work.rowsOf ? work.rows : nil,
          rowsUsed: purpose == "top_k" ? counts.images : nil))
    }
    if let command = request.command { try store.record(command: command, version: Tool.version) }
    return outcome
  }

  private func insert(
    _ run: StudyRun, _ inputs: @escaping () throws -> [String: String], _ images: [String],
    _ request: Request, _ score: (inout StudyScoreSink) throws -> Void
  ) throws -> RunOutcome {
    try store.insertRun(
      run, inputs: inputs, images: images, policy: request.unknownImages ?? .count,
      replaces: request.replaces, score: score)
  }

  /// Sets the true classes, and returns the number of rows without one.
  private func set(
    _ labels: NetworkFiles.Source, of images: [String], _ request: Request
  ) throws -> Int {
    let space = try store.labelSpace(of: request.run.dataset)
    let classes = try ClassList.read(labels, space: space)
    guard classes.count == images.count else {
      throw NetworksError.countMismatch(
        what: "labels, one per image,", expected: images.count, got: classes.count)
    }
    try ClassList.refuseOtherOrder(labels, than: images)
    try store.setLabels(
      dataset: request.run.dataset, images: images, classes: classes,
      policy: request.unknownImages ?? .count)
    let digest = try FileDigest(path: labels.path)
    try store.record(
      SourceFile(
        path: labels.path, purpose: "labels", bytes: digest.bytes, sha256: digest.sha256,
        rowsIn: classes.count))
    return classes.count { $0 == nil }
  }
}

/// The opened outputs of a network.
private struct Work {
  enum Kind {
    case arrays(ScoringInput, givenLogits: LogitInput?)
    case topK(TopKPredictions)
    case scored(any ScoredRows)
  }

  let kind: Kind
  /// The number of rows.
  let rows: Int
  /// The number of classes.
  let classes: Int
  /// The file that an error about rows names.
  let file: String
  /// Every file with its purpose and, where it is known, what it holds; several of one purpose are shards.
  let paths: [(purpose: String, path: String, digest: FileDigest?)]
  /// The purpose of the files whose rows are images.
  let rowsOf: String

  init(_ outputs: RunScoring.Outputs, classes: Int) throws {
    switch outputs {
    case .arrays(let files):
      let (input, givenLogits) = try files.open()
      kind = .arrays(input, givenLogits: givenLogits)
      (rows, self.classes) = (input.rowCount, input.classes)
      paths = files.paths.flatMap { purpose, path in
        ShardedPath.files(path).map { (purpose, $0, nil) }
      }
      rowsOf = "features"
      file = files.paths.first?.path ?? ""
    case .topK(let source):
      try InputPath.check(source.path)
      let predictions = try source.predictions(classCount: classes)
      kind = .topK(predictions)
      (rows, self.classes) = (predictions.count, classes)
      paths = [("top_k", source.path, nil)]
      rowsOf = "top_k"
      file = source.path
    case .scored(let scored):
      kind = .scored(scored)
      (rows, self.classes) = (scored.rows, scored.classes)
      paths = scored.inputs.map { ($0.purpose, $0.path, $0.digest) }
      rowsOf = "features"
      file = scored.file
    }
  }
}

/// A path that may be a glob or a folder of shards.
enum ShardedPath {
  /// The files that the path stands for.
  static func files(_ path: String) -> [String] {
    if path.contains("*") { return DataFolder.matches(path) }
    return DataFolder.isFolder(path) ? DataFolder.matches(path + "/*.npy") : [path]
  }
}
