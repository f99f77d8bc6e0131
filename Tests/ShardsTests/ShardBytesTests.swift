import Foundation
import Networks
import RealModule
import Statistics
import Studies
import StudyStore
import StudyValues
import Tensors
import TestSupport
import Testing

@testable import Shards

/// One result whatever the number of shards.
struct ShardBytesTests {
  /// Every column of the shards, one behind another, as bits.
  private static func columns(_ plan: ShardPlan) throws -> [String: [UInt64]] {
    let folder = ShardFolder(plan)
    var columns: [String: [UInt64]] = [:]
    for (shard, rows) in plan.shards.enumerated() {
      let scores = try ShardScores(
        path: folder.scores(shard), rows: rows.count, classes: plan.classes, format: plan.output)
      for score in plan.scores {
        columns[score.name, default: []] += try scores.values(score).map(\.bits)
      }
      columns["target_class", default: []] += try scores.targetClasses().map {
        UInt64(bitPattern: Int64($0))
      }
    }
    return columns
  }

  /// Every column of one run over all rows, as bits.
  private static func plainColumns(
    _ network: ShardedNetwork, _ scores: [Score]
  ) throws -> [String: [UInt64]] {
    let path = try network.plain()
    var columns: [String: [UInt64]] = [:]
    for score in scores {
      columns[score.name] = try Tensor.open(path, key: score.name).readAll(as: Double.self).map(
        \.bits)
    }
    columns["target_class"] = try Tensor.open(path, key: "target_class").readAll(as: Int64.self)
      .map { UInt64(bitPattern: $0) }
    return columns
  }

  private static func ranks(_ plan: ShardPlan, _ score: Score) throws -> [UInt64] {
    let folder = ShardFolder(plan)
    return try plan.shards.indices.flatMap { shard in
      try ShardScores(
        path: folder.ranks(shard), rows: plan.shards[shard].count, classes: plan.classes,
        format: plan.output
      ).values(score).map(\.bits)
    }
  }

  /// The rows of a table as text, without the place of files.
  private static func rows(_ store: StudyStore, _ sql: String) throws -> String {
    "\(try store.rows(sql).rows)"
  }

  @Test(arguments: [ScoringPrecision.single, .double], ScoreFormat.allCases)
  func `many shards, one and a plain run give the same bytes`(
    precision: ScoringPrecision, format: ScoreFormat
  ) throws {
    let network = try ShardedNetwork()
    var found: [[String: [UInt64]]] = []
    var ranks: [[[UInt64]]] = []
    for count in [1, 2, 7, 10, nil] {
      let plan = try network.plan("plan\(count ?? 0)", shards: count) {
        $0.precision = precision
        $0.output = format
      }
      try network.run(plan, threads: count ?? 1)
      found.append(try Self.columns(plan))
      let store = try network.study("study\(count ?? 0).db")
      _ = try ShardMerge(plan, into: store).run(ShardMerge.Request())
      ranks.append(try [Score.avh, .confidence].map { try Self.ranks(plan, $0) })
      try store.close()
    }
    for other in found.dropFirst() { #expect(other == found[0]) }
    for other in ranks.dropFirst() { #expect(other == ranks[0]) }
    #expect(found[0]["avh"]?.count == network.rows)
    guard precision == .double else { return }
    // A head of this size is scored in double unless told otherwise.
    let scores = try network.plan(shards: 2).scores
    #expect(found[0] == (try Self.plainColumns(network, scores)))
  }

  @Test func `ranks over all shards are those of one sort`() throws {
    let network = try ShardedNetwork()
    let plan = try network.plan(shards: 7)
    try network.run(plan)
    let store = try network.study()
    var request = ShardMerge.Request()
    request.ranks = [.avhPredicted]
    let outcome = try ShardMerge(plan, into: store).run(request)
    let values = try #require(try Self.columns(plan)["avh_predicted"]).map {
      Double(bitPattern: $0)
    }
    let ranks = try Self.ranks(plan, .avhPredicted).map { Double(bitPattern: $0) }
    // A count of smaller and equal values for each row, which no merge has a part in.
    let present = values.filter { !$0.isNaN }.sorted()
    for (value, rank) in zip(values, ranks) {
      guard !value.isNaN else {
        #expect(rank.isNaN)
        continue
      }
      let smaller = present.partitioningIndex { $0 >= value }
      let notLarger = present.partitioningIndex { $0 > value }
      #expect(rank == Double(smaller + notLarger + 1) / 2)
    }
    #expect(Set(ranks.filter { !$0.isNaN }).count < present.count, "some values are equal")
    #expect(outcome.ranked.first?.rows == present.count)
    // The study has the same ranks for its images.
    let stored = try store.rows(
      """
      SELECT i.name, rank, ranked FROM global_rank JOIN image i USING (image_id)
      WHERE score = 'avh_predicted' ORDER BY image_id
      """
    ).rows
    let expected = [0, 5, 1_023, 1_024, 4_096, 9_999].map { row -> [QueryValue] in
      [.text(ShardedNetwork.name(row)), .real(ranks[row]), .integer(Int64(present.count))]
    }
    #expect(stored == expected)
  }

  @Test func `a merged study has the tables of a scored one`() throws {
    let network = try ShardedNetwork()
    let plain = try network.study("plain.db")
    var request = RunScoring.Request(
      run: StudyRun(dataset: "photos", model: "net"),
      outputs: .arrays(
        NetworkFiles(
          features: .init(path: network.folder.path("emb-*.npy")),
          weights: .init(path: network.weights), bias: .init(path: network.bias))),
      rows: .known(
        images: (0..<network.rows).map(ShardedNetwork.name),
        targets: (0..<network.rows).map { Int32($0 % 11 == 5 ? -1 : $0 % ShardedNetwork.classes) }))
    request.unknownImages = .count
    let scored = try RunScoring(store: plain).run(request)
    for count in [1, 7, 10] {
      let plan = try network.plan("plan\(count)", shards: count)
      try network.run(plan)
      let store = try network.study("study\(count).db")
      let outcome = try ShardMerge(plan, into: store).run(ShardMerge.Request())
      for table in ["score", "run", "model", "image", "image_hardness_all"] {
        let sql = "SELECT * FROM \(table)"
        #expect(try Self.rows(store, sql) == Self.rows(plain, sql), "\(table), \(count) shards")
      }
      #expect(outcome.summary == scored.summary)
      #expect(outcome.rowsInStudy == 6)
      #expect(
        try Self.rows(
          store, "SELECT sum(rows), sum(rows_in_study), sum(partial), count(*) FROM shard")
          == "\([[QueryValue.integer(Int64(network.rows)), .integer(6), .integer(0), .integer(Int64(count))]])"
      )
      // The same again is nothing to do.
      let again = try ShardMerge(plan, into: store).run(ShardMerge.Request())
      #expect(again.run == .alreadyPresent(id: outcome.run.id))
      try store.close()
    }
    try plain.close()
  }

  @Test func `times in place of hashes are recorded as such`() throws {
    let network = try ShardedNetwork()
    let plan = try network.plan(shards: 3) { $0.trustsTimes = true }
    #expect(plan.features.files.allSatisfy { $0.sha256 == nil })
    try network.run(plan)
    let store = try network.study()
    _ = try ShardMerge(plan, into: store).run(ShardMerge.Request())
    #expect(
      try store.rows("SELECT parameters ->> 'inputs' FROM run").rows
        == [[.text("known by size and time")]])
  }
}

extension Double {
  /// The bits, the same for every NaN.
  fileprivate var bits: UInt64 { isNaN ? Double.nan.bitPattern : bitPattern }
}

extension Array {
  /// The first place whose element satisfies a condition that holds for all behind it.
  fileprivate func partitioningIndex(_ condition: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
