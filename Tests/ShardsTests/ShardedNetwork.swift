import Files
import Foundation
import Networks
import Statistics
import Studies
import StudyStore
import StudyValues
import Tensors
import TestSupport

@testable import Shards

/// A made-up network whose outputs lie in several files, in a folder of its own.
struct ShardedNetwork {
  static let classes = 7
  static let width = 33

  let folder: TemporaryFolder
  let rows: Int
  /// The files of features, in the order of their rows.
  let features: [String]
  /// The files of ids, whose borders are others.
  let ids: [String]
  let labels: String
  let weights: String
  let bias: String

  /// Writes files of features with these numbers of rows, with values that repeat exactly now and then.
  init(files: [Int] = [3_000, 1, 2_047, 4_952], seed: UInt64 = 1) throws {
    folder = try TemporaryFolder()
    rows = files.reduce(0, +)
    var generator = SplitMix64(seed: seed)
    func values(_ count: Int) -> [Float] {
      (0..<count).map { _ in Float(Int(truncatingIfNeeded: generator.next()) % 4_001) / 997 + 0.1 }
    }
    func array(
      _ name: String, _ values: [Float], _ shape: [Int], in folder: TemporaryFolder
    ) throws -> String {
      let path = folder.path(name)
      let writer = try NPYWriter(path: path, elementType: .float32, shape: shape)
      try writer.append(values)
      try writer.close()
      return path
    }
    var features: [String] = []
    for (number, count) in files.enumerated() {
      var numbers = values(count * Self.width)
      // Rows 0 and 7168 of the usual files are equal, have one class and one place in their tiles, but
      // are in different shards: their scores are equal.
      if let row = [0: 0, 3: 2_120][number], count > row {
        numbers.replaceSubrange(
          row * Self.width..<(row + 1) * Self.width, with: repeatElement(1, count: Self.width))
      }
      features.append(
        try array("emb-\(number).npy", numbers, [count, Self.width], in: folder))
    }
    self.features = features
    weights = try array(
      "weights.npy", values(Self.classes * Self.width).map { $0 - 2 }, [Self.classes, Self.width],
      in: folder)
    bias = try array("bias.npy", values(Self.classes), [Self.classes], in: folder)
    let half = rows / 3
    var ids: [String] = []
    for (number, part) in [0..<half, half..<rows].enumerated() {
      let path = folder.path("ids-\(number).parquet")
      let writer = try ParquetWriter(
        path: path, columns: [("image", .texts([])), ("label", .integers([]))])
      try writer.append([
        .texts(part.map(Self.name)),
        .integers(part.map { Int64($0 % 11 == 5 ? -1 : $0 % Self.classes) }),
      ])
      try writer.close()
      ids.append(path)
    }
    self.ids = ids
    labels = folder.path("ids-*.parquet")
  }

  /// The id of a row.
  static func name(_ row: Int) -> String { "photo_of_\(row).jpg" }

  /// A planner of this network.
  func planner() -> ShardPlanner {
    var planner = ShardPlanner(
      features: features.map { .init(path: $0) }, ids: ids.map { .init(path: $0) },
      weights: .init(path: weights))
    planner.labels = ids.map { .init(path: $0) }
    planner.bias = .init(path: bias)
    planner.model = "net"
    return planner
  }

  /// A written plan in a folder of its own.
  func plan(
    _ name: String = "plan", shards: Int? = nil, change: (inout ShardPlanner) -> Void = { _ in }
  ) throws -> ShardPlan {
    var planner = planner()
    planner.shards = shards
    change(&planner)
    let plan = try planner.plan(at: folder.path("\(name).json"))
    try plan.write()
    return try ShardPlan(path: plan.path)
  }

  /// Scores every shard that is not done.
  @discardableResult
  func run(_ plan: ShardPlan, threads: Int = 0) throws -> Int {
    try ShardRunner(plan).runMissing(of: plan.shards.indices, threads: threads) { _, _ in }
  }

  /// A study that knows some of the images, by their true classes.
  func study(
    _ name: String = "study.db", images: [Int] = [0, 5, 1_023, 1_024, 4_096, 9_999]
  ) throws -> StudyStore {
    let store = try StudyStore.create(path: folder.path(name))
    try store.ensureDataset("photos", labelSpace: .named((0..<Self.classes).map { "class\($0)" }))
    _ = try store.setLabels(
      dataset: "photos", images: images.map(Self.name),
      classes: images.map { $0 % 11 == 5 ? nil : $0 % Self.classes }, policy: .create)
    return store
  }

  /// The scores of one run over all rows, in one file.
  func plain() throws -> String {
    let path = folder.path("plain.npz")
    _ = try FileScoring.run(
      NetworkFiles(
        features: .init(path: folder.path("emb-*.npy")), weights: .init(path: weights),
        bias: .init(path: bias)),
      labels: .init(path: try labelArray()), out: path)
    return path
  }

  private func labelArray() throws -> String {
    let path = folder.path("labels.npy")
    let writer = try NPYWriter(path: path, elementType: .int64, shape: [rows])
    try writer.append((0..<rows).map { Double($0 % 11 == 5 ? -1 : $0 % Self.classes) })
    try writer.close()
    return path
  }
}
