internal import Files
internal import Foundation
package import Networks
internal import Studies
package import StudyStore
internal import StudyValues
internal import Tensors

/// Joins the shards of a plan: annotated images enter a study, the others stay in the files of the
/// shards, and the ranks of all are made.
package struct ShardMerge {
  /// What is merged into what.
  package struct Request: Sendable {
    /// The data set; nil for the study's only one.
    package var dataset: String?
    /// The name of the network; nil for that of the plan.
    package var model: String?
    /// The scores whose ranks over all rows are made; nil for ``ShardMerge/usualRanks(among:)``.
    package var ranks: [Score]?
    /// Whether missing shards are left out, which every result then says.
    package var allowsPartial = false
    /// Whether a stored run of the network is replaced.
    package var replaces = false
    /// Whether the ranks beside the shards are made only to be counted; the study is the caller's to keep.
    package var isDry = false
    /// The command line, for the record.
    package var command: String?
    /// Told what is done next.
    package var progress: @Sendable (String) -> Void = { _ in }

    /// Creates a request with the default settings.
    package init() {}
  }

  /// What a merge did.
  package struct Outcome: Sendable {
    /// The stored run.
    package var run: RunOutcome
    /// The means over all merged rows.
    package var summary: ScoringSummary
    /// The number of shards that were merged.
    package var shards: Int
    /// The number of shards of the plan.
    package var planned: Int
    /// The number of rows that were merged.
    package var rows: Int
    /// The rows whose images entered the study.
    package var rowsInStudy: Int
    /// The scores that were ranked, with the number of rows that have each.
    package var ranked: [(score: Score, rows: Int)]
    /// What a reader must know, one sentence each.
    package var warnings: [String]
  }

  private let plan: ShardPlan
  private let folder: ShardFolder
  private let store: StudyStore

  /// Prepares to merge a plan into a study.
  package init(_ plan: ShardPlan, into store: StudyStore) {
    self.plan = plan
    self.store = store
    folder = ShardFolder(plan)
  }

  /// The scores that are ranked unless told otherwise: AVH and confidence, or where rows have no target
  /// class those of the predicted one.
  package static func usualRanks(among scores: [Score]) -> [Score] {
    [Score.avh, .confidence].allSatisfy(scores.contains)
      ? [.avh, .confidence] : [Score.avhPredicted, .maxProbability].filter(scores.contains)
  }

  /// Merges.
  ///
  /// - Parameter request: What is merged.
  /// - Returns: What was done.
  /// - Throws: ``ShardsError/incomplete(plan:problem:)`` for a shard that is missing, stale or foreign;
  ///   ``ShardsError/repeatedImages(count:examples:)``; the errors of readers and of the store. The study
  ///   is then as before.
  /// - Complexity: O(rows · log(rows)) time; memory of the largest shard and of the annotated images.
  package func run(_ request: Request) throws -> Outcome {
    request.progress("checking \(plan.shards.count, "shard")")
    let entries = try mergeable(request)
    let dataset = try store.chosenDataset(request.dataset)
    let scores = request.ranks ?? Self.usualRanks(among: plan.scores)
    for score in scores where !plan.scores.contains(score) {
      throw StudyError.unknownName(
        kind: "score", name: score.name, known: plan.scores.map(\.name), location: plan.path)
    }
    request.progress("looking for the images of \(dataset.name) and for ids that are there twice")
    let found = try findImages(entries, in: dataset.name)
    request.progress("ranking \(scores.map(\.name).joined(separator: ", "))")
    let ranks = try scores.map { try ranked($0, entries) }
    let isPartial = entries.count < plan.shards.count
    if !request.isDry { try writeRanks(ranks, entries, isPartial: isPartial) }
    return try store.transaction {
      try stored(request, dataset.name, entries, found, ranks)
    }
  }

  // MARK: - What may be merged

  private func mergeable(_ request: Request) throws -> [MergedShard] {
    let status = ShardStatus(of: plan, care: .results)
    let wrong = status.entries.filter {
      $0.state != .done && !(request.allowsPartial && $0.state == .missing)
    }
    if let first = wrong.first {
      let name = first.shard.map { "shard \($0)" } ?? first.path
      let others = wrong.count > 1 ? " and \(wrong.count - 1) more are not mergeable either" : ""
      let cure =
        switch first.state {
        case .missing: "run it, or leave it out with --allow-partial"
        case .stale: "run it again"
        case .foreign: "take it away, or give each plan a folder of its own"
        case .done: ""
        }
      throw ShardsError.incomplete(
        plan: plan.path,
        problem:
          "\(name) is \(first.state.rawValue)\(first.reason.map { " (\($0))" } ?? "")\(others); "
          + cure)
    }
    let merged = status.entries.compactMap { entry in
      entry.shard.flatMap { shard in
        entry.record.map { MergedShard(number: shard, path: entry.path, record: $0) }
      }
    }
    guard !merged.isEmpty else {
      throw ShardsError.incomplete(plan: plan.path, problem: "no shard is done; run them first")
    }
    return merged
  }

  private func open(_ shard: MergedShard) throws -> ShardScores {
    try ShardScores(
      path: shard.path, rows: shard.record.rows.count, classes: plan.classes, format: plan.output)
  }

  // MARK: - Images

  /// The rows that may be images of the study, shard by shard.
  private struct Found {
    /// The rows within each shard.
    var rows: [[Int]] = []
    /// Their ids, of all shards.
    var names: [String] = []
    /// An id of the first shard, for messages.
    var example = ""
  }

  private func findImages(_ shards: [MergedShard], in dataset: String) throws -> Found {
    let filter = try store.imageNameFilter(of: dataset)
    let repeated = try RepeatedIDs(beside: "\(folder.path)/ids")
    var found = Found()
    for shard in shards {
      let ids = try open(shard).ids()
      if found.rows.isEmpty { found.example = ids.first ?? "" }
      try repeated.append(ids)
      let rows = ids.indices.filter { filter.mayKnow(ids[$0]) }
      found.rows.append(rows)
      found.names += rows.map { ids[$0] }
    }
    try repeated.check(shards: shards.map(\.number)) { try open(shards[$0]).ids() }
    guard !found.names.isEmpty else {
      throw StudyError.inconsistent(
        location: plan.path,
        problem: "none of its rows is an image of the data set \(dataset), which names them as "
          + "\(try store.images(of: dataset).names.first ?? "none"), while the first row is "
          + found.example.shortened)
    }
    return found
  }

  // MARK: - Ranks

  private func ranked(_ score: Score, _ shards: [MergedShard]) throws -> GlobalRanks {
    let ranks = try GlobalRanks(score, beside: "\(folder.path)/sorted-\(score.name)")
    for shard in shards { try ranks.append(open(shard).values(score)) }
    try ranks.merge()
    return ranks
  }

  private func writeRanks(
    _ ranks: [GlobalRanks], _ shards: [MergedShard], isPartial: Bool
  ) throws {
    guard !ranks.isEmpty else { return }
    for (place, shard) in shards.enumerated() {
      let columns = try ranks.map { (name: $0.score.name, values: try $0.ranks(ofShard: place)) }
      try RankFile.write(
        columns, isPartial: isPartial, to: folder.ranks(shard.number), format: plan.output)
    }
  }

  // MARK: - The study

  private func stored(
    _ request: Request, _ dataset: String, _ shards: [MergedShard], _ found: Found,
    _ ranks: [GlobalRanks]
  ) throws -> Outcome {
    let model = request.model ?? plan.modelName
    let isPartial = shards.count < plan.shards.count
    var totals = ScoreTotals()
    for shard in shards { totals.add(shard.record.totals) }
    let libraries = Array(Set(shards.map(\.record.library))).sorted()
    let summary = totals.summary(
      classes: plan.classes, precision: shards[0].record.precision, unavailable: unavailable,
      library: libraries.joined(separator: ", "))
    let rows = AnnotatedRows(
      plan: plan, shards: shards, found: found.rows, summary: summary,
      share: isPartial ? "\(shards.count) of \(plan.shards.count, "shard")" : nil,
      open: { try open($0) })
    var scoring = RunScoring.Request(
      run: StudyRun(dataset: dataset, model: model), outputs: .scored(rows),
      rows: .known(images: found.names, targets: []))
    scoring.options = ScoringOptions(precision: plan.precision)
    scoring.replaces = request.replaces
    scoring.unknownImages = .count
    scoring.command = request.command
    let outcome = try RunScoring(store: store).run(scoring)
    var result = Outcome(
      run: outcome.run, summary: summary, shards: shards.count, planned: plan.shards.count,
      rows: totals.rows, rowsInStudy: outcome.images.count { $0 != nil },
      ranked: ranks.map { ($0.score, $0.ranked) }, warnings: outcome.warnings)
    if request.model == nil, plan.model == nil {
      result.warnings.append("the network is called \(model) after the plan; see --model")
    }
    if libraries.count > 1 {
      result.warnings.append(
        "\(model): shards were computed by \(libraries.joined(separator: " and by ")), whose last bits "
          + "differ")
    }
    guard case .stored = outcome.run else { return result }
    try register(outcome, shards, found, ranks)
    return result
  }

  /// Stores where the rows are and what ranks the images of the study have.
  private func register(
    _ outcome: RunScoring.Outcome, _ shards: [MergedShard], _ found: Found,
    _ ranks: [GlobalRanks]
  ) throws {
    var columns = ranks.map { GlobalRankColumn(score: $0.score.name, ranked: $0.ranked, ranks: []) }
    var registered: [StoredShard] = []
    var next = 0
    for (place, shard) in shards.enumerated() {
      let rows = found.rows[place]
      let images = outcome.images[next..<next + rows.count]
      next += rows.count
      if images.contains(where: { $0 != nil }) {
        for (column, ranks) in ranks.enumerated() {
          let values = try ranks.ranks(ofShard: place)
          for case (let row, let image?) in zip(rows, images) where !values[row].isNaN {
            columns[column].ranks.append((image, values[row]))
          }
        }
      }
      registered.append(
        StoredShard(
          shard: shard.number, rows: shard.record.rows, rowsInStudy: images.count { $0 != nil },
          path: shard.path, bytes: shard.record.bytes, sha256: shard.record.sha256,
          library: shard.record.library))
    }
    for column in columns.indices { columns[column].ranks.sort { $0.image < $1.image } }
    try store.store(
      registered, of: plan.shards.count, plan: plan.identity, ranks: columns,
      runID: outcome.run.id)
  }

  /// Why scores are missing from every row.
  private var unavailable: [Score: String] {
    var reasons: [Score: String] = [:]
    for score in Score.all where !plan.scores.contains(score) {
      reasons[score] =
        (score.usesLabel && plan.labels == nil ? Score.Need.label : .distances).missing
    }
    return reasons
  }
}

/// A shard that is merged.
struct MergedShard: Sendable {
  /// Its number.
  let number: Int
  /// The file of its scores.
  let path: String
  /// Its completion record.
  let record: ShardRecord
}
