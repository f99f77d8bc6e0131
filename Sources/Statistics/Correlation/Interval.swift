/// A confidence interval.
public struct Interval: Equatable, Sendable {
  /// The lower limit.
  public var low: Double
  /// The upper limit.
  public var high: Double
  /// The nominal coverage, strictly between 0 and 1.
  public var level: Double
  /// How the interval was made, for example `fisher-z`.
  public var method: String

  /// Creates an interval.
  ///
  /// - Parameters:
  ///   - low: The lower limit.
  ///   - high: The upper limit.
  ///   - level: The nominal coverage.
  ///   - method: How the interval was made.
  public init(low: Double, high: Double, level: Double, method: String) {
    self.low = low
    self.high = high
    self.level = level
    self.method = method
  }

  /// Returns the normal quantile that belongs to a two-sided level.
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: About 1.96 for 0.95.
  /// - Throws: ``StatisticsError/invalidLevel(level:)`` unless the level is between 0 and 1.
  static func normalQuantile(level: Double) throws(StatisticsError) -> Double {
    guard level > 0, level < 1 else { throw .invalidLevel(level: level) }
    // The lower tail (1 - level)/2 keeps its digits where (1 + level)/2 would not.
    return -Normal.quantile((1 - level) / 2)
  }
}
