/// What two panels of annotators would have in common if p has a given distribution, exactly.
///
/// Given p the panels are independent, so no simulation is needed. With F the average-rank
/// distribution function of a panel's HSF and phi(p, m) = E[F(h) | p, m], the expected covariance of
/// the ranks of two panels is E[phi^2] - 1/4, and the variance of the ranks is (1 - sum t^3)/12 over the
/// shares t of tied values.
struct PanelExpectation: Sendable {
  /// Spearman's rho between two panels.
  private(set) var spearman: Double
  /// Pearson's r between two panels.
  private(set) var pearson: Double
  /// Spearman's rho between p itself and one panel.
  private(set) var spearmanWithTruth: Double

  /// Images with the same number of annotators.
  private struct Stratum {
    let shown: Int
    /// The weight of the grid points, summing to the share of such images.
    var weights: [Double]
  }

  /// Two panels that each have as many annotators as the observed one (`halves` false), or the two
  /// halves of the observed number, the odd one going to either half (`halves` true).
  init(_ mixture: BinomialMixture, cellWeights: [Double], halves: Bool) {
    let strata = Self.strata(mixture, cellWeights: cellWeights)
    let grid = mixture.grid
    // Sizes of the panels of each stratum; the same twice for full panels.
    let sizes = strata.map { stratum in
      halves ? [stratum.shown / 2, stratum.shown - stratum.shown / 2] : [stratum.shown]
    }
    var atoms: [(value: Double, probability: Double)] = []
    for (stratum, panel) in zip(strata, sizes) {
      for size in panel {
        var marginal = [Double](repeating: 0, count: size + 1)
        for point in grid.indices where stratum.weights[point] > 0 {
          let weight = stratum.weights[point] / Double(panel.count)
          let probabilities = BinomialMixture.binomial(size, grid[point])
          for s in 0...size { marginal[s] += weight * probabilities[s] }
        }
        for s in 0...size { atoms.append((Double(s) / Double(size), marginal[s])) }
      }
    }
    let ranks = MidDistribution(atoms)
    let truth = MidDistribution(
      grid.indices.map { point in
        (grid[point], strata.reduce(0) { $0 + $1.weights[point] })
      })
    var rankProduct = 0.0
    var truthProduct = 0.0
    var meanTruth = 0.0
    var squareTruth = 0.0
    var square = 0.0
    for (stratum, panel) in zip(strata, sizes) {
      for point in grid.indices where stratum.weights[point] > 0 {
        let weight = stratum.weights[point]
        let p = grid[point]
        let expected = panel.map { size in
          let probabilities = BinomialMixture.binomial(size, p)
          return (0...size).reduce(0.0) { sum, s in
            sum + probabilities[s] * ranks.centred(Double(s) / Double(size))
          }
        }
        let first = expected[0]
        let second = expected[expected.count - 1]
        rankProduct += weight * first * second
        truthProduct += weight * truth.centred(p) * (first + second) / 2
        meanTruth += weight * p
        squareTruth += weight * p * p
        for size in panel {
          square += weight / Double(panel.count) * (p * p + p * (1 - p) / Double(size))
        }
      }
    }
    spearman = rankProduct / ranks.variance
    spearmanWithTruth = truthProduct / (ranks.variance * truth.variance).squareRoot()
    let meanSquare = meanTruth * meanTruth
    pearson = (squareTruth - meanSquare) / (square - meanSquare)
  }

  /// The images by number of annotators, each with the mean posterior of its cells.
  private static func strata(_ mixture: BinomialMixture, cellWeights: [Double]) -> [Stratum] {
    let total = cellWeights.reduce(0, +)
    var byShown: [Int: Stratum] = [:]
    for cell in mixture.cells.indices where cellWeights[cell] > 0 {
      let shown = mixture.cells[cell].shown
      let share = cellWeights[cell] / total
      var stratum =
        byShown[shown]
        ?? Stratum(shown: shown, weights: [Double](repeating: 0, count: mixture.grid.count))
      let posterior = mixture.posterior(ofCell: cell)
      for point in posterior.indices { stratum.weights[point] += share * posterior[point] }
      byShown[shown] = stratum
    }
    return byShown.values.sorted { $0.shown < $1.shown }
  }
}

/// The average-rank distribution function of a discrete distribution.
private struct MidDistribution {
  private var position: [Double: Double] = [:]
  /// The variance of the function's values, (1 - sum t^3)/12.
  private(set) var variance: Double

  init(_ atoms: [(value: Double, probability: Double)]) {
    let sorted = atoms.sorted { $0.value < $1.value }
    var before = 0.0
    var cubes = 0.0
    var start = 0
    while start < sorted.count {
      var end = start
      var mass = 0.0
      while end < sorted.count, sorted[end].value == sorted[start].value {
        mass += sorted[end].probability
        end += 1
      }
      position[sorted[start].value] = before + mass / 2 - 0.5
      before += mass
      cubes += mass * mass * mass
      start = end
    }
    variance = (1 - cubes) / 12
  }

  /// P(X < value) + P(X = value)/2 - 1/2.
  func centred(_ value: Double) -> Double { position[value] ?? 0 }
}
