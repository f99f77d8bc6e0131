/// Kendall's rank correlation tau-b, with its tests and interval.
///
/// ```text
/// τ_b = (C - D) / √((n₀ - n₁)(n₀ - n₂)),   n₀ = n(n-1)/2
/// ```
///
/// C and D are the numbers of concordant and discordant pairs, n₁ and n₂ those tied in x and in y.
/// Kendall (1945), doi:10.2307/2332303; counted in O(n log n) after Knight (1966,
/// doi:10.1080/01621459.1966.10480879).
///
/// | Input | Outcome |
/// | --- | --- |
/// | fewer than 2 pairs | error `tooFewValues` |
/// | 2 pairs | τ = ±1; the test is refused (`tooFewValues`) |
/// | all values of x or y tied | error `constant` |
/// | NaN | error `notANumber`, or left out and counted |
/// | infinite value | an ordinary, extreme value |
///
/// Agrees with SciPy 1.17.1 `kendalltau` and R `cor.test`; no count overflows below n = 2³¹.
public struct KendallCorrelation: Equatable, Sendable {
  /// The most pairs for which the exact p-value is computed without ties.
  public static let exactLimit = 60
  /// The most pairs for which it is enumerated with ties.
  static let exactLimitWithTies = 9

  /// The number of pairs.
  public let n: Int
  /// The number of pairs left out because of a missing value.
  public let dropped: Int
  /// The coefficient tau-b, in [-1, 1].
  public let coefficient: Double
  /// The number of pairs of items in the same order.
  public let concordant: Int
  /// The number of pairs of items in opposite order.
  public let discordant: Int
  /// The number of pairs of items tied in both.
  public let tiedInBoth: Int
  /// The ties of x.
  public let tiesX: Ties
  /// The ties of y.
  public let tiesY: Ties
  /// The codes of both rankings, kept where ties make an enumeration necessary and n allows it.
  private let smallSample: [[Int32]]?
  /// The orders that rise or fall as far as the ties let them.
  private let extremes: ExtremeOrders

  /// Computes the correlation of pairs.
  ///
  /// - Parameters:
  ///   - x: The first measurement of each item.
  ///   - y: The second measurement of each item.
  ///   - missing: What to do with NaN.
  /// - Throws: The errors of the table above and ``StatisticsError/lengthMismatch(expected:got:)``.
  /// - Complexity: O(n log n), on two processors when n is large.
  public init(
    _ x: [Double], _ y: [Double], missing: MissingValues = .refuse
  ) throws(StatisticsError) {
    let (first, second, dropped) = try Ranking.both(x, y, missing: missing)
    try self.init(first, second, dropped: dropped)
  }

  /// Computes the correlation of two rankings of the same items.
  ///
  /// - Parameters:
  ///   - x: The ranking by the first measurement.
  ///   - y: The ranking by the second.
  ///   - dropped: The number of pairs that were left out before ranking.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/tooFewValues(needed:got:)``, ``StatisticsError/constant(name:)``.
  /// - Complexity: O(n log n).
  public init(_ x: Ranking, _ y: Ranking, dropped: Int = 0) throws(StatisticsError) {
    try x.requireComparable(y)
    n = x.count
    self.dropped = dropped
    tiesX = x.ties
    tiesY = y.ties
    let order = JointOrder(x, y)
    tiedInBoth = order.tiedInBoth
    let all = n * (n - 1) / 2
    discordant = Inversions.count(order.codesOfY, below: y.levels)
    concordant = all - x.ties.pairs - y.ties.pairs + tiedInBoth - discordant
    let hasTies = x.ties.areAny || y.ties.areAny
    smallSample = hasTies && n <= Self.exactLimitWithTies ? [x.codes, y.codes] : nil
    extremes = ExtremeOrders(x, y)
    let untiedX = all - x.ties.pairs
    let untiedY = all - y.ties.pairs
    let difference = Double(concordant - discordant)
    coefficient =
      untiedX == untiedY
      ? difference / Double(untiedX)
      : min(max(difference / (Double(untiedX).squareRoot() * Double(untiedY).squareRoot()), -1), 1)
  }

  /// C - D.
  public var score: Int { concordant - discordant }

  /// The variance of C - D under independence, given the ties.
  ///
  /// ```text
  /// (n(n-1)(2n+5) - Σ t(t-1)(2t+5) - Σ u(u-1)(2u+5)) / 18
  ///   + Σ t(t-1) Σ u(u-1) / (2n(n-1))
  ///   + Σ t(t-1)(t-2) Σ u(u-1)(u-2) / (9n(n-1)(n-2))
  /// ```
  ///
  /// Kendall (1970), Rank Correlation Methods, section 4.9. The first line is in whole numbers.
  public var scoreVariance: Double {
    let size = Int128(n)
    let first = size * (size - 1) * (2 * size + 5) - tiesX.kendall - tiesY.kendall
    let pairs = Double(n) * Double(n - 1)
    var variance =
      Double(first) / 18 + 2 * Double(tiesX.pairs) * Double(tiesY.pairs) / pairs
    if n > 2 {
      variance += Double(tiesX.triples) * Double(tiesY.triples) / (9 * pairs * Double(n - 2))
    }
    return variance
  }

  /// The standardised score (C - D)/√variance, without continuity correction.
  public var z: Double { Double(score) / scoreVariance.squareRoot() }

  /// The smallest two-sided p-value that any order of so many items with these ties can have.
  ///
  /// Where it exceeds the level of a test, as with four items (τ = ±1 has p = 1/12), nothing can be
  /// decided whatever the data.
  public var smallestP: Double { extremes.smallestP }

  /// Tests the correlation against zero.
  ///
  /// - Parameters:
  ///   - alternative: The side of the alternative hypothesis.
  ///   - distribution: Where the p-value comes from; the result's `name` states it.
  /// - Returns: The normal deviate, or the number of discordant pairs with an exact p-value.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` below three pairs,
  ///   ``StatisticsError/tooManyValues(allowed:got:)`` when the exact p-value is asked for in vain.
  public func test(
    _ alternative: Alternative = .twoSided,
    distribution: KendallDistribution = .automatic
  ) throws(StatisticsError) -> SignificanceTest {
    guard n >= 3 else { throw .tooFewValues(needed: 3, got: n) }
    if distribution != .normal, let pValue = exactP(alternative) {
      return SignificanceTest(
        name: "exact", statistic: Double(discordant), alternative: alternative, pValue: pValue)
    }
    guard distribution != .exact else {
      let hasTies = tiesX.areAny || tiesY.areAny
      throw .tooManyValues(allowed: hasTies ? Self.exactLimitWithTies : Self.exactLimit, got: n)
    }
    var test = SignificanceTest(name: "z", z: z, alternative)
    if distribution == .automatic {
      let bound = extremes.lnSmallestP(isRising: score > 0, alternative)
      test.raise(to: bound)
    }
    return test
  }

  /// The exact p-value, where it can be counted.
  private func exactP(_ alternative: Alternative) -> PValue? {
    if let smallSample {
      return PermutationTails(codes: smallSample[0], smallSample[1]).pValue(alternative)
    }
    if discordant == 0 { return PValue(lnGreater: extremes.lnRising, lnLess: 0, alternative) }
    if concordant == 0 { return PValue(lnGreater: 0, lnLess: extremes.lnFalling, alternative) }
    guard !tiesX.areAny, !tiesY.areAny else { return nil }
    guard n > Self.exactLimit else {
      return InversionDistribution(n).pValue(discordant: discordant, alternative)
    }
    return InversionDistribution.lnTails(discordant: discordant, n: n).map {
      PValue(lnGreater: $0.greater, lnLess: $0.less, alternative)
    }
  }

  /// Returns Fieller's interval, which is expected to cover less than its level.
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: The interval, on Fisher's z with variance 0.437/(n - 4).
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` below five pairs,
  ///   ``StatisticsError/invalidLevel(level:)``.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    try CorrelationInterval.kendallFieller.around(coefficient, n: n, level: level)
  }
}

/// Where the p-value of Kendall's correlation comes from.
public enum KendallDistribution: String, CaseIterable, Sendable {
  /// Exact without ties up to n = 60, with ties up to n = 9, and close to τ = ±1; normal otherwise,
  /// but never below the smallest p-value that the ties leave.
  case automatic
  /// The distribution of C - D over all orders, where it can be counted.
  case exact
  /// The normal approximation without continuity correction, with the variance given the ties.
  case normal = "z"
}
