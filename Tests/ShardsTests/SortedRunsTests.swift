import Foundation
import Networks
import Statistics
import TestSupport
import Testing

@testable import Shards

/// Merging sorted runs, and the ranks and repeated ids that are made of it.
struct SortedRunsTests {
  @Test(arguments: [1, 2, 3, 40])
  func `groups come in order with every key once`(runs: Int) throws {
    let folder = try TemporaryFolder()
    let sorted = try SortedRuns(beside: folder.path("sorted"))
    var generator = SplitMix64(seed: UInt64(runs))
    var expected: [UInt64: Int] = [:]
    for run in 0..<runs {
      // Runs of no key, of one repeated key that is longer than a block, and of few different keys.
      let count = run == 1 ? 0 : run == 2 ? 70_000 : 3_000
      let items = (0..<count).map { row in
        (key: run == 2 ? 7 : generator.next() % 500, row: UInt32(row))
      }
      for item in items { expected[item.key, default: 0] += 1 }
      try sorted.append(items)
    }
    var last: UInt64?
    var found: [UInt64: Int] = [:]
    let keys = expected.keys.sorted()
    try sorted.forEachGroup { count, parts in
      #expect(parts.reduce(0) { $0 + $1.places.count } == count)
      #expect(parts.map(\.run) == parts.map(\.run).sorted())
      let key = keys[found.count]
      #expect(last.map { $0 < key } ?? true)
      last = key
      found[key] = count
    }
    #expect(found == expected)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test func `keys are ordered as numbers are`() {
    let values = [
      -Double.greatestFiniteMagnitude, -1, -Double.leastNonzeroMagnitude, 0,
      Double.leastNonzeroMagnitude, 1, 1.5, Double.greatestFiniteMagnitude,
    ]
    let keys = values.map(GlobalRanks.key)
    #expect(keys == keys.sorted() && Set(keys).count == keys.count)
    #expect(GlobalRanks.key(-0.0) == GlobalRanks.key(0))
  }

  @Test func `equal values have the mean of their ranks`() throws {
    let folder = try TemporaryFolder()
    let ranks = try GlobalRanks(.avh, beside: folder.path("ranks"))
    try ranks.append([3, .nan, 1])
    try ranks.append([])
    try ranks.append([3, 2, -0.0, 0])
    try ranks.merge()
    #expect(try ranks.ranks(ofShard: 0)[0] == 5.5)
    #expect(try ranks.ranks(ofShard: 0)[1].isNaN)
    #expect(try ranks.ranks(ofShard: 0)[2] == 3)
    #expect(try ranks.ranks(ofShard: 1).isEmpty)
    #expect(try ranks.ranks(ofShard: 2) == [5.5, 4, 1.5, 1.5])
    #expect(ranks.ranked == 6)
  }

  @Test func `ids of the same hash are compared`() throws {
    let folder = try TemporaryFolder()
    let all = [["a", "b", "c"], ["d", "b"], ["e", "e", "e"]]
    let repeated = try RepeatedIDs(beside: folder.path("ids"))
    for ids in all { try repeated.append(ids) }
    #expect(
      throws: ShardsError.repeatedImages(
        count: 2,
        examples: [
          "`b` in row 1 of shard 10 and row 1 of shard 11",
          "`e` in row 0 of shard 12 and row 1 of shard 12",
        ].sorted())
    ) {
      do {
        try repeated.check(shards: [10, 11, 12]) { all[$0] }
      } catch ShardsError.repeatedImages(let count, let examples) {
        throw ShardsError.repeatedImages(count: count, examples: examples.sorted())
      }
    }
    let single = try RepeatedIDs(beside: folder.path("ids"))
    try single.append(["a", "b"])
    try single.append(["c"])
    try single.check(shards: [0, 1]) { _ in [] }
  }
}
