internal import RealModule

/// Intervals of a share, and of the difference of two shares of the same images.
public enum Proportion {
  /// The score interval of Wilson, for example of HSF = selected / shown.
  ///
  /// ```text
  /// (p + z^2/2n +- z sqrt(p (1 - p)/n + z^2/4n^2)) / (1 + z^2/n)
  /// ```
  ///
  /// It holds its level also near 0 and 1 and never leaves 0...1; with no success the lower limit
  /// is exactly 0, with no failure the upper one exactly 1.
  ///
  /// Source: Wilson 1927, doi:10.1080/01621459.1927.10502953. Agrees with statsmodels 0.14.5
  /// `proportion_confint(method="wilson")`.
  ///
  /// - Parameters:
  ///   - successes: How often it happened, in `0...trials`.
  ///   - trials: How often it could have; at least 1.
  ///   - level: The nominal coverage.
  /// - Returns: An interval by the method `wilson`.
  /// - Throws: ``StatisticsError/outOfRange(name:value:allowed:)`` for impossible counts,
  ///   ``StatisticsError/invalidLevel(level:)``.
  public static func wilson(
    successes: Int, trials: Int, level: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    try check(successes: successes, trials: trials)
    let z = try Interval.normalQuantile(level: level)
    let limits = wilsonLimits(Double(successes), Double(trials), z: z)
    return Interval(low: limits.low, high: limits.high, level: level, method: "wilson")
  }

  /// The exact interval of Clopper and Pearson, which covers at least its level and is wide.
  ///
  /// Source: Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404. Agrees with the
  /// incomplete beta function at 50 digits.
  ///
  /// - Parameters:
  ///   - successes: How often it happened, in `0...trials`.
  ///   - trials: How often it could have; at least 1.
  ///   - level: The nominal coverage.
  /// - Returns: An interval by the method `clopper-pearson`.
  /// - Throws: ``StatisticsError/outOfRange(name:value:allowed:)`` for impossible counts,
  ///   ``StatisticsError/invalidLevel(level:)``.
  public static func clopperPearson(
    successes: Int, trials: Int, level: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    try check(successes: successes, trials: trials)
    guard level > 0, level < 1 else { throw .invalidLevel(level: level) }
    let tail = (1 - level) / 2
    let failures = trials - successes
    // P(X >= k | p) = I_p(k, n - k + 1), and P(X > k | p) likewise, rise in p.
    let low =
      successes == 0
      ? 0
      : share(whereTailIs: tail) { Beta.regularized($0, Double(successes), Double(failures + 1)) }
    let high =
      failures == 0
      ? 1
      : share(whereTailIs: 1 - tail) {
        Beta.regularized($0, Double(successes + 1), Double(failures))
      }
    return Interval(low: low, high: high, level: level, method: "clopper-pearson")
  }

  static func wilsonLimits(_ k: Double, _ n: Double, z: Double) -> (low: Double, high: Double) {
    // The smaller root by itself would cancel, so each limit is taken from the other side's count:
    // low = k^2 / (n * numerator of high), the product of the roots being p^2 / (1 + z^2/n).
    func lower(_ k: Double) -> Double {
      guard k > 0 else { return 0 }
      let p = k / n
      let root = z * (p * ((n - k) / n) / n + z * z / (4 * n * n)).squareRoot()
      return p * p / (p + z * z / (2 * n) + root)
    }
    return (lower(k), 1 - lower(n - k))
  }

  static func check(successes: Int, trials: Int) throws(StatisticsError) {
    guard trials >= 1 else {
      throw .outOfRange(name: "trials", value: Double(trials), allowed: "1 or more")
    }
    guard successes >= 0, successes <= trials else {
      throw .outOfRange(
        name: "successes", value: Double(successes), allowed: "in 0...\(trials)")
    }
  }

  /// The p at which a rising tail probability reaches a value, by bisection to the last bit.
  private static func share(whereTailIs target: Double, _ tail: (Double) -> Double) -> Double {
    var low = 0.0
    var high = 1.0
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      if tail(middle) < target { low = middle } else { high = middle }
    }
  }
}
