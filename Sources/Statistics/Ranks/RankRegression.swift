/// The least-squares line of the ranks of one variable on those of another, with average ranks for ties.
///
/// It goes through the middle rank of both, (n + 1) / 2; its slope is the covariance of the ranks over the
/// variance of those of x, which without ties is Spearman's coefficient. Agrees with SciPy 1.17.1
/// `linregress(rankdata(x), rankdata(y))`.
package struct RankRegression: Sendable {
  /// What the rank of y grows by with each rank of x.
  package let slope: Double
  private let middle: Double

  /// Fits the line.
  ///
  /// Nil where x does not vary, or the rankings are of different lengths.
  ///
  /// - Parameters:
  ///   - x: The ranking that the line is a function of.
  ///   - y: The ranking of the same images by the other variable.
  /// - Complexity: O(n).
  package init?(_ x: Ranking, _ y: Ranking) {
    guard x.levels > 1, x.count == y.count else { return nil }
    let middle = Double(x.count + 1) / 2
    var products = 0.0
    var squares = 0.0
    for (xRank, yRank) in zip(x.average, y.average) {
      products += (xRank - middle) * (yRank - middle)
      squares += (xRank - middle) * (xRank - middle)
    }
    slope = products / squares
    self.middle = middle
  }

  /// The rank of y that the line gives at a rank of x; beyond 1 to n it is not cut.
  package func rank(at rank: Double) -> Double { middle + slope * (rank - middle) }
}
