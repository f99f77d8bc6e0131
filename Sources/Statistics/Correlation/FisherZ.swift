import RealModule

/// Fisher's transformation of a correlation, z = atanh r, on which it is nearly normal.
///
/// Fisher (1921), "On the probable error of a coefficient of correlation deduced from a small sample",
/// Metron 1, 3-32. The variance of z is about 1/(n - 3) for Pearson's r of normal data.
public enum FisherZ {
  /// Returns z = atanh r.
  ///
  /// - Parameter r: A correlation in [-1, 1]; ±1 gives the infinities.
  /// - Returns: (ln(1 + r) - ln(1 - r)) / 2.
  public static func transform(_ r: Double) -> Double {
    0.5 * (Double.log(onePlus: r) - Double.log(onePlus: -r))
  }

  /// Returns r = tanh z.
  ///
  /// - Parameter z: Any number.
  /// - Returns: A correlation in [-1, 1].
  public static func inverse(_ z: Double) -> Double { Double.tanh(z) }

  /// Returns atanh a - atanh b without loss of digits for close correlations.
  ///
  /// ```text
  /// atanh a - atanh b = atanh((a - b) / (1 - a b))
  /// ```
  ///
  /// - Parameters:
  ///   - a: A correlation strictly between -1 and 1.
  ///   - b: Another.
  /// - Returns: The difference of their transforms, also known as Cohen's q.
  public static func difference(_ a: Double, _ b: Double) -> Double {
    let quotient = (a - b) / (1 - a * b)
    // Where the quotient nears ±1 the plain difference has more digits.
    guard abs(quotient) < 0.5 else { return transform(a) - transform(b) }
    return transform(quotient)
  }

  /// Returns the interval tanh(atanh r ± q √variance).
  ///
  /// - Parameters:
  ///   - r: The coefficient; ±1 gives the interval [r, r].
  ///   - variance: The variance of its transform.
  ///   - level: The nominal coverage.
  ///   - method: The name of the interval.
  /// - Returns: The interval.
  /// - Throws: ``StatisticsError/invalidLevel(level:)`` and
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for a coefficient outside [-1, 1].
  static func interval(
    _ r: Double, variance: Double, level: Double, method: String
  ) throws(StatisticsError) -> Interval {
    let quantile = try Interval.normalQuantile(level: level)
    guard abs(r) <= 1 else {
      throw .outOfRange(name: "the coefficient", value: r, allowed: "between -1 and 1")
    }
    guard abs(r) < 1 else { return Interval(low: r, high: r, level: level, method: method) }
    let z = transform(r)
    let half = quantile * variance.squareRoot()
    return Interval(low: inverse(z - half), high: inverse(z + half), level: level, method: method)
  }
}
