/// The interval of a difference of two correlations after Zou (2007, doi:10.1037/1082-989X.12.4.399).
enum ZouInterval {
  /// Returns the interval of a - b.
  ///
  /// - Parameters:
  ///   - a: The first correlation, strictly between -1 and 1.
  ///   - firstCount: The number of pairs behind it, at least 4.
  ///   - b: The second correlation.
  ///   - secondCount: The number of pairs behind it.
  ///   - q: The correlation between the two estimates, 0 for independent ones.
  ///   - level: The nominal coverage.
  /// - Returns: The interval of a - b.
  /// - Throws: ``StatisticsError/invalidLevel(level:)``, ``StatisticsError/tooFewValues(needed:got:)``.
  static func of(
    _ a: Double, n firstCount: Int, minus b: Double, n secondCount: Int, correlation q: Double,
    level: Double
  ) throws(StatisticsError) -> Interval {
    let first = try CorrelationInterval.fisherZ.around(a, n: firstCount, level: level)
    let second = try CorrelationInterval.fisherZ.around(b, n: secondCount, level: level)
    func length(_ left: Double, _ right: Double) -> Double {
      max(0, left * left + right * right - 2 * q * left * right).squareRoot()
    }
    return Interval(
      low: a - b - length(a - first.low, second.high - b),
      high: a - b + length(first.high - a, b - second.low), level: level, method: "zou2007")
  }
}
