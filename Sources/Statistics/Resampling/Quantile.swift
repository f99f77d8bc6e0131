/// Sample quantiles.
public enum Quantile {
  /// Returns a quantile of type 7, the default of R and NumPy.
  ///
  /// ```text
  /// h = (n - 1) p,   Q(p) = x[⌊h⌋] + (h - ⌊h⌋) (x[⌊h⌋+1] - x[⌊h⌋])
  /// ```
  ///
  /// Hyndman & Fan (1996, doi:10.2307/2684934), definition 7.
  ///
  /// - Parameters:
  ///   - sorted: The values in ascending order, at least one.
  ///   - p: The probability; it is kept within [0, 1].
  /// - Returns: The quantile.
  public static func type7(_ sorted: [Double], _ p: Double) -> Double {
    precondition(!sorted.isEmpty, "a quantile needs at least one value")
    let h = Double(sorted.count - 1) * min(max(p, 0), 1)
    let below = Int(h)
    guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
    let fraction = h - Double(below)
    let (lower, upper) = (sorted[below], sorted[below + 1])
    guard fraction > 0, lower < upper else { return lower }
    // Between -1e308 and 1e308 lies more than the greatest number.
    guard (upper - lower).isFinite else { return (1 - fraction) * lower + fraction * upper }
    return lower + fraction * (upper - lower)
  }
}
