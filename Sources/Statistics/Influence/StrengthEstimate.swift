/// An estimate with its standard error, from which intervals, tests and decisions follow.
public struct StrengthEstimate: Sendable, Equatable {
  /// The estimate.
  public let estimate: Double
  /// Its standard error.
  public let standardError: Double
  /// The degrees of freedom of t; nothing means normal.
  public let df: Double?
  /// Where the standard error comes from, for example `influence, classes-random`.
  public let method: String
  /// Whether the estimate is a single correlation, whose interval is made on the Fisher scale.
  public let isCorrelation: Bool

  /// Keeps an estimate.
  ///
  /// - Parameters:
  ///   - estimate: The estimate.
  ///   - standardError: Its standard error, 0 or more.
  ///   - df: The degrees of freedom of t; nothing means normal.
  ///   - method: Where the standard error comes from.
  ///   - isCorrelation: Whether it is a single correlation rather than a difference.
  public init(
    estimate: Double, standardError: Double, df: Double?, method: String, isCorrelation: Bool
  ) {
    self.estimate = estimate
    self.standardError = standardError
    self.df = df
    self.method = method
    self.isCorrelation = isCorrelation
  }

  /// Returns the two-sided interval.
  ///
  /// ```text
  /// difference     d ± q se
  /// correlation    tanh(atanh r ± q se/(1 - r^2))
  /// ```
  ///
  /// with q the quantile of t (or the normal distribution).
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: The interval.
  /// - Throws: ``StatisticsError/invalidLevel(level:)``.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    guard level > 0, level < 1 else { throw .invalidLevel(level: level) }
    return interval(quantile: quantile(upperTail: (1 - level) / 2), level: level)
  }

  /// The interval with a given multiple of the standard error.
  func interval(quantile: Double, level: Double, suffix: String = "") -> Interval {
    let step = quantile * standardError
    let slope = 1 - estimate * estimate
    guard isCorrelation, slope > 0 else {
      return Interval(
        low: estimate - step, high: estimate + step, level: level, method: method + suffix)
    }
    return Interval(
      low: FisherZ.inverse(FisherZ.transform(estimate) - step / slope),
      high: FisherZ.inverse(FisherZ.transform(estimate) + step / slope), level: level,
      method: method + suffix)
  }

  /// The point that t (or the normal distribution) exceeds with a given probability.
  func quantile(upperTail: Double) -> Double {
    guard let df else { return -Normal.quantile(upperTail) }
    return -StudentT.quantile(upperTail, df: df)
  }

  /// Returns the test against a null value.
  ///
  /// A correlation is tested on the Fisher scale, so that the test and ``interval(level:)`` agree.
  ///
  /// - Parameters:
  ///   - null: The null value, in -1...1.
  ///   - alternative: The side of the alternative.
  /// - Returns: The test; without variation its statistic is infinite, or NaN at the null value itself.
  public func test(
    null: Double = 0, alternative: Alternative = .twoSided
  ) -> SignificanceTest {
    let slope = 1 - estimate * estimate
    let distance =
      isCorrelation && slope > 0 ? FisherZ.difference(estimate, null) * slope : estimate - null
    let statistic = distance / standardError
    guard let df else { return SignificanceTest(name: method, z: statistic, alternative) }
    return SignificanceTest(name: method, t: statistic, df: df, alternative)
  }

  /// Returns the two one-sided tests of equivalence within a margin.
  ///
  /// - Parameter margin: The largest difference that does not matter, above 0.
  /// - Returns: The tests.
  /// - Throws: ``StatisticsError/outOfRange(name:value:allowed:)`` for a margin that is not above 0.
  public func equivalence(margin: Double) throws(StatisticsError) -> EquivalenceTest {
    try EquivalenceTest(
      estimate: estimate, standardError: standardError, df: df, margin: margin)
  }

  /// Returns the smallest true value that a study with this standard error would find beyond chance.
  ///
  /// ```text
  /// (q(1 - alpha/2) + q(power)) se
  /// ```
  ///
  /// with q the quantile of t (or the normal distribution). Against the noncentral t distribution it is
  /// low by .1 % with 9 degrees of freedom, 1.2 % with 4 and 5 % with 2. The standard error is taken as
  /// given, so this speaks of a study of the same design and size.
  ///
  /// - Parameters:
  ///   - power: The probability to find it, in 0.5..<1.
  ///   - alpha: The two-sided significance level, in 0..<1.
  /// - Returns: A value of at least 0, on the scale of the estimate; 0 without a standard error.
  ///
  /// Source: Bloom 1995, doi:10.1177/0193841X9501900504.
  public func detectable(power: Double = 0.8, alpha: Double = 0.05) -> Double {
    (quantile(upperTail: alpha / 2) + quantile(upperTail: 1 - power)) * standardError
  }

  /// Returns what the estimate says about the claim that it is above 0.
  ///
  /// - Parameters:
  ///   - margin: The largest difference that does not matter.
  ///   - alpha: The significance level, two-sided for the difference and for each one-sided test.
  /// - Returns: One of five outcomes; see ``Decision``.
  /// - Throws: ``StatisticsError/outOfRange(name:value:allowed:)`` for a margin or alpha out of range.
  public func decision(margin: Double, alpha: Double = 0.05) throws(StatisticsError) -> Decision {
    try Decision(self, margin: margin, alpha: alpha)
  }
}
