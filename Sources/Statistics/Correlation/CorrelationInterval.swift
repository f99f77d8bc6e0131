/// The intervals of a correlation that need only the coefficient and the number of pairs.
///
/// All are symmetric on Fisher's z; they differ in its variance. They assume no heavy ties: with HSF of
/// few levels check them against the influence-function or bootstrap interval.
public enum CorrelationInterval: String, CaseIterable, Sendable {
  /// Pearson: variance 1/(n - 3) (Fisher 1921).
  case fisherZ = "fisher-z"
  /// Spearman: variance 1.06/(n - 3) (Fieller, Hartley & Pearson 1957, doi:10.2307/2332878).
  case fieller
  /// Spearman: variance (1 + ρ²/2)/(n - 3) (Bonett & Wright 2000, doi:10.1007/BF02294183).
  case bonettWright = "bonett-wright"
  /// Kendall: variance 0.437/(n - 4) (Fieller, Hartley & Pearson 1957).
  ///
  /// It covers less than its level for strong relations and with ties; prefer another interval there.
  case kendallFieller = "kendall-fieller"

  /// The fewest pairs for which the variance is finite.
  var fewestPairs: Int { self == .kendallFieller ? 5 : 4 }

  /// Returns the interval of a coefficient.
  ///
  /// - Parameters:
  ///   - coefficient: The coefficient, in [-1, 1]; ±1 gives the interval [±1, ±1].
  ///   - n: The number of pairs, less the number of covariates of a partial correlation.
  ///   - level: The nominal coverage.
  /// - Returns: The interval.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` below 4 pairs, 5 for Kendall,
  ///   ``StatisticsError/invalidLevel(level:)``, ``StatisticsError/outOfRange(name:value:allowed:)``.
  public func around(
    _ coefficient: Double, n: Int, level: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    guard n >= fewestPairs else { throw .tooFewValues(needed: fewestPairs, got: n) }
    let variance =
      switch self {
      case .fisherZ: 1 / Double(n - 3)
      case .fieller: 1.06 / Double(n - 3)
      case .bonettWright: (1 + coefficient * coefficient / 2) / Double(n - 3)
      case .kendallFieller: 0.437 / Double(n - 4)
      }
    return try FisherZ.interval(coefficient, variance: variance, level: level, method: rawValue)
  }
}
