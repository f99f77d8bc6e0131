import RealModule
import Testing

@testable import Statistics

/// References by scipy 1.17.1; see References/association.py.
struct PairedDifferencesTests {
  @Test func `agrees with scipy.stats.ttest_rel`() throws {
    let reference = try AssociationReferences.load().pairedT
    let own = try PairedDifferences(reference.first, reference.second)
    let test = try own.test()
    #expect(test.statistic.isApproximatelyEqual(to: reference.t, relativeTolerance: 1e-12))
    #expect(test.df == 4)
    #expect(test.pValue.p.isApproximatelyEqual(to: reference.p, relativeTolerance: 1e-11))
    let greater = try own.test(.greater).pValue.p
    #expect(greater.isApproximatelyEqual(to: reference.greater, relativeTolerance: 1e-11))
    let interval = try own.interval()
    #expect(interval.low.isApproximatelyEqual(to: reference.low, relativeTolerance: 1e-10))
    #expect(interval.high.isApproximatelyEqual(to: reference.high, relativeTolerance: 1e-10))
    #expect(own.wins == 4)
  }

  @Test func `equal differences for all seeds give no p-value`() throws {
    let own = try PairedDifferences([0.7, 0.7, 0.7], [0.6, 0.6, 0.6])
    #expect(own.standardDeviation == 0)
    #expect(own.mean.isApproximatelyEqual(to: 0.1, relativeTolerance: 1e-12))
    #expect(throws: StatisticsError.self) { try own.test() }
    #expect(throws: StatisticsError.self) { try own.interval() }
  }

  @Test func `refuses one seed, unlike lengths and what is not finite`() {
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) {
      try PairedDifferences([1], [2])
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 2, got: 3)) {
      try PairedDifferences([1, 2], [1, 2, 3])
    }
    #expect(throws: StatisticsError.notANumber(name: "second", index: 1)) {
      try PairedDifferences([1, 2], [1, .nan])
    }
    #expect(throws: StatisticsError.notFinite(name: "first", index: 0)) {
      try PairedDifferences([.infinity, 2], [1, 2])
    }
  }
}
