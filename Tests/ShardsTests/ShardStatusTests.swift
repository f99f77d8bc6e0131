import Foundation
import Networks
import Studies
import StudyStore
import TestSupport
import Testing

@testable import Shards

/// What is done, missing, stale and foreign, and what a merge makes of it.
struct ShardStatusTests {
  private static func states(
    _ plan: ShardPlan, _ care: ShardStatus.Care = .quick
  ) -> [ShardStatus.State] {
    ShardStatus(of: plan, care: care).entries.map(\.state)
  }

  /// The sentence with which a merge ends.
  private static func refusal(
    _ network: ShardedNetwork, _ plan: ShardPlan,
    _ change: (inout ShardMerge.Request) -> Void = { _ in }
  ) throws -> String {
    let store = try network.study("refused-\(UUID().uuidString).db")
    var request = ShardMerge.Request()
    change(&request)
    defer { try? store.close() }
    do {
      _ = try ShardMerge(plan, into: store).run(request)
      return ""
    } catch {
      #expect(try store.rows("SELECT count(*) FROM run").rows == [[.integer(0)]])
      return "\(error)"
    }
  }

  @Test func `a shard is missing until its record is there`() throws {
    let network = try ShardedNetwork()
    let plan = try network.plan(shards: 5)
    #expect(Self.states(plan) == [.missing, .missing, .missing, .missing, .missing])
    let runner = try ShardRunner(plan)
    #expect(try runner.run(2) == .scored(leftovers: 0))
    #expect(Self.states(plan) == [.missing, .missing, .done, .missing, .missing])
    #expect(try ShardRunner(plan).run(2) == .alreadyDone)
    #expect(try network.run(plan) == 4)
    #expect(ShardStatus(of: plan).isComplete)
    let folder = ShardFolder(plan)
    let bytes = try Data(contentsOf: URL(filePath: folder.scores(3)))
    try FileManager.default.removeItem(atPath: folder.record(3))
    #expect(Self.states(plan) == [.done, .done, .done, .missing, .done])
    #expect(ShardStatus(of: plan).entries[3].reason == "its completion record is gone")
    #expect(try Self.refusal(network, plan).contains("shard 3 is missing"))
    #expect(try network.run(plan) == 1)
    #expect(try Data(contentsOf: URL(filePath: folder.scores(3))) == bytes)
    try FileManager.default.removeItem(atPath: folder.scores(1))
    #expect(Self.states(plan)[1] == .missing)
  }

  @Test func `what a killed attempt left is removed by the next`() throws {
    let network = try ShardedNetwork()
    let plan = try network.plan(shards: 5)
    let folder = ShardFolder(plan)
    try folder.create()
    for name in [
      "attempt-000002-ab.parquet", ".attempt-000002-cd.parquet-1-new", "attempt-000003-ef.parquet",
    ] {
      try Data("half".utf8).write(to: URL(filePath: "\(folder.path)/\(name)"))
    }
    #expect(!Self.states(plan).contains(.foreign))
    #expect(try ShardRunner(plan).run(2) == .scored(leftovers: 2))
    #expect(folder.leftovers(2).isEmpty && folder.leftovers(3).count == 1)
  }

  @Test func `swapped inputs make stale, and are not run`() throws {
    let network = try ShardedNetwork(files: [2_048, 2_048, 2_048])
    let plan = try network.plan()
    try network.run(plan)
    let (first, second) = (network.features[0], network.features[1])
    let files = FileManager.default
    try files.moveItem(atPath: first, toPath: first + ".aside")
    try files.moveItem(atPath: second, toPath: first)
    try files.moveItem(atPath: first + ".aside", toPath: second)
    #expect(Self.states(plan) == [.stale, .stale, .done])
    let refusal = try Self.refusal(network, plan) { $0.allowsPartial = true }
    #expect(refusal.contains("shard 0 is stale") && refusal.contains("emb-0.npy"))
    #expect { try ShardRunner(plan).run(0) } throws: { error in
      guard case ShardsError.changedInput(let path, _) = error else { return false }
      return path.hasSuffix("emb-0.npy")
    }
    // Planned anew, the same folder holds results of earlier inputs.
    let again = try network.plan()
    #expect(Self.states(again) == [.stale, .stale, .done])
    #expect(
      ShardStatus(of: again).entries[0].reason?.contains("emb-0.npy was another file") == true)
    #expect(try network.run(again) == 2)
    #expect(ShardStatus(of: again).isComplete)
  }

  @Test func `a change that keeps size and time is found by its hash`() throws {
    let network = try ShardedNetwork(files: [2_048, 2_048])
    let plan = try network.plan()
    try network.run(plan)
    let path = network.features[1]
    let time = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    var content = try Data(contentsOf: URL(filePath: path))
    content[content.count - 2] ^= 1
    try content.write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.modificationDate: time as Any], ofItemAtPath: path)
    #expect(Self.states(plan, .everything) == [.done, .stale])
  }

  @Test func `an input that is gone does not undo a result`() throws {
    let network = try ShardedNetwork(files: [2_048, 2_048])
    let plan = try network.plan()
    try network.run(plan)
    try FileManager.default.removeItem(atPath: network.features[1])
    #expect(Self.states(plan) == [.done, .done])
    #expect(ShardStatus(of: plan).entries[1].reason?.contains("emb-1.npy is gone since") == true)
  }

  @Test func `another setting or method makes stale, with the difference`() throws {
    let network = try ShardedNetwork()
    try network.run(network.plan(shards: 3) { $0.precision = .double })
    let plan = try network.plan(shards: 3) { $0.precision = .single }
    #expect(Self.states(plan) == [.stale, .stale, .stale])
    #expect(
      ShardStatus(of: plan).entries[0].reason
        == "the setting precision was `double` and is `single` in the plan")
    var older = plan
    older.methods["avh"] = 99
    try older.write()
    let read = try ShardPlan(path: older.path)
    #expect { try ShardRunner(read) } throws: { error in
      guard case ShardsError.otherMethods = error else { return false }
      return "\(error)".contains("avh has the version 99 there and 1 here")
    }
  }

  @Test func `results that were changed by hand are not merged`() throws {
    let network = try ShardedNetwork()
    let plan = try network.plan(shards: 3)
    try network.run(plan)
    let path = ShardFolder(plan).scores(1)
    var content = try Data(contentsOf: URL(filePath: path))
    content[content.count / 2] ^= 1
    try content.write(to: URL(filePath: path))
    #expect(Self.states(plan) == [.done, .done, .done])
    #expect(Self.states(plan, .results) == [.done, .stale, .done])
    #expect(try Self.refusal(network, plan).contains("shard 1 is stale"))
  }

  @Test func `shards of another plan are foreign and stay`() throws {
    let network = try ShardedNetwork()
    try network.run(network.plan(shards: 4))
    let plan = try network.plan(shards: 3)
    // Three records are of other rows, and the fourth is of no shard of this plan.
    #expect(Self.states(plan).filter { $0 == .foreign }.count == 5)
    #expect(try Self.refusal(network, plan).contains("is foreign"))
    #expect { try ShardRunner(plan).run(1) } throws: { error in
      guard case ShardsError.foreign = error else { return false }
      return true
    }
    #expect(try ShardRunner(plan, replaces: true).run(1) == .scored(leftovers: 0))
    #expect(Self.states(plan)[1] == .done)
  }

  @Test func `a stray file is foreign, logs of jobs are not`() throws {
    let network = try ShardedNetwork()
    let plan = try network.plan(shards: 2)
    try network.run(plan)
    let folder = ShardFolder(plan).path
    try Data().write(to: URL(filePath: "\(folder)/slurm-12_3.log"))
    #expect(ShardStatus(of: plan).isComplete)
    try Data().write(to: URL(filePath: "\(folder)/scores-2.parquet"))
    #expect(Self.states(plan) == [.done, .done, .foreign])
  }

  @Test func `a part is merged only when it is asked for, and says so in every row`() throws {
    let network = try ShardedNetwork()
    let plan = try network.plan(shards: 5)
    let runner = try ShardRunner(plan)
    for shard in [0, 1, 4] { _ = try runner.run(shard) }
    #expect(try Self.refusal(network, plan).contains("shard 2 is missing and 1 more"))
    let store = try network.study()
    var request = ShardMerge.Request()
    request.allowsPartial = true
    let outcome = try ShardMerge(plan, into: store).run(request)
    #expect(outcome.shards == 3 && outcome.planned == 5)
    #expect(
      try store.rows("SELECT parameters ->> 'partial' FROM run").rows == [[.text("3 of 5 shards")]])
    #expect(
      try store.rows("SELECT count(*), sum(partial), max(merged_shards), max(shards) FROM shard")
        .rows
        == [[.integer(3), .integer(3), .integer(3), .integer(5)]])
    let ranks = try store.rows("SELECT count(*), min(partial) FROM global_rank").rows
    #expect(ranks[0][1] == .integer(1))
    // The rest replaces the part.
    try network.run(plan)
    request.allowsPartial = false
    request.replaces = true
    _ = try ShardMerge(plan, into: store).run(request)
    #expect(
      try store.rows("SELECT sum(partial), count(*) FROM shard").rows == [
        [.integer(0), .integer(5)]
      ])
    #expect(try store.rows("SELECT parameters ->> 'partial' FROM run").rows == [[.null]])
  }

  @Test func `an id that is there twice ends a merge`() throws {
    let network = try ShardedNetwork()
    let names = (0..<network.rows).map {
      $0 == 9_000 ? ShardedNetwork.name(17) : ShardedNetwork.name($0)
    }
    let path = try network.folder.write(names.joined(separator: "\n") + "\n", as: "ids.txt")
    let plan = try network.plan(shards: 5) { $0.ids = [.init(path: path)] }
    try network.run(plan)
    let refusal = try Self.refusal(network, plan)
    #expect(
      refusal.contains("`photo_of_17.jpg` in row 17 of shard 0 and row 808 of shard 4"),
      Comment(rawValue: refusal))
  }

  @Test func `a plan for other images is told so`() throws {
    let network = try ShardedNetwork()
    let plan = try network.plan(shards: 2)
    try network.run(plan)
    let store = try network.study("other.db", images: [123_456])
    #expect { try ShardMerge(plan, into: store).run(ShardMerge.Request()) } throws: { error in
      "\(error)".contains("none of its rows is an image of the data set photos")
    }
  }
}
