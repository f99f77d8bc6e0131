import RealModule
import Testing

@testable import Statistics

struct DecisionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let estimate: Double
    let standardError: Double
    let df: Double?
    let expected: Decision
    var testDescription: String { name }
  }

  /// The margin is .02 throughout.
  static let rows = [
    Row(
      name: "large and certain", estimate: 0.1, standardError: 0.01, df: nil,
      expected: .supported),
    Row(
      name: "large the other way", estimate: -0.1, standardError: 0.01, df: nil,
      expected: .contradicted),
    Row(
      name: "zero and certain", estimate: 0.001, standardError: 0.002, df: nil,
      expected: .equivalent),
    Row(
      name: "significant but smaller than matters", estimate: 0.01, standardError: 0.001, df: nil,
      expected: .equivalent),
    Row(
      name: "uncertain", estimate: 0.01, standardError: 0.02, df: nil, expected: .tooCloseToCall),
    Row(
      name: "significant by the normal distribution", estimate: 0.21, standardError: 0.1, df: nil,
      expected: .supported),
    Row(
      name: "but not with 9 degrees of freedom", estimate: 0.21, standardError: 0.1, df: 9,
      expected: .tooCloseToCall),
    Row(
      name: "no variation, above the margin", estimate: 0.5, standardError: 0, df: nil,
      expected: .cannotBeDecided),
    Row(
      name: "no variation, no difference", estimate: 0, standardError: 0, df: nil,
      expected: .cannotBeDecided),
  ]

  private func estimate(_ row: Row) -> StrengthEstimate {
    StrengthEstimate(
      estimate: row.estimate, standardError: row.standardError, df: row.df, method: "given",
      isCorrelation: false)
  }

  @Test(arguments: rows)
  func `decides as the rule says`(row: Row) throws {
    #expect(try estimate(row).decision(margin: 0.02) == row.expected)
  }

  @Test func `an adjusted p-value decides in place of the raw one`() throws {
    let estimate = estimate(Self.rows[5])
    #expect(
      try Decision(estimate, margin: 0.02, adjusted: PValue(p: 0.2, lnP: -1.6))
        == .tooCloseToCall)
  }

  /// By hand: d = .01, se = .004, margin .02: z = 7.5 and -2.5, p = PHI(-2.5) = .0062096653.
  @Test func `equivalence is the larger of two one-sided tests`() throws {
    let test = try EquivalenceTest(
      estimate: 0.01, standardError: 0.004, df: nil, margin: 0.02)
    #expect(test.lower.statistic.isApproximatelyEqual(to: 7.5, relativeTolerance: 1e-12))
    #expect(test.upper.statistic.isApproximatelyEqual(to: -2.5, relativeTolerance: 1e-12))
    #expect(
      test.pValue.p.isApproximatelyEqual(to: 0.006209665325776132, relativeTolerance: 1e-10))
  }

  @Test func `equivalence at 5 % is a 90 % interval inside the margin`() throws {
    for step in 0..<40 {
      let estimate = StrengthEstimate(
        estimate: Double(step) * 0.001 - 0.02, standardError: 0.006, df: 12, method: "given",
        isCorrelation: false)
      let interval = try estimate.interval(level: 0.9)
      let inside = interval.low > -0.02 && interval.high < 0.02
      #expect(try (estimate.equivalence(margin: 0.02).pValue.p < 0.05) == inside)
    }
  }

  @Test(arguments: [0.0, -0.1, .infinity, .nan])
  func `refuses a margin that is not above zero`(margin: Double) {
    #expect(throws: StatisticsError.self) {
      try EquivalenceTest(estimate: 0, standardError: 0.1, df: nil, margin: margin)
    }
    #expect(throws: StatisticsError.self) {
      try estimate(Self.rows[0]).decision(margin: margin)
    }
  }

  @Test func `refuses a wrong alpha or standard error`() {
    #expect(throws: StatisticsError.self) {
      try estimate(Self.rows[0]).decision(margin: 0.02, alpha: 0.5)
    }
    #expect(throws: StatisticsError.self) {
      try EquivalenceTest(estimate: 0, standardError: 0, df: nil, margin: 0.1)
    }
    #expect(throws: StatisticsError.self) {
      try EquivalenceTest(estimate: .nan, standardError: 1, df: nil, margin: 0.1)
    }
  }

  /// The second number is the exact one, by the noncentral t distribution (scipy 1.17.1, nct).
  @Test(
    arguments: [
      (nil, 2.801585, 2.801585), (99, 2.829483, 2.829129), (19, 2.953975, 2.953588),
      (9, 3.145561, 3.149636), (4, 3.717410, 3.761060), (2, 5.363313, 5.653489),
    ] as [(Double?, Double, Double)])
  func `the smallest difference that would be found, in standard errors`(
    df: Double?, expected: Double, exact: Double
  ) {
    let estimate = StrengthEstimate(
      estimate: 0.3, standardError: 0.5, df: df, method: "", isCorrelation: false)
    let found = estimate.detectable() / 0.5
    #expect(abs(found - expected) < 1e-6)
    #expect(abs(found / exact - 1) < ((df ?? 100) < 4 ? 0.06 : 0.012))
    let certain = StrengthEstimate(
      estimate: 0.3, standardError: 0, df: df, method: "", isCorrelation: false)
    #expect(certain.detectable() == 0)
  }
}
