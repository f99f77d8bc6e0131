import RealModule

/// The Edgeworth series for the null distribution of Σ d², without ties.
///
/// Best & Roberts (1975), "Algorithm AS 89: the upper tail probabilities of Spearman's rho",
/// doi:10.2307/2347111. R uses it in `cor.test(method = "spearman", exact = TRUE)` for 10 ≤ n < 1290.
enum SpearmanEdgeworth {
  /// Returns the p-value of a sum of squared rank differences.
  static func pValue(_ sum: Double, n: Int, _ alternative: Alternative) -> PValue {
    // Σ d² is even; large sums mean a negative correlation.
    let greater = 1 - upperTail(sum + 2, n: n)
    let less = upperTail(sum, n: n)
    let p =
      switch alternative {
      case .greater: greater
      case .less: less
      case .twoSided: min(1, 2 * min(greater, less))
      }
    return PValue(p: p, lnP: Double.log(p))
  }

  /// P(Σ d² ≥ sum).
  private static func upperTail(_ sum: Double, n: Int) -> Double {
    let size = Double(n)
    let largest = size * (size * size - 1) / 3
    if sum <= 0 { return 1 }
    if sum > largest { return 0 }
    let b = 1 / size
    let x = (6 * (sum - 1) * b / (size * size - 1) - 1) * (size - 1).squareRoot()
    let y = x * x
    let inner = 0.0072 - 0.0831 * b + y * b * (0.0131 - 4.6e-4 * y)
    let outer = 0.0879 + 0.0151 * b - y * inner
    let middle = -0.0758 + b * (0.1033 + 0.3932 * b) - y * b * outer
    let series = x * b * (0.2274 + b * (0.2531 + 0.1745 * b) + y * middle)
    return min(max(series / Double.exp(y / 2) + Normal.survival(x), 0), 1)
  }
}
