/// Spearman's rank correlation, Pearson's r of average ranks, with its tests and intervals.
///
/// ```text
/// ρ = Σ (2R - n - 1)(2S - n - 1) / √(Σ (2R - n - 1)² Σ (2S - n - 1)²)
/// ```
///
/// Twice an average rank is a whole number, so the three sums and 1 - ρ² are exact up to the last
/// division. Spearman (1904), doi:10.2307/1412159.
///
/// | Input | Outcome |
/// | --- | --- |
/// | fewer than 2 pairs | error `tooFewValues` |
/// | 2 pairs | ρ = ±1; the test is refused (`tooFewValues`) |
/// | all values of x or y tied | error `constant` |
/// | NaN | error `notANumber`, or left out before ranking and counted |
/// | infinite value | an ordinary, extreme value |
/// | ρ = ±1, or as far as the ties go | exact p, never below the smallest that the ties leave; interval [ρ, ρ] |
///
/// Agrees with SciPy 1.17.1 `spearmanr` and R `cor.test`.
public struct SpearmanCorrelation: Equatable, Sendable {
  /// The most pairs for which the exact p-value is enumerated.
  public static let exactLimit = 9

  /// The number of pairs.
  public let n: Int
  /// The number of pairs left out because of a missing value.
  public let dropped: Int
  /// The coefficient ρ, in [-1, 1].
  public let coefficient: Double
  /// 1 - ρ², from whole numbers.
  public let unexplained: Double
  /// The ties of x.
  public let tiesX: Ties
  /// The ties of y.
  public let tiesY: Ties
  /// Σ (R - S)² of the average ranks; with ties R's statistic S differs from it.
  public let sumSquaredRankDifferences: Double
  /// The doubled ranks, kept where they can be enumerated.
  private let smallSample: [[Int32]]?
  /// Σ (2R - n - 1)(2S - n - 1).
  private let products: Int128
  /// The orders that rise or fall as far as the ties let them.
  private let extremes: ExtremeOrders
  /// Both tails of the exact distribution given ties, where they can be counted.
  private let tiedTails: [Double]?

  /// Computes the correlation of pairs.
  ///
  /// - Parameters:
  ///   - x: The first measurement of each item.
  ///   - y: The second measurement of each item.
  ///   - missing: What to do with NaN.
  /// - Throws: The errors of the table above and ``StatisticsError/lengthMismatch(expected:got:)``.
  /// - Complexity: O(n), on two processors from 50,000 pairs on.
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
  /// - Complexity: O(n).
  public init(_ x: Ranking, _ y: Ranking, dropped: Int = 0) throws(StatisticsError) {
    try x.requireComparable(y)
    n = x.count
    self.dropped = dropped
    tiesX = x.ties
    tiesY = y.ties
    let sxx = x.ties.doubledRankSquares
    let syy = y.ties.doubledRankSquares
    let sxy = RankProducts.centred(x, y)
    coefficient =
      sxx == syy
      ? Double(sxy) / Double(sxx)
      : min(max(Double(sxy) / (Double(sxx).squareRoot() * Double(syy).squareRoot()), -1), 1)
    unexplained = Self.unexplained(sxx, syy, sxy, rho: coefficient)
    sumSquaredRankDifferences = Double(sxx + syy - 2 * sxy) / 4
    smallSample = n <= Self.exactLimit ? [x.doubledAverage, y.doubledAverage] : nil
    products = sxy
    extremes = ExtremeOrders(x, y)
    let hasTies = x.ties.areAny || y.ties.areAny
    tiedTails =
      smallSample == nil && hasTies
      ? SpearmanCounts.tied(x, y, sum: Int(sxx + syy - 2 * sxy)).map { [$0.lnGreater, $0.lnLess] }
      : nil
  }

  /// 1 - ρ² = (Sxx Syy - Sxy²) / (Sxx Syy), in whole numbers while they fit.
  private static func unexplained(
    _ sxx: Int128, _ syy: Int128, _ sxy: Int128, rho: Double
  ) -> Double {
    let (product, overflow) = sxx.multipliedReportingOverflow(by: syy)
    let (square, squareOverflow) = sxy.multipliedReportingOverflow(by: sxy)
    guard !overflow, !squareOverflow else { return (1 - rho) * (1 + rho) }
    return Double(product - square) / Double(product)
  }

  /// The degrees of freedom of the t approximation, n - 2.
  public var degreesOfFreedom: Int { n - 2 }

  /// The smallest two-sided p-value that any order of so many items with these ties can have.
  ///
  /// Where it exceeds the level of a test, as with four items (ρ = ±1 has p = 1/12), nothing can be
  /// decided whatever the data.
  public var smallestP: Double { extremes.smallestP }

  /// Tests the correlation against zero.
  ///
  /// - Parameters:
  ///   - alternative: The side of the alternative hypothesis.
  ///   - distribution: Where the p-value comes from; the result's `name` states it.
  /// - Returns: t with its degrees of freedom, or ρ itself with an exact or series p-value.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` below three pairs,
  ///   ``StatisticsError/tooManyValues(allowed:got:)`` when an exact p is asked for that costs too much,
  ///   ``StatisticsError/notDefinedWithTies(name:)`` when the series is asked for with ties.
  public func test(
    _ alternative: Alternative = .twoSided,
    distribution: SpearmanDistribution = .automatic
  ) throws(StatisticsError) -> SignificanceTest {
    guard n >= 3 else { throw .tooFewValues(needed: 3, got: n) }
    switch distribution {
    case .studentT:
      return try .correlation(coefficient, n: n, unexplained: unexplained, alternative)
    case .automatic, .exact:
      if let smallSample {
        let tails = PermutationTails(smallSample[0], smallSample[1])
        return exactTest("exact", alternative, tails.pValue(alternative))
      }
      if let (greater, less) = exactTails {
        return exactTest(
          "exact", alternative, PValue(lnGreater: greater, lnLess: less, alternative))
      }
      guard distribution == .automatic else {
        throw .tooManyValues(allowed: Self.exactLimit, got: n)
      }
      return try largeSampleTest(alternative)
    case .edgeworth:
      guard !tiesX.areAny, !tiesY.areAny else {
        throw .notDefinedWithTies(name: "the Edgeworth series (AS 89)")
      }
      let p = SpearmanEdgeworth.pValue(sumSquaredRankDifferences, n: n, alternative)
      return exactTest("as89", alternative, p)
    }
  }

  /// The exact tails beyond the samples that are enumerated, where they can be counted.
  private var exactTails: SpearmanCounts.Tails? {
    if let tiedTails { return (tiedTails[0], tiedTails[1]) }
    if products == extremes.highestProducts { return (extremes.lnRising, 0) }
    if products == extremes.lowestProducts { return (0, extremes.lnFalling) }
    guard !tiesX.areAny, !tiesY.areAny else { return nil }
    return SpearmanCounts.untied(sum: Int(sumSquaredRankDifferences), n: n)
  }

  /// Student's t, but never below what the exact distribution allows.
  ///
  /// Close to the ends t falls below every probability that ranks can have. Without ties the last tail
  /// that can be counted is the bound there; with ties it is the end itself.
  private func largeSampleTest(
    _ alternative: Alternative
  ) throws(StatisticsError) -> SignificanceTest {
    var test = try SignificanceTest.correlation(
      coefficient, n: n, unexplained: unexplained, alternative)
    let isRising = products > 0
    var bound = extremes.lnSmallestP(isRising: isRising, alternative)
    if !tiesX.areAny, !tiesY.areAny {
      let last = SpearmanCounts.affordable(n)
      let sum = Int(sumSquaredRankDifferences)
      let distance = isRising ? sum : n * (n * n - 1) / 3 - sum
      if distance <= 8 * last, let tails = SpearmanCounts.untied(sum: last, n: n) {
        let sides = isRising ? (tails.lnGreater, 0) : (0, tails.lnGreater)
        bound = PValue(lnGreater: sides.0, lnLess: sides.1, alternative).lnP
      }
    }
    test.raise(to: bound)
    return test
  }

  private func exactTest(
    _ name: String, _ alternative: Alternative, _ pValue: PValue
  ) -> SignificanceTest {
    SignificanceTest(
      name: name, statistic: coefficient, alternative: alternative, pValue: pValue)
  }

  /// Returns an interval of the correlation.
  ///
  /// - Parameters:
  ///   - level: The nominal coverage.
  ///   - method: The variance on Fisher's z; Bonett & Wright's is the default.
  /// - Returns: The interval.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` below four pairs,
  ///   ``StatisticsError/invalidLevel(level:)``.
  public func interval(
    level: Double = 0.95, method: CorrelationInterval = .bonettWright
  ) throws(StatisticsError) -> Interval {
    try method.around(coefficient, n: n, level: level)
  }
}

/// Where the p-value of Spearman's correlation comes from.
public enum SpearmanDistribution: String, CaseIterable, Sendable {
  /// Exact up to n = 9, to n = 12 without ties, and close to ρ = ±1; Student's t elsewhere.
  case automatic
  /// All n! orders of y, given the ties, where they can be counted.
  case exact
  /// The t approximation with n - 2 degrees of freedom, as SciPy.
  case studentT = "t"
  /// The Edgeworth series of Best & Roberts (1975), algorithm AS 89, as R for n > 9 without ties.
  case edgeworth = "as89"
}

extension Ranking {
  /// Refuses another ranking that this one has no correlation with.
  func requireComparable(_ other: Ranking) throws(StatisticsError) {
    guard count == other.count else { throw .lengthMismatch(expected: count, got: other.count) }
    guard count >= 2 else { throw .tooFewValues(needed: 2, got: count) }
    guard levels > 1 else { throw .constant(name: "x") }
    guard other.levels > 1 else { throw .constant(name: "y") }
  }

  /// Pairs and ranks two arrays, side by side when they are long.
  static func both(
    _ x: [Double], _ y: [Double], missing: MissingValues
  ) throws(StatisticsError) -> (Ranking, Ranking, dropped: Int) {
    // Ranking finds values that are missing itself; which is the first of both sides, pairs know.
    if missing == .refuse, x.count == y.count, let (first, second) = try? both(x, y) {
      return (first, second, 0)
    }
    let pairs = try Pairs(x, y, missing: missing)
    let (first, second) = try both(pairs.x, pairs.y)
    return (first, second, pairs.dropped)
  }

  private static func both(
    _ x: [Double], _ y: [Double]
  ) throws(StatisticsError) -> (Ranking, Ranking) {
    guard x.count >= 50_000 else {
      return try (Ranking(x, name: "x"), Ranking(y, name: "y"))
    }
    let (first, second) = Parallel.both(
      { Result { () throws(StatisticsError) in try Ranking(x, name: "x") } },
      { Result { () throws(StatisticsError) in try Ranking(y, name: "y") } })
    return try (first.get(), second.get())
  }
}
