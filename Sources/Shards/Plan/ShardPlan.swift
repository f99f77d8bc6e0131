internal import Foundation
internal import Hashing
package import Networks

/// What is to be scored, in which shards, from which files and by which methods.
///
/// Everything that a shard's result depends on stands in the plan and nowhere else: neither the number
/// of shards nor a setting is taken from the environment. Two plans with the same ``identity`` give the
/// same bytes on one type of processor.
package struct ShardPlan: Equatable, Sendable {
  /// What the file says that it is.
  static let format = "avh-shard-plan/1"

  /// Where the plan is, for messages and for the folder of its results.
  package var path: String
  /// The version of the program that made it; it decides nothing.
  package var tool: String
  /// The name of the network; nil for that of the plan's file.
  package var model: String?
  /// The rows of each shard, one behind the other without a gap.
  package var shards: [Range<Int>]
  /// Penultimate features, image by width.
  package var features: PlannedInput
  /// The id of each row.
  package var ids: PlannedInput
  /// Whether ids are numbers of which some are written with a decimal point or an exponent.
  package var idsAreRewrittenNumbers: Bool
  /// The true class of each row, from 0; -1 where it is unknown.
  package var labels: PlannedInput?
  /// The weights of the last layer.
  package var weights: PlannedInput
  /// The bias of the last layer.
  package var bias: PlannedInput?
  /// The output that is no class of the labels.
  package var background: Int?
  /// The number of classes.
  package var classes: Int
  /// The precision of the products.
  package var precision: ScoringPrecision
  /// How the scores of a shard are written.
  package var output: ScoreFormat
  /// The scores that are written, in the order of columns, with the versions of their methods.
  package var scores: [Score]
  /// The version of each score's method.
  package var methods: [String: Int]

  /// The number of rows.
  package var rows: Int { shards.last?.upperBound ?? 0 }

  /// The name of the network.
  package var modelName: String {
    model ?? URL(filePath: path).deletingPathExtension().lastPathComponent
  }

  /// Where a file of the plan is: a path that is not absolute begins at the folder of the plan.
  package func place(of file: PlannedFile) -> String {
    guard !file.path.hasPrefix("/") else { return file.path }
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? file.path : "\(folder)/\(file.path)"
  }

  /// Every input with its purpose.
  package var inputs: [(purpose: String, input: PlannedInput)] {
    [("features", features), ("ids", ids)]
      + [("labels", labels)].compactMap { purpose, input in
        input.map { (purpose, $0) }
      } + [("weights", weights)]
      + [("bias", bias)].compactMap { purpose, input in
        input.map { (purpose, $0) }
      }
  }

  /// The files that a shard reads, with their purposes.
  package func inputs(of shard: Int) -> [(purpose: String, file: PlannedFile)] {
    inputs.flatMap { purpose, input in
      let isOfRows = ["features", "ids", "labels"].contains(purpose)
      let files = isOfRows ? input.parts(of: shards[shard]).map(\.file) : input.files
      return files.map { (purpose, $0) }
    }
  }

  /// What differs between the methods of the plan and those of this program; nil where nothing does.
  package var methodProblem: String? {
    scores.first { methods[$0.name] != $0.version }.map {
      "\($0.name) has the version \(methods[$0.name] ?? 0) there and \($0.version) here"
    }
  }
}

// MARK: - Identities

extension ShardPlan {
  /// The SHA-256 of what the plan says, whatever its layout, place, times and tool.
  package var identity: String {
    Hash.sha256(of: Data(ShardPlanText.json(self, isIdentity: true)))
  }

  /// The SHA-256 of how rows are divided: the number of shards, their rows, the files and the network.
  ///
  /// A result of the same grid but of another ``ShardKeys/key(of:)`` is stale; of another grid it is foreign.
  package var grid: String {
    let files = inputs.flatMap { purpose, input in
      input.files.map { "\(purpose) \($0.rows) \($0.path)" }
    }
    let bounds = shards.map { "\($0.lowerBound)" } + ["\(rows)"]
    return Hash.sha256(
      of: ([model ?? ""] + bounds + files).joined(separator: "\n").utf8)
  }

  /// The settings that a shard's result depends on, by name.
  package var settings: [String: String] {
    [
      "precision": precision.rawValue, "output": output.rawValue,
      "background": background.map { "\($0)" } ?? "none",
      "scores": scores.map(\.name).joined(separator: ","),
      "ids": "\(ids.key ?? "")\(idsAreRewrittenNumbers ? " as numbers" : "")",
      "features": features.key ?? "", "labels": labels?.key ?? "", "weights": weights.key ?? "",
      "bias": bias?.key ?? "",
    ]
  }

  /// The versions of the methods of the scores that are written.
  package var usedMethods: [String: Int] {
    Dictionary(uniqueKeysWithValues: scores.map { ($0.name, methods[$0.name] ?? 0) })
  }
}

/// The keys of the shards of a plan: what tells a result of this plan from one of another.
package struct ShardKeys: Sendable {
  /// The plan.
  package let plan: ShardPlan
  /// See ``ShardPlan/grid``.
  package let grid: String
  private let common: [String]

  /// Prepares the part that all shards share.
  package init(_ plan: ShardPlan) {
    self.plan = plan
    grid = plan.grid
    common =
      plan.settings.sorted { $0.key < $1.key }.map { "\($0) \($1)" }
      + plan.usedMethods.sorted { $0.key < $1.key }.map { "\($0) \($1)" }
  }

  /// The SHA-256 of everything that one shard's result depends on.
  package func key(of shard: Int) -> String {
    let rows = plan.shards[shard]
    let lines =
      [grid, "\(shard) \(rows.lowerBound) \(rows.upperBound)"]
      + plan.inputs(of: shard).map { "\($0) \($1.identity)" } + common
    return Hash.sha256(of: lines.joined(separator: "\n").utf8)
  }
}

/// How the scores of a shard are written.
package enum ScoreFormat: String, CaseIterable, Sendable {
  /// A table with a column for each score.
  case parquet
  /// An archive with an array for each score.
  case npz
}
