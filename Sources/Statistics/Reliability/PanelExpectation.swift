/// What two panels of annotators would have in common if p has a given distribution, exactly.
///
/// Given p the panels are independent, so no simulation is needed. With F the average-rank
/// distribution function of a panel's HSF and phi(p, m) = E[F(h) | p, m], the expected covariance of
/// the ranks of two panels is E[phi^2] - 1/4, and the variance of the ranks is (1 - sum t^3)/12 over the
/// shares t of tied values.
struct PanelExpectation: Sendable {
  /// Spearman's rho between two panels.
  let spearman: Double
  /// Pearson's r between two panels.
  let pearson: Double
  /// Spearman's rho between p itself and one panel.
  let spearmanWithTruth: Double

  /// Computes the expectation.
  ///
  /// - Parameters:
  ///   - layout: The sizes of the panels.
  ///   - mixture: The distribution of p.
  ///   - cellWeights: The weight of each of the mixture's cells.
  init(_ layout: PanelLayout, _ mixture: BinomialMixture, cellWeights: [Double]) {
    let grid = mixture.grid
    let strata = layout.pointWeights(mixture, cellWeights: cellWeights)
    var shares = [Double](repeating: 0, count: layout.levelCount)
    for (panel, weights) in zip(layout.panels, strata) {
      for size in panel {
        for point in grid.indices where weights[point] > 0 {
          let weight = weights[point] / Double(panel.count)
          let row = point * (size.votes + 1)
          for s in 0...size.votes {
            shares[size.levels[s]] += weight * size.probabilities[row + s]
          }
        }
      }
    }
    let ranks = Self.centredRanks(shares)
    let truthShares = grid.indices.map { point in strata.reduce(0) { $0 + $1[point] } }
    let truth = Self.centredRanks(truthShares)
    var rankProduct = 0.0
    var truthProduct = 0.0
    var mean = 0.0
    var squareTruth = 0.0
    var square = 0.0
    for (panel, weights) in zip(layout.panels, strata) {
      for point in grid.indices where weights[point] > 0 {
        let weight = weights[point]
        let p = grid[point]
        let expected = panel.map { size -> Double in
          let row = point * (size.votes + 1)
          var sum = 0.0
          for s in 0...size.votes {
            sum += size.probabilities[row + s] * ranks.values[size.levels[s]]
          }
          return sum
        }
        let first = expected[0]
        let second = expected[expected.count - 1]
        rankProduct += weight * first * second
        truthProduct += weight * truth.values[point] * (first + second) / 2
        mean += weight * p
        squareTruth += weight * p * p
        for size in panel {
          square += weight / Double(panel.count) * (p * p + p * (1 - p) / Double(size.votes))
        }
      }
    }
    spearman = rankProduct / ranks.variance
    spearmanWithTruth = truthProduct / (ranks.variance * truth.variance).squareRoot()
    pearson = (squareTruth - mean * mean) / (square - mean * mean)
  }

  /// P(X < x) + P(X = x)/2 - 1/2 of each level from its share, and the variance of that.
  private static func centredRanks(
    _ shares: [Double]
  ) -> (values: [Double], variance: Double) {
    var before = 0.0
    var cubes = 0.0
    let values = shares.map { share -> Double in
      defer { before += share }
      cubes += share * share * share
      return before + share / 2 - 0.5
    }
    return (values, (1 - cubes) / 12)
  }
}
