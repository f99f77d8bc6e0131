/// Two correlations with one variable in common, from the same items.
///
/// j is the shared variable (for example HSF), k and h are the two scores that are compared:
/// a = r_jk, b = r_jh, c = r_kh. Every test's hypothesis is a = b.
///
/// - Important: The tests compare coefficients with their signs. A score that falls as images get
///   harder, compared with one that rises, gives a huge difference that means nothing: turn one score
///   first (its correlation with j **and** c change sign), so that higher = harder for both and for j.
/// - Note: The formulas are for Pearson's r of normal data. With Spearman's ρ they are an
///   approximation (Myers & Sirois 2006, doi:10.1002/0471667196.ess5050.pub2); with heavy ties prefer
///   the influence-function test. Recommended: Steiger's z for the test, Zou's interval for the size.
///
/// Agrees with cocor 1.1-4 and, for Williams' test, psych `r.test`.
public struct DependentCorrelations: Equatable, Sendable {
  /// a: the correlation of the shared variable with the first score.
  public let first: Double
  /// b: the correlation of the shared variable with the second score.
  public let second: Double
  /// c: the correlation between the two scores.
  public let between: Double
  /// The number of items.
  public let n: Int

  /// Takes the three correlations.
  ///
  /// - Parameters:
  ///   - first: The correlation of the shared variable with the first score, r_jk.
  ///   - second: The correlation of the shared variable with the second score, r_jh.
  ///   - between: The correlation between the two scores, r_kh.
  ///   - n: The number of items, at least 4.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for a correlation of ±1 or beyond,
  ///   ``StatisticsError/impossibleCorrelations(determinant:)``.
  public init(
    first: Double, second: Double, between: Double, n: Int
  ) throws(StatisticsError) {
    guard n >= 4 else { throw .tooFewValues(needed: 4, got: n) }
    for (name, value) in [("r_jk", first), ("r_jh", second), ("r_kh", between)]
    where !(abs(value) < 1) {
      throw .outOfRange(name: name, value: value, allowed: "strictly between -1 and 1")
    }
    self.first = first
    self.second = second
    self.between = between
    self.n = n
    guard determinant > 0 else { throw .impossibleCorrelations(determinant: determinant) }
  }

  /// Computes the three correlations from data.
  ///
  /// - Parameters:
  ///   - target: The shared variable.
  ///   - first: The first score.
  ///   - second: The second score.
  ///   - method: The coefficient of all three.
  /// - Throws: The errors of the coefficient and of ``init(first:second:between:n:)``.
  public init(
    target: [Double], first: [Double], second: [Double], method: CorrelationMethod = .spearman
  ) throws(StatisticsError) {
    let one = try method.correlation(target, first)
    let two = try method.correlation(target, second)
    let both = try method.correlation(first, second)
    try self.init(
      first: one.coefficient, second: two.coefficient, between: both.coefficient, n: one.n)
  }

  /// a - b.
  public var difference: Double { first - second }

  /// The determinant of the correlation matrix, 1 + 2abc - a² - b² - c².
  public var determinant: Double {
    let (a, b, c) = (first, second, between)
    // (1 - a²)(1 - b²) - (c - ab)² in factors that cancel less.
    let root = ((1 - a) * (1 + a) * (1 - b) * (1 + b)).squareRoot()
    let distance = c - a * b
    return (root - distance) * (root + distance)
  }

  /// Tests a = b.
  ///
  /// - Parameters:
  ///   - test: The test.
  ///   - alternative: The side of the alternative hypothesis; `greater` is a > b.
  /// - Returns: The statistic and its p-value.
  public func test(
    _ test: DependentCorrelationsTest = .steiger, _ alternative: Alternative = .twoSided
  ) -> SignificanceTest {
    let (value, df) = test.statistic(self)
    guard let df else { return SignificanceTest(name: test.rawValue, z: value, alternative) }
    return SignificanceTest(name: test.rawValue, t: value, df: df, alternative)
  }

  /// Returns the interval of Zou (2007) for a - b.
  ///
  /// It joins the Fisher intervals of a and b and needs no common distribution of the difference:
  ///
  /// ```text
  /// L = a - b - √((a - l₁)² + (u₂ - b)² - 2q (a - l₁)(u₂ - b))
  /// U = a - b + √((u₁ - a)² + (b - l₂)² - 2q (u₁ - a)(b - l₂))
  /// q = ((c - ab/2)(1 - a² - b² - c²) + c³) / ((1 - a²)(1 - b²))
  /// ```
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: The interval of a - b.
  /// - Throws: ``StatisticsError/invalidLevel(level:)``.
  public func zouInterval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    let (a, b, c) = (first, second, between)
    let numerator = (c - a * b / 2) * (1 - a * a - b * b - c * c) + c * c * c
    let q = numerator / ((1 - a) * (1 + a) * (1 - b) * (1 + b))
    return try ZouInterval.of(a, n: n, minus: b, n: n, correlation: q, level: level)
  }

  /// Returns the interval of Meng, Rosenthal & Rubin (1992) for atanh a - atanh b.
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: The interval of the difference of Fisher's z, not of the correlations.
  /// - Throws: ``StatisticsError/invalidLevel(level:)``.
  public func mengInterval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    let quantile = try Interval.normalQuantile(level: level)
    let z = FisherZ.difference(first, second)
    let half = quantile * DependentCorrelationsTest.mengStandardError(self)
    return Interval(low: z - half, high: z + half, level: level, method: "meng1992")
  }
}
