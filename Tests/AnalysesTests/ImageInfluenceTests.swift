import Analyses
import Networks
import Statistics
import StudyValues
import Testing

/// The influence of single images, against coefficients that are computed anew without them.
struct ImageInfluenceTests {
  /// Forty images with heavy ties, a score that rises with hardness and one that falls.
  private func table(missing: Int? = nil) -> ImageTable {
    var state: UInt64 = 11
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24)
    }
    let difficulty = (0..<40).map { _ in next() }
    var first = difficulty.map { $0 + next() }
    let second = difficulty.map { 1 - $0 / 2 - next() / 3 }
    if let missing { first[missing] = .nan }
    return ImageTable(
      key: .init(dataset: "d", annotationSet: "s", model: "net"),
      images: (0..<40).map { "image \($0)" }, classNames: ["a"],
      targetClass: difficulty.map { _ in 0 },
      selections: difficulty.map { Selections(selected: ((1 - $0) * 6).rounded(), shown: 6) },
      majorityClass: difficulty.map { _ in 0 }, labelEntropy: difficulty,
      majorityShare: difficulty,
      scores: [
        ScoreColumn(
          name: "up", values: first, direction: .higherIsHarder, usesLabel: true),
        ScoreColumn(
          name: "down", values: second, direction: .higherIsEasier, usesLabel: true),
      ])
  }

  /// The difference of strengths over some images, by the coefficients alone.
  private func difference(
    _ table: ImageTable, _ images: [Int], _ method: CorrelationMethod
  ) throws -> Double {
    let hsf = images.map { -table.hsf[$0] }
    let strengths = try ["up", "down"].map { name in
      let column = try #require(table.score(name))
      return try method.correlation(hsf, images.map { column.sign * column.values[$0] })
        .coefficient
    }
    return strengths[0] - strengths[1]
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `the change without an image is that of a computation without it`(
    method: CorrelationMethod
  ) throws {
    let table = table()
    let all = Array(0..<table.count)
    let influence = try ImageInfluence(table, pair: ["up", "down"], method: method)
    let whole = try difference(table, all, method)
    #expect(abs(influence.difference - whole) < 1e-12)
    for image in all {
      let without = try difference(table, all.filter { $0 != image }, method)
      #expect(abs(influence.changes[image] - (without - whole)) < 1e-12)
    }
  }

  @Test func `without the turning images the sign is another`() throws {
    let table = table()
    let influence = try ImageInfluence(table, pair: ["up", "down"])
    let turning = try #require(influence.turning)
    let rest = (0..<table.count).filter { !turning.contains($0) }
    let without = try difference(table, rest, .spearman)
    #expect(without * influence.difference < 0)
    #expect(abs(try #require(influence.differenceWithoutTurning) - without) < 1e-12)
    // One image fewer of the same list does not turn it.
    let last = try #require(turning.last)
    let kept = try difference(table, rest + [last], .spearman)
    #expect(kept * influence.difference >= 0)
  }

  @Test func `images without a value have no part, and rows are in order`() throws {
    let table = table(missing: 3)
    let influence = try ImageInfluence(table, pair: ["up", "down"])
    #expect(!influence.images.contains(3))
    let rows = InfluentialImage.rows(influence, of: table, count: 5)
    #expect(rows.map(\.place) == [1, 2, 3, 4, 5])
    #expect(zip(rows, rows.dropFirst()).allSatisfy { abs($0.change) >= abs($1.change) })
    #expect(rows.allSatisfy { $0.difference == influence.difference + $0.change })
  }

  @Test func `a score that is not there is said so`() {
    #expect(throws: StatisticsError.self) {
      try ImageInfluence(table(), pair: ["up", "nothing"])
    }
  }
}
