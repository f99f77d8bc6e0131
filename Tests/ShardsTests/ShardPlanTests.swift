import Files
import Foundation
import Networks
import Studies
import TestSupport
import Testing

@testable import Shards

/// What a plan holds, and what is refused as one.
struct ShardPlanTests {
  @Test func `a plan is the same text and reads back as it was`() throws {
    let network = try ShardedNetwork()
    let plan = try network.plan(shards: 4)
    let text = try Data(contentsOf: URL(filePath: plan.path))
    #expect(try network.plan(shards: 4) == plan)
    #expect(try Data(contentsOf: URL(filePath: plan.path)) == text)
    #expect(plan.shards == [0..<2_048, 2_048..<5_120, 5_120..<7_168, 7_168..<10_000])
    #expect(plan.features.files.map(\.rows) == [3_000, 1, 2_047, 4_952])
    #expect(plan.scores == Score.all)
    // Times decide nothing beside hashes.
    var later = plan
    for file in later.features.files.indices { later.features.files[file].stamp.modified += 1 }
    later.tool = "9"
    #expect(later.identity == plan.identity)
    later.precision = .single
    #expect(later.identity != plan.identity)
  }

  @Test func `without a number there is a shard a file, moved to borders of tiles`() throws {
    let plan = try ShardedNetwork().plan()
    #expect(plan.shards == [0..<3_072, 3_072..<5_120, 5_120..<10_000])
  }

  @Test(arguments: [
    (1, [0..<10_000]), (10, (0..<10).map { $0 * 1_024..<min(($0 + 1) * 1_024, 10_000) }),
  ])
  func `rows are divided into whole tiles`(count: Int, shards: [Range<Int>]) throws {
    #expect(try RowGrid.shards(count, rows: 10_000) == shards)
  }

  @Test(arguments: [0, -1, 11, Int.max])
  func `more shards than tiles are refused`(count: Int) {
    #expect(throws: ShardsError.tooManyShards(wanted: count, most: 10, rows: 10_000)) {
      try RowGrid.shards(count, rows: 10_000)
    }
  }

  @Test func `paths are kept relative to the plan, so that both can be moved together`() throws {
    let network = try ShardedNetwork(files: [2_000])
    let plan = try network.plan()
    #expect(plan.place(of: plan.weights.files[0]) == network.weights)
    var moved = plan
    moved.path = "/elsewhere/plan.json"
    moved.weights.files[0].path = "../w.npy"
    #expect(moved.place(of: moved.weights.files[0]) == "/elsewhere/../w.npy")
  }

  @Test func `inputs that do not fit together are refused`() throws {
    let network = try ShardedNetwork()
    let short = try network.folder.write("a\nb\n", as: "short.txt")
    #expect { try network.plan { $0.ids = [.init(path: short)] } } throws: {
      "\($0)".contains("there are 2 ids for 10000 rows of features")
    }
    #expect { try network.plan { $0.weights = .init(path: network.features[0]) } } throws: { _ in
      true
    }
    #expect { try network.plan { $0.features += [.init(path: network.weights)] } } throws: { _ in
      true
    }
    let blank = try network.folder.write(
      (0..<10_000).map { $0 == 4_321 ? "  " : "\($0)" }.joined(separator: "\n"), as: "blank.txt")
    let plan = try network.plan { $0.ids = [.init(path: blank)] }
    #expect { try network.run(plan) } throws: { "\($0)".contains("row 4321 has a blank id") }
  }

  @Test func `a row that cannot be scored is named with its shard`() throws {
    let network = try ShardedNetwork(files: [2_048, 2_048])
    var content = try Data(contentsOf: URL(filePath: network.features[1]))
    content.replaceSubrange(content.count - 4..<content.count, with: [0, 0, 0xC0, 0x7F])
    try content.write(to: URL(filePath: network.features[1]))
    let plan = try network.plan()
    #expect { try network.run(plan) } throws: { error in
      "\(error)".hasPrefix("Shard 1, whose row 0 is row 2048 of all: ")
        && "\(error)".contains("nan at row 2047")
    }
    #expect(ShardStatus(of: plan).entries.map(\.state) == [.done, .missing])
  }

  /// A plan with one member exchanged, as text.
  private static func changed(_ key: String, _ value: Any?) throws -> (ShardedNetwork, String) {
    let network = try ShardedNetwork(files: [2_048])
    let plan = try network.plan()
    var object =
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: plan.path)))
      as? [String: Any] ?? [:]
    object[key] = value
    let text = try JSONSerialization.data(withJSONObject: object)
    return (network, try network.folder.write(text, as: "hostile.json"))
  }

  private static func files(_ change: [String: Any]) -> [String: Any] {
    ["files": [["path": "x.npy", "rows": 2_048, "bytes": 1, "modified": 0].merging(change) { $1 }]]
  }

  @Test(arguments: [
    "format", "rows", "tile_rows", "shards", "features", "ids", "weights", "classes", "precision",
    "output", "scores", "methods",
  ])
  func `a member that is missing or of another kind is refused with its place`(key: String) throws {
    for value in [nil, "text", -1, 1e300, true, [], ["a": 1], NSNull()] as [Any?] {
      let (network, path) = try Self.changed(key, value)
      #expect { try ShardPlan(path: path) } throws: { error in
        guard case ShardsError.malformed(let file, let place, _, _) = error else { return false }
        return file == path && (place.hasPrefix(key) || place == "rewritten_numbers")
      }
      withExtendedLifetime(network) {}
    }
  }

  @Test func `hostile plans are refused`() throws {
    let hostile: [(String, Any)] = [
      ("rows", Int.max), ("rows", 1 << 60), ("shards", [[0, 1_024]]),
      ("shards", [[0, 2_048], [0, 2_048]]),
      ("shards", [[1_024, 2_048]]), ("shards", [[0, 1_000], [1_000, 2_048]]),
      ("shards", [[0, 4_096]]),
      ("shards", [[0, -5]]), ("shards", [[0, 1_024, 2_048]]), ("shards", [["0", "2048"]]),
      ("shards", Array(repeating: [0, 2_048], count: 100_001)),
      ("features", Self.files(["rows": Int.max])), ("features", Self.files(["rows": 5])),
      ("features", Self.files(["path": ""])), ("features", Self.files(["path": "a\u{0}b"])),
      ("features", Self.files(["path": "a\nb"])), ("features", Self.files(["path": 7])),
      ("features", Self.files(["path": String(repeating: "x", count: 5_000)])),
      ("features", Self.files(["sha256": "abc"])), ("features", Self.files(["bytes": -1])),
      ("features", ["files": []]), ("features", Self.files(["shell": "rm"])),
      ("scores", ["avh", "avh"]), ("scores", ["made up"]), ("background", 99), ("classes", 1),
      ("methods", ["avh": "1"]), ("labels", Self.files(["rows": 1])), ("surprise", 1),
      ("format", "avh-shard-plan/2"),
    ]
    for (key, value) in hostile {
      let (network, path) = try Self.changed(key, value)
      #expect("\(key): \(value)") { try ShardPlan(path: path) } throws: { error in
        guard case ShardsError.malformed = error else { return false }
        return true
      }
      withExtendedLifetime(network) {}
    }
  }

  @Test func `text that is no plan is refused by the reader`() throws {
    let folder = try TemporaryFolder()
    for text in ["", "{", "null", "[1]", "{\"format\": 1", String(repeating: "[", count: 100_000)] {
      let path = try folder.write(text, as: "plan.json")
      #expect(throws: (any Error).self) { try ShardPlan(path: path) }
    }
    #expect(throws: InputFileError.notFound(path: folder.path("none.json"))) {
      try ShardPlan(path: folder.path("none.json"))
    }
  }

  @Test func `what a plan names is only read, and what it names wrongly is refused`() throws {
    let network = try ShardedNetwork(files: [2_048])
    let plan = try network.plan()
    // A link to itself, the plan itself, a folder and a device in place of features.
    let loop = network.folder.path("loop.npy")
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
    for path in [loop, plan.path, network.folder.url.path, "/dev/zero"] {
      var other = plan
      other.features.files[0].path = path
      try other.write()
      let read = try ShardPlan(path: other.path)
      #expect(throws: (any Error).self, "\(path)") { try ShardRunner(read).run(0) }
      #expect(ShardStatus(of: read).entries[0].state == .missing)
    }
    // Results go beside the plan whatever it says.
    #expect(ShardFolder(plan).path == network.folder.path("plan.shards"))
  }

  @Test(arguments: [
    (0, 0, 1, 0..<1), (3, 0, 1, 3..<4), (0, 3, 1, 3..<4), (1, 0, 3, 3..<4), (0, 0, 9, 0..<4),
    (1, 2, 1, 3..<4),
  ])
  func `an element of an array runs its shards`(
    element: Int, offset: Int, perJob: Int, shards: Range<Int>
  ) throws {
    let plan = try ShardedNetwork(files: [4_096]).plan(shards: 4)
    #expect(
      try ShardJobs.shards(
        environment: ["SLURM_ARRAY_TASK_ID": "\(element)", "SLURM_ARRAY_TASK_COUNT": "99"],
        offset: offset, shardsPerJob: perJob, plan: plan) == shards)
  }

  @Test(arguments: [nil, "", "x", "-1", "4", "1e3", "9223372036854775807"])
  func `an element without shards is refused`(element: String?) throws {
    let plan = try ShardedNetwork(files: [4_096]).plan(shards: 4)
    var environment: [String: String] = [:]
    environment["SLURM_ARRAY_TASK_ID"] = element
    #expect(throws: ShardsError.self) {
      try ShardJobs.shards(environment: environment, offset: 0, shardsPerJob: 2, plan: plan)
    }
  }
}
