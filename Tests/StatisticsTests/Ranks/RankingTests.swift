import RealModule
import Testing

@testable import Statistics

struct RankingTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let values: [Double]
    var testDescription: String { name }
  }

  static let rows: [Row] = {
    var generator = SplitMix64(seed: 42)
    func units(_ count: Int) -> [Double] { (0..<count).map { _ in generator.nextUnit() } }
    return [
      Row(name: "empty", values: []),
      Row(name: "one", values: [3]),
      Row(name: "all equal", values: [Double](repeating: -2.5, count: 600)),
      Row(name: "a few", values: [2, 7, 1, 8, 2, 8, 1, 8]),
      Row(name: "continuous, short", values: units(100)),
      Row(name: "continuous, radix", values: units(900)),
      Row(name: "eleven levels", values: units(1000).map { ($0 * 11).rounded(.down) / 10 }),
      Row(name: "both signs", values: units(1000).map { ($0 - 0.5) * 1e-3 }),
      Row(name: "all magnitudes", values: units(800).map { Double.exp(1400 * ($0 - 0.5)) }),
      Row(
        name: "last bits of 1", values: units(800).map { 1 + ($0 * 64).rounded(.down) * .ulpOfOne }),
      Row(
        name: "last bits among distant values",
        values: units(800).map { $0 < 0.5 ? 1 + ($0 * 99).rounded(.down) * .ulpOfOne : $0 * 1e200 }),
      Row(
        name: "infinities, zeros and subnormals",
        values: [
          .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1e308,
          -1e308, .infinity, 1,
        ]),
    ]
  }()

  /// Ranks by counting, from their definition.
  private func counted(_ values: [Double]) -> [(less: Int, equal: Int, earlier: Int)] {
    values.indices.map { index in
      (
        values.count { $0 < values[index] }, values.count { $0 == values[index] },
        values[..<index].count { $0 == values[index] }
      )
    }
  }

  @Test(arguments: rows)
  func `agrees with ranks by counting`(row: Row) throws {
    let ranking = try Ranking(row.values)
    let counts = counted(row.values)
    let levels = Set(row.values.map { $0 + 0 }).sorted()
    #expect(ranking.average == counts.map { Double($0.less) + Double($0.equal + 1) / 2 })
    #expect(ranking.minimum == counts.map { $0.less + 1 })
    #expect(ranking.maximum == counts.map { $0.less + $0.equal })
    #expect(ranking.ordinal == counts.map { $0.less + $0.earlier + 1 })
    #expect(ranking.dense == row.values.map { value in levels.count { $0 <= value } })
    #expect(ranking.levels == levels.count)
    #expect(Int(ranking.ties.pairs) == counts.reduce(0) { $0 + $1.earlier })
  }

  @Test func `sums over ties follow their definitions`() {
    let ties = Ties(groupSizes: [1, 4, 2, 1, 3])
    #expect(ties.count == 11)
    #expect(ties.levels == 5)
    #expect(ties.pairs == 6 + 1 + 3)
    #expect(ties.cubes == 60 + 6 + 24)
    #expect(ties.kendall == 4 * 3 * 13 + 2 * 1 * 9 + 3 * 2 * 11)
    #expect(ties.triples == 4 * 3 * 2 + 3 * 2 * 1)
    #expect(ties.areAny)
    #expect(!Ties(groupSizes: [1, 1]).areAny)
  }

  @Test func `refuses a value that is not a number`() {
    #expect(throws: StatisticsError.notANumber(name: "score", index: 2)) {
      try Ranking([1, 2, .nan, 4], name: "score")
    }
    var long = [Double](repeating: 1, count: 5000)
    long[4321] = -.nan
    #expect(throws: StatisticsError.notANumber(name: "x", index: 4321)) { try Ranking(long) }
  }
}

struct InversionsTests {
  private func brute(_ sequence: [Int32]) -> Int {
    sequence.indices.reduce(0) { sum, index in
      sum + sequence[..<index].count { $0 > sequence[index] }
    }
  }

  @Test(arguments: [1, 2, 5, 11, 33, 700, 3000])
  func `agrees with looking at every pair`(bound: Int) {
    var generator = SplitMix64(seed: UInt64(bound))
    for size in [0, 1, 2, 31, 32, 33, 250, 1500] {
      let sequence = (0..<size).map { _ in Int32(generator.next(below: bound)) }
      #expect(Inversions.count(sequence, below: bound) == brute(sequence))
    }
  }

  /// A falling sequence has every pair inverted, a rising one none; both halves go to two processors.
  @Test func `long sequences are split between processors`() {
    let size = 120_000
    let rising = (0..<size).map { Int32($0) }
    #expect(Inversions.count(rising, below: size) == 0)
    #expect(Inversions.count(rising.reversed(), below: size) == size * (size - 1) / 2)
    let levels = rising.map { $0 % 2 }
    // Each 0 stands behind as many ones as pairs came before it.
    #expect(Inversions.count(levels, below: 2) == (size / 2) * (size / 2 - 1) / 2)
  }
}
