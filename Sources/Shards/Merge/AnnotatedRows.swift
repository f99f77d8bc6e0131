internal import Foundation
internal import Networks
internal import Studies

/// The rows of merged shards whose images may be in the study, for the one door of scoring.
struct AnnotatedRows: ScoredRows {
  let plan: ShardPlan
  let shards: [MergedShard]
  /// The rows within each shard.
  let found: [[Int]]
  let summary: ScoringSummary
  /// How many of the shards were merged, in words; nil for all.
  let share: String?
  let open: @Sendable (MergedShard) throws -> ShardScores

  var rows: Int { plan.rows }
  var classes: Int { plan.classes }
  var file: String { plan.path }

  /// The precision is that which was asked for, as a run over all rows records it.
  var parameters: [String: String] {
    var parameters = ["precision": plan.precision.rawValue]
    parameters["partial"] = share
    if plan.inputs.contains(where: { $0.input.files.contains { $0.sha256 == nil } }) {
      parameters["inputs"] = "known by size and time"
    }
    return parameters
  }

  var inputs: [(purpose: String, path: String, digest: FileDigest)] {
    plan.inputs.filter { ["features", "weights", "bias"].contains($0.purpose) }.flatMap {
      purpose, input in
      input.files.map {
        (purpose, plan.place(of: $0), FileDigest(bytes: $0.stamp.bytes, sha256: $0.identity))
      }
    }
  }

  func send(to receive: (ScoreTile) throws -> Void) throws {
    var next = 0
    for (shard, rows) in zip(shards, found) where !rows.isEmpty {
      let scores = try open(shard)
      let targets = try scores.targetClasses()
      let columns = try Score.all.map { score in
        guard plan.scores.contains(score) else {
          return [Double](repeating: .nan, count: rows.count)
        }
        let values = try scores.values(score)
        return rows.map { values[$0] }
      }
      try receive(
        ScoreTile(
          rows: next..<next + rows.count, targetClasses: rows.map { targets[$0] }, columns: columns)
      )
      next += rows.count
    }
  }
}
