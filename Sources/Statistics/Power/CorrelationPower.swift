/// The power of the test of one correlation against zero.
public enum CorrelationPower {
  /// Returns the probability that a two-sided t test finds a correlation.
  ///
  /// ```text
  /// r_c = √(t² / (t² + n - 2)),  t the 1 - α/2 quantile with n - 2 degrees of freedom
  /// power = Φ(√(n-3) (z_r - z_c)) + Φ(√(n-3) (-z_r - z_c)),  z_r = atanh r + r/(2(n-1)), z_c = atanh r_c
  /// ```
  ///
  /// The approximation of R pwr `pwr.r.test` and pingouin `power_corr`, after Cohen (1988).
  ///
  /// - Parameters:
  ///   - r: The true correlation, strictly between -1 and 1.
  ///   - n: The number of pairs, at least 4.
  ///   - alpha: The two-sided level of the test, between 0 and 1.
  /// - Returns: The power, at least about alpha.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)``.
  public static func twoSided(
    r: Double, n: Int, alpha: Double = 0.05
  ) throws(StatisticsError) -> Double {
    guard n >= 4 else { throw .tooFewValues(needed: 4, got: n) }
    guard abs(r) < 1 else {
      throw .outOfRange(name: "r", value: r, allowed: "strictly between -1 and 1")
    }
    guard alpha > 0, alpha < 1 else {
      throw .outOfRange(name: "alpha", value: alpha, allowed: "strictly between 0 and 1")
    }
    let size = Double(n)
    let t = -StudentT.quantile(alpha / 2, df: size - 2)
    let critical = FisherZ.transform((t * t / (t * t + size - 2)).squareRoot())
    let expected = FisherZ.transform(abs(r)) + abs(r) / (2 * (size - 1))
    let scale = (size - 3).squareRoot()
    return Normal.survival(scale * (critical - expected))
      + Normal.survival(scale * (critical + expected))
  }
}
