import RealModule
import Testing

@testable import Statistics

/// References by statsmodels 0.14.5 and mpmath 1.3.0; see References/association.py.
struct ProportionTests {
  @Test(arguments: try AssociationReferences.load().proportion)
  func `agrees with statsmodels and 50-digit limits`(row: AssociationReferences.Share) throws {
    let wilson = try Proportion.wilson(
      successes: row.successes, trials: row.trials, level: row.level)
    // The reference loses digits to cancellation at the limits near 0.
    #expect(
      wilson.low.isApproximatelyEqual(
        to: row.wilson[0], absoluteTolerance: 1e-15, relativeTolerance: 1e-9))
    #expect(wilson.high.isApproximatelyEqual(to: row.wilson[1], relativeTolerance: 1e-12))
    let exact = try Proportion.clopperPearson(
      successes: row.successes, trials: row.trials, level: row.level)
    #expect(exact.low.isApproximatelyEqual(to: row.exact[0], relativeTolerance: 1e-12))
    #expect(exact.high.isApproximatelyEqual(to: row.exact[1], relativeTolerance: 1e-10))
  }

  @Test func `the limits at the ends are exact, and mirror each other`() throws {
    #expect(try Proportion.wilson(successes: 0, trials: 7).low == 0)
    #expect(try Proportion.wilson(successes: 7, trials: 7).high == 1)
    let few = try Proportion.wilson(successes: 2, trials: 9)
    let many = try Proportion.wilson(successes: 7, trials: 9)
    #expect(few.low.isApproximatelyEqual(to: 1 - many.high, relativeTolerance: 1e-13))
  }

  @Test func `refuses impossible counts and levels`() {
    #expect(throws: StatisticsError.outOfRange(name: "trials", value: 0, allowed: "1 or more")) {
      try Proportion.wilson(successes: 0, trials: 0)
    }
    #expect(throws: StatisticsError.outOfRange(name: "successes", value: 4, allowed: "in 0...3")) {
      try Proportion.clopperPearson(successes: 4, trials: 3)
    }
    #expect(throws: StatisticsError.invalidLevel(level: 2)) {
      try Proportion.clopperPearson(successes: 1, trials: 3, level: 2)
    }
  }
}
