import RealModule
import Testing

@testable import Statistics

struct SpearmanBrownTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let r: Double
    let factor: Double
    let expected: Double
    var testDescription: String { "r = \(r), factor \(factor)" }
  }

  /// By hand, k r/(1 + (k - 1) r).
  static let rows = [
    Row(r: 0.6, factor: 2, expected: 0.75), Row(r: 0.5, factor: 3, expected: 0.75),
    Row(r: 0.8, factor: 0.5, expected: 2.0 / 3), Row(r: 0, factor: 2, expected: 0),
    Row(r: -0.2, factor: 2, expected: -0.5), Row(r: 1, factor: 2, expected: 1),
  ]

  @Test(arguments: rows)
  func `steps up and down`(row: Row) throws {
    #expect(
      try SpearmanBrown.steppedUp(row.r, factor: row.factor).isApproximatelyEqual(
        to: row.expected, absoluteTolerance: 1e-15, relativeTolerance: 1e-14))
  }

  @Test func `refuses what has no meaning`() {
    #expect(throws: StatisticsError.self) { try SpearmanBrown.steppedUp(-1) }
    #expect(throws: StatisticsError.self) { try SpearmanBrown.steppedUp(1.1) }
    #expect(throws: StatisticsError.self) { try SpearmanBrown.steppedUp(0.5, factor: 0) }
    #expect(throws: StatisticsError.self) { try SpearmanBrown.steppedUp(.nan) }
  }

  @Test func `disattenuation divides once and is never clipped`() throws {
    let one = try Disattenuation(0.36, reliabilityX: 0.8, reliabilityY: 0.9)
    #expect(one.corrected.isApproximatelyEqual(to: 0.42426406871192845, relativeTolerance: 1e-14))
    #expect(!one.exceedsOne)
    let above = try Disattenuation(0.9, reliabilityX: 0.7, reliabilityY: 0.7)
    #expect(above.corrected.isApproximatelyEqual(to: 9.0 / 7, relativeTolerance: 1e-14))
    #expect(above.exceedsOne)
    for reliability in [0, -0.1, 1.01, Double.nan] {
      #expect(throws: StatisticsError.self) {
        try Disattenuation(0.2, reliabilityX: reliability, reliabilityY: 0.5)
      }
    }
    #expect(throws: StatisticsError.self) {
      try Disattenuation(1.2, reliabilityX: 1, reliabilityY: 0.5)
    }
  }

  @Test func `two halves are correlated and stepped up`() throws {
    let halves = try SplitHalf([1, 2, 3, 5], [2, 1, 3, 4])
    // Sums of products about the means 2.75 and 2.5: 5.5, 8.75, 5.
    let r = 5.5 / (8.75 * 5).squareRoot()
    #expect(halves.pearson.isApproximatelyEqual(to: r, relativeTolerance: 1e-12))
    #expect(halves.reliability.isApproximatelyEqual(to: 2 * r / (1 + r), relativeTolerance: 1e-12))
    #expect(halves.spearman.isApproximatelyEqual(to: 0.8, relativeTolerance: 1e-12))
    #expect(
      halves.reliabilityFromSpearman.isApproximatelyEqual(to: 1.6 / 1.8, relativeTolerance: 1e-12))
    #expect(throws: StatisticsError.self) { try SplitHalf([1, 1, 1], [1, 2, 3]) }
  }
}

struct TieCeilingTests {
  @Test func `is what a perfect score without ties reaches`() throws {
    let human = [0.1, 0.1, 0.3, 0.5, 0.5, 0.5, 0.9, 1, 1, 1, 1]
    let perfect = (0..<11).map(Double.init)
    let ceiling = try TieCeiling(human)
    #expect(
      ceiling.spearman.isApproximatelyEqual(
        to: plain(.spearman, perfect, human), relativeTolerance: 1e-12))
    #expect(
      ceiling.kendall.isApproximatelyEqual(
        to: plain(.kendall, perfect, human), relativeTolerance: 1e-12))
  }

  @Test func `is one without ties and undefined for a constant`() throws {
    let ceiling = try TieCeiling([3, 1, 2])
    #expect(ceiling.spearman == 1 && ceiling.kendall == 1)
    #expect(throws: StatisticsError.constant(name: "human")) { try TieCeiling([2, 2]) }
    #expect(throws: StatisticsError.notANumber(name: "human", index: 1)) {
      try TieCeiling([2, .nan])
    }
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) { try TieCeiling([2]) }
  }
}

struct SelectionBinsTests {
  @Test func `bins are closed on the right and exact`() throws {
    // All frequencies with up to 60 annotators, against the definition in whole numbers.
    for shown in 1...60 {
      for selected in 0...shown {
        let bin = try SelectionBins.bin(selected: selected, shown: shown)
        #expect(5 * selected <= (bin + 1) * shown)
        #expect(bin == 0 || 5 * selected > bin * shown)
      }
    }
    #expect(try SelectionBins.bin(selected: 3, shown: 5) == 2)
    #expect(try SelectionBins.bin(selected: 0, shown: 7) == 0)
    #expect(try SelectionBins.bin(selected: 7, shown: 7) == 4)
  }

  @Test func `names the bins`() {
    #expect(
      (0..<5).map { SelectionBins.binName($0) } == [
        "[0,0.2]", "(0.2,0.4]", "(0.4,0.6]", "(0.6,0.8]", "(0.8,1]",
      ])
  }

  @Test func `refuses impossible counts`() {
    #expect(throws: StatisticsError.invalidCounts(row: 0)) {
      try SelectionBins.bin(selected: 3, shown: 2)
    }
    #expect(throws: StatisticsError.invalidCounts(row: 0)) {
      try SelectionBins.bin(selected: 0, shown: 0)
    }
    #expect(throws: StatisticsError.self) {
      try SelectionBins.bin(selected: 1, shown: 2, bins: 0)
    }
    #expect(throws: StatisticsError.self) {
      try SelectionBins.bin(selected: Int.max / 2, shown: Int.max, bins: 5)
    }
  }
}
