/// Pearson's product-moment correlation of pairs of numbers, with its test and interval.
///
/// ```text
/// r = Σ (x - x̄)(y - ȳ) / √(Σ (x - x̄)² Σ (y - ȳ)²)
/// t = r √((n - 2) / (1 - r²)),   n - 2 degrees of freedom
/// ```
///
/// | Input | Outcome |
/// | --- | --- |
/// | fewer than 2 pairs | error `tooFewValues` |
/// | 2 pairs | r = ±1; the test is refused (`tooFewValues`) |
/// | constant x or y | error `constant` |
/// | NaN | error `notANumber`, or left out and counted |
/// | infinite value | error `notFinite` |
/// | r = ±1 (up to rounding) | 3 pairs: the test is refused (`undefined`); more: p at most that of 1 - r² = 2⁻⁵², interval [r, r] |
/// | numbers near 1e308, offsets of 1e15 | exact to about 1e-15 |
///
/// Agrees with SciPy 1.17.1 `pearsonr` and R `cor.test`.
public struct PearsonCorrelation: Equatable, Sendable {
  /// The number of pairs.
  public let n: Int
  /// The number of pairs left out because of a missing value.
  public let dropped: Int
  /// The coefficient r, in [-1, 1].
  public let coefficient: Double
  /// 1 - r², with its digits kept near |r| = 1.
  public let unexplained: Double

  /// Computes the correlation of pairs.
  ///
  /// - Parameters:
  ///   - x: The first measurement of each item.
  ///   - y: The second measurement of each item.
  ///   - missing: What to do with NaN.
  /// - Throws: The errors of the table above and ``StatisticsError/lengthMismatch(expected:got:)``.
  /// - Complexity: O(n).
  public init(
    _ x: [Double], _ y: [Double], missing: MissingValues = .refuse
  ) throws(StatisticsError) {
    let pairs = try Pairs(x, y, missing: missing)
    guard pairs.x.count >= 2 else { throw .tooFewValues(needed: 2, got: pairs.x.count) }
    let first = try UnitDeviations(pairs.x, name: "x")
    let second = try UnitDeviations(pairs.y, name: "y")
    n = pairs.x.count
    dropped = pairs.dropped
    (coefficient, unexplained) = first.correlation(with: second)
  }

  /// The degrees of freedom of the t test, n - 2.
  public var degreesOfFreedom: Int { n - 2 }

  /// Tests the correlation against zero.
  ///
  /// - Parameter alternative: The side of the alternative hypothesis.
  /// - Returns: Student's t with its p-value.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` below three pairs,
  ///   ``StatisticsError/undefined(reason:)`` for r = ±1 of three pairs.
  public func test(
    _ alternative: Alternative = .twoSided
  ) throws(StatisticsError) -> SignificanceTest {
    try .measured(coefficient, n: n, unexplained: unexplained, alternative)
  }

  /// Returns Fisher's interval of the correlation.
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: The interval, on Fisher's z with variance 1/(n - 3).
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` below four pairs,
  ///   ``StatisticsError/invalidLevel(level:)``.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    try CorrelationInterval.fisherZ.around(coefficient, n: n, level: level)
  }
}

extension SignificanceTest {
  /// Tests a correlation coefficient against zero by Student's t.
  ///
  /// The p-value is I_x(df/2, 1/2) at x = 1 - r², not taken from t, so that it keeps its digits.
  ///
  /// - Parameters:
  ///   - r: The coefficient, in [-1, 1].
  ///   - n: The number of pairs.
  ///   - covariates: The number of variables held constant.
  ///   - unexplained: 1 - r², where it is known better than r gives it.
  ///   - alternative: The side of the alternative hypothesis.
  /// - Returns: t with n - 2 - covariates degrees of freedom; infinite for r = ±1, with p = 0.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` without degrees of freedom,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for r outside [-1, 1].
  public static func correlation(
    _ r: Double, n: Int, covariates: Int = 0, unexplained: Double? = nil,
    _ alternative: Alternative = .twoSided
  ) throws(StatisticsError) -> SignificanceTest {
    guard abs(r) <= 1 else {
      throw .outOfRange(name: "the coefficient", value: r, allowed: "between -1 and 1")
    }
    guard n >= 3 + covariates else { throw .tooFewValues(needed: 3 + covariates, got: n) }
    let df = Double(n - 2 - covariates)
    let complement = unexplained ?? ((1 - r) * (1 + r))
    return SignificanceTest(
      name: "t", statistic: r * (df / complement).squareRoot(), df: df, alternative: alternative,
      pValue: StudentT.pValue(correlation: r, df: df, alternative, complement: complement))
  }

  /// Tests a coefficient computed from data.
  ///
  /// r = ±1 says that 1 - r² is below the precision of r, not that it is 0: the p-value is that of
  /// 1 - r² = 2⁻⁵², an upper bound. With one degree of freedom left it says nothing.
  ///
  /// - Throws: ``StatisticsError/undefined(reason:)`` for r = ±1 with one degree of freedom, and the errors
  ///   of ``correlation(_:n:covariates:unexplained:_:)``.
  static func measured(
    _ r: Double, n: Int, covariates: Int = 0, unexplained: Double, _ alternative: Alternative
  ) throws(StatisticsError) -> SignificanceTest {
    guard abs(r) == 1, n >= 3 + covariates else {
      return try correlation(
        r, n: n, covariates: covariates, unexplained: unexplained, alternative)
    }
    guard n > 3 + covariates else {
      throw .undefined(reason: "a coefficient of 1 or -1 with one degree of freedom has no p")
    }
    return try correlation(
      r, n: n, covariates: covariates, unexplained: max(unexplained, 0x1p-52), alternative)
  }
}
