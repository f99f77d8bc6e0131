/// The reliability of a test that is made longer or shorter.
///
/// ```text
/// stepped up(r) = k r / (1 + (k - 1) r)
/// ```
///
/// It holds for Pearson correlations of means of exchangeable votes. For rank correlations of HSF it
/// fails, because ties and the ceiling change with the number of votes (off by .11 on CIFAR-10H):
/// see ``NoiseCeiling``.
///
/// Sources: Spearman 1910, doi:10.1111/j.2044-8295.1910.tb00206.x; Brown 1910,
/// doi:10.1111/j.2044-8295.1910.tb00207.x.
public enum SpearmanBrown {
  /// Returns the reliability at another length.
  ///
  /// - Parameters:
  ///   - r: The reliability at the present length, in -1...1.
  ///   - factor: The new length over the present one, above 0; 2 for two halves.
  /// - Returns: The reliability; negative when `r` is.
  /// - Throws: ``StatisticsError/outOfRange(name:value:allowed:)`` when an argument has no meaning,
  ///   ``StatisticsError/undefined(reason:)`` when the denominator is 0.
  public static func steppedUp(_ r: Double, factor: Double = 2) throws(StatisticsError) -> Double {
    guard r >= -1, r <= 1 else {
      throw .outOfRange(name: "reliability", value: r, allowed: "between -1 and 1")
    }
    guard factor > 0, factor.isFinite else {
      throw .outOfRange(name: "factor", value: factor, allowed: "above 0")
    }
    let denominator = 1 + (factor - 1) * r
    guard denominator > 0 else {
      throw .undefined(reason: "1 + (factor - 1) r is not above 0")
    }
    return factor * r / denominator
  }
}
