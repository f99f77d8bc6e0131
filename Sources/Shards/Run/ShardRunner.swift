internal import Files
internal import Foundation
internal import Networks
internal import Statistics
internal import Studies
internal import Tensors

/// Scores the shards of a plan, each into a file of its own.
///
/// A shard is written under a name that no other attempt has, synchronised, moved to its name, and only
/// then recorded as complete. It can be killed at any moment and run again, on several machines at once;
/// the last one to finish replaces the same bytes.
package struct ShardRunner: Sendable {
  /// What became of a shard.
  package enum Outcome: Equatable, Sendable {
    /// It was scored now; so many files of attempts that were killed were removed.
    case scored(leftovers: Int)
    /// It was complete before.
    case alreadyDone
  }

  private let plan: ShardPlan
  private let folder: ShardFolder
  private let observer: ShardObserver
  private let check = InputCheck()
  private let head: LockedCache<Int, Result<ClassifierHead, any Error>> = LockedCache()
  /// Whether results of another plan that stand in a shard's place are replaced.
  private let replaces: Bool

  /// Prepares to run a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - replaces: Whether results of another plan that stand in a shard's place are replaced.
  /// - Throws: ``ShardsError/otherMethods(plan:problem:)``; `InputFileError.cannotWrite` where the folder
  ///   of results cannot be made.
  package init(_ plan: ShardPlan, replaces: Bool = false) throws {
    if let problem = plan.methodProblem {
      throw ShardsError.otherMethods(plan: plan.path, problem: problem)
    }
    self.plan = plan
    self.replaces = replaces
    folder = ShardFolder(plan)
    observer = ShardObserver(plan, care: .quick)
  }

  /// Scores a shard, unless it is done.
  ///
  /// - Parameters:
  ///   - shard: The number, from 0.
  ///   - threads: The number of threads; 0 for every processor. The result does not depend on it.
  /// - Returns: What was done.
  /// - Throws: ``ShardsError`` for a shard that does not exist, inputs that are not those of the plan, or
  ///   results of another plan in its place; the errors of readers and of scoring.
  package func run(_ shard: Int, threads: Int = 0) throws -> Outcome {
    try check(shard)
    let entry = observer.entry(shard)
    switch entry.state {
    case .done: return .alreadyDone
    case .foreign where !replaces:
      throw ShardsError.foreign(
        path: folder.record(shard), problem: entry.reason ?? "is of another plan")
    case .missing, .stale, .foreign: break
    }
    try folder.create()
    try checkInputs(of: shard)
    let attempt = folder.attempt(shard)
    defer { try? FileManager.default.removeItem(atPath: attempt) }
    let summary: ScoringSummary
    do {
      summary = try score(shard, into: attempt, threads: threads)
    } catch let error as NetworksError where error.isOfData {
      throw ShardsError.unscorable(
        shard: shard, firstRow: plan.shards[shard].lowerBound, problem: error.description)
    }
    // What was read must be what was hashed.
    try checkInputs(of: shard)
    let digest = try FileDigest(path: attempt)
    do {
      // A record of what stood there before must not vouch for what comes.
      try? FileManager.default.removeItem(atPath: folder.record(shard))
      try folder.publish(attempt, as: shard)
      try record(shard, summary, digest).write(to: folder.record(shard))
      try folder.syncNames()
    } catch {
      // Another machine may have finished the same shard and cleaned up behind itself.
      guard ShardObserver(plan, care: .results).entry(shard).state == .done else { throw error }
      return .alreadyDone
    }
    let leftovers = folder.leftovers(shard)
    for leftover in leftovers { try? FileManager.default.removeItem(atPath: leftover) }
    return .scored(leftovers: leftovers.count)
  }

  /// Scores every shard that is not done, on all processors.
  ///
  /// - Parameters:
  ///   - shards: The shards to look at.
  ///   - threads: The number of threads; 0 for every processor.
  ///   - note: Told of each shard that was scored or failed, in the order in which they end.
  /// - Returns: The number of shards that were scored.
  /// - Throws: The only failure, or ``ShardsError/failedShards(count:of:)`` when several failed, after
  ///   all others were run.
  package func runMissing(
    of shards: Range<Int>, threads: Int = 0,
    note: @Sendable (_ shard: Int, _ result: Result<Outcome, any Error>) -> Void
  ) throws -> Int {
    let missing = missing(of: shards)
    let most = threads > 0 ? threads : ProcessInfo.processInfo.activeProcessorCount
    // Fewer shards than processors share them.
    let each = max(1, most / max(1, missing.count))
    let results = Parallel.map(count: missing.count, threads: most) {
      index -> Result<Outcome, any Error> in
      let result = Result { try run(missing[index], threads: each) }
      note(missing[index], result)
      return result
    }
    let failures = results.compactMap { result -> (any Error)? in
      if case .failure(let error) = result { error } else { nil }
    }
    guard failures.count <= 1 else {
      throw ShardsError.failedShards(count: failures.count, of: missing.count)
    }
    if let failure = failures.first { throw failure }
    return results.count { (try? $0.get()) != .alreadyDone }
  }

  /// Looks whether the plan has a shard.
  ///
  /// - Parameter shard: The number, from 0.
  /// - Throws: ``ShardsError/noSuchShard(_:count:plan:)``.
  package func check(_ shard: Int) throws(ShardsError) {
    guard plan.shards.indices.contains(shard) else {
      throw .noSuchShard(shard, count: plan.shards.count, plan: plan.path)
    }
  }

  /// The shards that are not done.
  ///
  /// - Parameter shards: The shards to look at.
  /// - Returns: Those that are missing, stale or foreign, in order.
  package func missing(of shards: Range<Int>) -> [Int] {
    shards.filter { observer.entry($0).state != .done }
  }

  // MARK: - One shard

  private func checkInputs(of shard: Int) throws {
    for (_, file) in plan.inputs(of: shard) {
      let path = plan.place(of: file)
      if let problem = try check.problem(file, at: path, isThorough: true) {
        throw ShardsError.changedInput(path: path, problem: problem)
      }
    }
  }

  private func score(
    _ shard: Int, into path: String, threads: Int
  ) throws -> ScoringSummary {
    let rows = plan.shards[shard]
    let head = try head.value(0) { Result { try openHead() } }.get()
    guard head.classes == plan.classes else {
      throw ShardsError.inconsistent(
        location: plan.path,
        problem: "it says \(plan.classes, "class"), but the weights have \(head.classes)")
    }
    let parts = plan.features.parts(of: rows)
    var tensors: [Tensor] = []
    for (file, _) in parts {
      let tensor = try Tensor.open(plan.place(of: file), key: plan.features.key)
      guard tensor.rowCount == file.rows else {
        throw ShardsError.changedInput(
          path: plan.place(of: file),
          problem: "it has \(tensor.rowCount, "row") in place of \(file.rows)")
      }
      tensors.append(tensor)
    }
    let first = parts[0].rows.lowerBound
    let features = try Tensor.join(tensors).rows(first..<first + rows.count)
    let input = ScoringInput.features(features, head)
    let scorer = try Scorer(
      input: input, labels: try input.targets(try labels(of: rows)),
      options: ScoringOptions(precision: plan.precision, threads: threads))
    var sink = try ScoreFileSink(path: path, scores: plan.scores, images: try ids(of: rows))
    let summary = try scorer.run(into: &sink)
    try sink.finish()
    return summary
  }

  private func openHead() throws -> ClassifierHead {
    func open(_ input: PlannedInput) throws -> Tensor {
      try Tensor.open(plan.place(of: input.files[0]), key: input.key)
    }
    return try ClassifierHead(
      weights: open(plan.weights), bias: try plan.bias.map(open), background: plan.background)
  }

  private func labels(of rows: Range<Int>) throws -> [Int] {
    guard let labels = plan.labels else { return [Int](repeating: -1, count: rows.count) }
    var classes: [Int] = []
    for (file, part) in labels.parts(of: rows) {
      classes += try RowTexts.classes(in: plan.place(of: file), key: labels.key, rows: part)
    }
    guard classes.count == rows.count else {
      throw ShardsError.inconsistent(
        location: plan.path,
        problem: "the labels of the rows \(rows.lowerBound) to \(rows.upperBound - 1) are only "
          + "\(classes.count); a file of labels has fewer rows than it says")
    }
    return classes
  }

  private func ids(of rows: Range<Int>) throws -> [String] {
    var ids: [String] = []
    ids.reserveCapacity(rows.count)
    for (file, part) in plan.ids.parts(of: rows) {
      try RowTexts.forEachID(in: plan.place(of: file), key: plan.ids.key, rows: part) {
        ids.append(
          IDNormalisation.plain($0, areRewrittenNumbers: plan.idsAreRewrittenNumbers))
      }
    }
    guard ids.count == rows.count else {
      throw ShardsError.inconsistent(
        location: plan.path,
        problem: "the ids of the rows \(rows.lowerBound) to \(rows.upperBound - 1) are only "
          + "\(ids.count); a file of ids has fewer rows than it says")
    }
    if let row = ids.firstIndex(where: \.isEmpty) {
      throw ShardsError.inconsistent(
        location: plan.path, problem: "row \(rows.lowerBound + row) has a blank id; name its image")
    }
    return ids
  }

  private func record(
    _ shard: Int, _ summary: ScoringSummary, _ digest: FileDigest
  ) -> ShardRecord {
    ShardRecord(
      shard: shard, rows: plan.shards[shard], key: observer.keys.key(of: shard),
      grid: observer.keys.grid,
      inputs: plan.inputs(of: shard).map {
        ShardRecord.Input(purpose: $0, path: $1.path, identity: $1.identity)
      },
      settings: plan.settings, methods: plan.usedMethods, library: summary.library,
      precision: summary.precision, bytes: digest.bytes, sha256: digest.sha256,
      totals: summary.totals)
  }
}

extension NetworksError {
  /// Whether the data are wrong, rather than a file, the memory or the library.
  fileprivate var isOfData: Bool {
    switch self {
    case .tensor, .cannotWrite, .noMemory, .wrongProduct: false
    default: true
    }
  }
}
