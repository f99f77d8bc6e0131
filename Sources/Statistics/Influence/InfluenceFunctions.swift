internal import RealModule

/// Per-image influence values of the three coefficients, with weights and heavy ties.
///
/// The influence value of image i is the derivative of the coefficient when a little more weight
/// is put on image i. Their mean is 0, and the sum of their squares over n^2 is the variance of the
/// coefficient when images are drawn at random, whatever the distribution and the ties.
///
/// With u, v standardized, F the average-rank distribution function P(X < x) + P(X = x)/2, A = F(x) - 1/2,
/// B = G(y) - 1/2 and p(x) the share of images tied with x:
///
/// ```
/// Pearson    u v - r (u^2 + v^2)/2
/// Spearman   [A B + hx + hy - 3 C]/sqrt(Vx Vy) - rho (Ix/Vx + Iy/Vy)/2
///              C = mean(A B), hx(x) = mean over j of B_j (1 if x_j > x, 1/2 if tied),
///              Vx = (1 - sum p^3)/12, Ix = (sum p^3 - p^2)/4
/// Kendall b  2 (c - T)/sqrt(Ex Ey) - tau (ex/Ex + ey/Ey)
///              c = mean over j of sgn(x - x_j) sgn(y - y_j), T = mean(c),
///              e = share of images not tied with this one, E = mean(e), ex = e - E
/// ```
///
/// Rank coefficients are functionals of the average ranks including the variances that ties shrink,
/// so no term is left out (Hampel 1974; for rho without ties Croux & Dehon 2010,
/// doi:10.1007/s10260-010-0142-z).
enum InfluenceFunctions {
  /// Computes influence values.
  ///
  /// - Parameters:
  ///   - method: Which of the three.
  ///   - x: One variable.
  ///   - y: The other; the one with fewer levels is the faster choice.
  ///   - weights: How often each image counts; an image with weight 0 gets a value all the same.
  ///   - total: The sum of the weights.
  ///   - values: Receives one value for each image; their weighted mean is 0.
  /// - Returns: The coefficient, NaN when a side is constant.
  /// - Complexity: O(n) for Pearson and Spearman, O(n log levels) for Kendall.
  static func evaluate(
    _ method: CorrelationMethod, _ x: CodedVariable, _ y: CodedVariable, weights: [Int32],
    total: Int, into values: inout [Double]
  ) -> Double {
    switch method {
    case .pearson:
      pearson(x.standardized, y.standardized, weights: weights, total: total, into: &values)
    case .spearman:
      spearman(x.ranks, y.ranks, weights: weights, total: total, into: &values)
    case .kendall:
      kendall(x.ranks, y.ranks, weights: weights, total: total, into: &values)
    }
  }

  // MARK: - Pearson

  private static func pearson(
    _ x: [Double], _ y: [Double], weights: [Int32], total: Int, into values: inout [Double]
  ) -> Double {
    let n = Double(total)
    var sumX = 0.0
    var sumY = 0.0
    for image in weights.indices {
      let weight = Double(weights[image])
      sumX += weight * x[image]
      sumY += weight * y[image]
    }
    let meanX = sumX / n
    let meanY = sumY / n
    var sumXX = 0.0
    var sumYY = 0.0
    var sumXY = 0.0
    for image in weights.indices {
      let weight = Double(weights[image])
      let a = x[image] - meanX
      let b = y[image] - meanY
      sumXX += weight * a * a
      sumYY += weight * b * b
      sumXY += weight * a * b
    }
    let scaleX = (sumXX / n).squareRoot()
    let scaleY = (sumYY / n).squareRoot()
    guard scaleX > 1e-7, scaleY > 1e-7 else { return .nan }
    let r = max(-1, min(1, sumXY / n / (scaleX * scaleY)))
    for image in values.indices {
      let u = (x[image] - meanX) / scaleX
      let v = (y[image] - meanY) / scaleY
      values[image] = u * v - r / 2 * (u * u + v * v)
    }
    return r
  }

  // MARK: - Spearman

  /// What the influence of rho needs of one side, by level.
  private struct RankSide {
    /// F - 1/2 of each level.
    var centred: [Double]
    /// The share of images at each level.
    var share: [Double]
    /// The sum of the cubes of the shares.
    var cubes: Double

    /// The variance of F.
    var variance: Double { (1 - cubes) / 12 }

    init(levelWeights weights: [Int], total: Int) {
      let n = Double(total)
      centred = [Double](repeating: 0, count: weights.count)
      share = centred
      cubes = 0
      var before = 0
      for level in weights.indices {
        let weight = weights[level]
        centred[level] = Double(2 * before + weight - total) / (2 * n)
        share[level] = Double(weight) / n
        cubes += share[level] * share[level] * share[level]
        before += weight
      }
    }

    /// Turns sums of the other side's centred ranks by level into h of each level.
    func tails(ofLevelSums sums: [Double], total: Int) -> [Double] {
      var result = [Double](repeating: 0, count: sums.count)
      var above = 0.0
      for level in sums.indices.reversed() {
        result[level] = (above + sums[level] / 2) / Double(total)
        above += sums[level]
      }
      return result
    }
  }

  private static func spearman(
    _ x: RankCodes, _ y: RankCodes, weights: [Int32], total: Int, into values: inout [Double]
  ) -> Double {
    let sideX = RankSide(levelWeights: x.levelWeights(weights), total: total)
    let sideY = RankSide(levelWeights: y.levelWeights(weights), total: total)
    guard sideX.variance > 1e-15, sideY.variance > 1e-15 else { return .nan }
    var sumsX = [Double](repeating: 0, count: x.levelCount)
    var sumsY = [Double](repeating: 0, count: y.levelCount)
    var covariance = 0.0
    for image in weights.indices where weights[image] != 0 {
      let weight = Double(weights[image])
      let codeX = Int(x.codes[image])
      let codeY = Int(y.codes[image])
      let a = sideX.centred[codeX]
      let b = sideY.centred[codeY]
      sumsX[codeX] += weight * b
      sumsY[codeY] += weight * a
      covariance += weight * a * b
    }
    covariance /= Double(total)
    let scale = (sideX.variance * sideY.variance).squareRoot()
    let rho = max(-1, min(1, covariance / scale))
    let tailsX = sideX.tails(ofLevelSums: sumsX, total: total)
    let tailsY = sideY.tails(ofLevelSums: sumsY, total: total)
    // Everything that depends on one side only is folded into one value a level.
    let partX = sideX.share.indices.map { level in
      tailsX[level] / scale
        - rho / 8 * (sideX.cubes - sideX.share[level] * sideX.share[level]) / sideX.variance
    }
    let partY = sideY.share.indices.map { level in
      tailsY[level] / scale
        - rho / 8 * (sideY.cubes - sideY.share[level] * sideY.share[level]) / sideY.variance
    }
    for image in values.indices {
      let codeX = Int(x.codes[image])
      let codeY = Int(y.codes[image])
      values[image] =
        (sideX.centred[codeX] * sideY.centred[codeY] - 3 * covariance) / scale
        + partX[codeX] + partY[codeY]
    }
    return rho
  }

  // MARK: - Kendall

  private static func kendall(
    _ x: RankCodes, _ y: RankCodes, weights: [Int32], total: Int, into values: inout [Double]
  ) -> Double {
    let sizesX = x.levelWeights(weights)
    let sizesY = y.levelWeights(weights)
    let square = total * total
    let squaresX = sizesX.reduce(0) { $0 + $1 * $1 }
    let squaresY = sizesY.reduce(0) { $0 + $1 * $1 }
    guard square > squaresX, square > squaresY else { return .nan }
    let balances = PairBalances(x, y, weights: weights)
    let n = Double(total)
    let untiedX = 1 - Double(squaresX) / (n * n)
    let untiedY = 1 - Double(squaresY) / (n * n)
    let scale = (untiedX * untiedY).squareRoot()
    let tau = max(-1, min(1, 2 * Double(balances.total) / (n * n) / scale))
    for image in values.indices {
      let freeX = 1 - Double(sizesX[Int(x.codes[image])]) / n
      let freeY = 1 - Double(sizesY[Int(y.codes[image])]) / n
      values[image] =
        2 * Double(balances.values[image]) / n / scale
        - tau * (freeX / untiedX + freeY / untiedY)
    }
    return tau
  }
}
