import RealModule
import Testing

@testable import Statistics

/// References by scipy 1.17.1; see References/association.py.
struct PageTrendTestTests {
  @Test(arguments: try AssociationReferences.load().page)
  func `agrees with scipy.stats.page_trend_test`(row: AssociationReferences.Page) throws {
    let own = try PageTrendTest(row.values, levels: row.levels)
    #expect(own.statistic == row.statistic)
    let test = try own.test(distribution: row.method == "exact" ? .exact : .normal)
    #expect(test.pValue.p.isApproximatelyEqual(to: row.p, relativeTolerance: 1e-10))
    #expect(test.name == (row.method == "exact" ? "page-exact" : "page-normal"))
  }

  @Test func `the variance is that over all orders, with ties`() throws {
    // All 36 ways to order two images of three levels, one of them with a tie.
    let rows = [[1.0, 2, 2], [1.0, 2, 3]]
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    var statistics: [Double] = []
    for a in orders {
      for b in orders {
        let values = a.map { rows[0][$0] } + b.map { rows[1][$0] }
        statistics.append(try PageTrendTest(values, levels: 3).statistic)
      }
    }
    let mean = statistics.reduce(0, +) / 36
    let variance = statistics.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 36
    let own = try PageTrendTest(rows[0] + rows[1], levels: 3)
    #expect(own.hasTies)
    #expect(own.mean.isApproximatelyEqual(to: mean, relativeTolerance: 1e-14))
    #expect(own.variance.isApproximatelyEqual(to: variance, relativeTolerance: 1e-13))
  }

  @Test func `the size is the mean rank correlation with the level`() throws {
    let rising = try PageTrendTest([1, 2, 3, 4, 5, 6, 7, 8], levels: 4)
    #expect(rising.meanRankCorrelation == 1)
    let mixed = try PageTrendTest([1, 2, 3, 4, 8, 7, 6, 5], levels: 4)
    #expect(mixed.meanRankCorrelation == 0)
    #expect(mixed.z == 0)
    let falling = try PageTrendTest([4, 3, 2, .infinity * -1], levels: 4)
    #expect(falling.meanRankCorrelation == -1)
    #expect(
      try falling.test(.less).pValue.p.isApproximatelyEqual(
        to: 1.0 / 24, relativeTolerance: 1e-13))
    #expect(
      try falling.test(.twoSided).pValue.p.isApproximatelyEqual(
        to: 1.0 / 12, relativeTolerance: 1e-13))
  }

  @Test func `states what it cannot test`() throws {
    #expect(throws: StatisticsError.noVariation(name: "values")) {
      try PageTrendTest([2, 2, 2, 5, 5, 5], levels: 3).test()
    }
    #expect(throws: StatisticsError.outOfRange(name: "levels", value: 2, allowed: "3 or more")) {
      try PageTrendTest([1, 2], levels: 2)
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 6, got: 5)) {
      try PageTrendTest([1, 2, 3, 4, 5], levels: 3)
    }
    #expect(throws: StatisticsError.notANumber(name: "values", index: 1)) {
      try PageTrendTest([1, .nan, 3], levels: 3)
    }
    #expect(throws: StatisticsError.emptyInput(name: "values")) {
      try PageTrendTest([], levels: 3)
    }
    let tied = try PageTrendTest([1, 1, 3], levels: 3)
    #expect(throws: StatisticsError.notDefinedWithTies(name: "Page's exact distribution")) {
      try tied.test(distribution: .exact)
    }
    let wide = try PageTrendTest((0..<9).map { Double($0) }, levels: 9)
    #expect(throws: StatisticsError.tooManyValues(allowed: 8, got: 9)) {
      try wide.test(distribution: .exact)
    }
    #expect(try wide.test().name == "page-normal")
  }
}
