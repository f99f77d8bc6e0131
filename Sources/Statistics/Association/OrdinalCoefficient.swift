/// A coefficient of ordinal association with its large-sample standard errors.
public struct OrdinalCoefficient: Sendable, Equatable {
  /// The name, for example `gamma`.
  public let name: String
  /// The coefficient, in -1...1.
  public let value: Double
  /// The standard error for intervals.
  public let standardError: Double
  /// The standard error under independence, for the test.
  public let nullStandardError: Double

  /// The interval value +- z * standard error, cut to [-1, 1].
  ///
  /// At -1 or 1 the standard error is 0 and the interval is the value itself, which is too short:
  /// prefer the bootstrap there.
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: An interval by the method `asymptotic`.
  /// - Throws: ``StatisticsError/invalidLevel(level:)``.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    let margin = try Interval.normalQuantile(level: level) * standardError
    return Interval(
      low: max(-1, value - margin), high: min(1, value + margin), level: level,
      method: "asymptotic")
  }

  /// The test of independence, z = value / null standard error.
  ///
  /// - Parameter alternative: The side of the alternative hypothesis.
  /// - Returns: The test; without spread under independence z is infinite.
  public func test(_ alternative: Alternative = .twoSided) -> SignificanceTest {
    SignificanceTest(
      name: "asymptotic", z: value == 0 ? 0 : value / nullStandardError, alternative)
  }
}
