internal import RealModule

/// Coefficients of two variables when image i counts `weights[i]` times, in one pass over the ranks.
///
/// The value holds scratch space, so that thousands of resamples allocate nothing; each thread has
/// its own. The estimate of a resample is the estimate of the sample in which every image stands as
/// often as it was drawn. A resample in which a side is constant gives NaN.
struct WeightedCorrelation {
  private var levelSums: [Int] = []
  private var levelCounts: [Int] = []
  private var tree = CountingTree(levels: 0)
  private var treeLevels = -1

  /// Returns the coefficient of the weighted sample.
  ///
  /// - Parameters:
  ///   - method: Which of the three.
  ///   - x: One variable.
  ///   - y: The other; give the one with fewer levels here, it is the faster way round.
  ///   - weights: How often each image counts.
  ///   - total: The sum of the weights.
  /// - Returns: The coefficient, NaN when a side is constant.
  mutating func estimate(
    _ method: CorrelationMethod, _ x: CodedVariable, _ y: CodedVariable, weights: [Int32],
    total: Int
  ) -> Double {
    switch method {
    case .pearson: Self.pearson(x.standardized, y.standardized, weights: weights, total: total)
    case .spearman: spearman(x.ranks, y.ranks, weights: weights, total: total)
    case .kendall: kendall(x.ranks, y.ranks, weights: weights, total: total)
    }
  }

  // MARK: - Pearson

  /// Sums of the sample's standardized values; the resample's means stay near 0, so nothing cancels.
  private static func pearson(
    _ x: [Double], _ y: [Double], weights: [Int32], total: Int
  ) -> Double {
    var sumX = 0.0
    var sumY = 0.0
    var sumXX = 0.0
    var sumYY = 0.0
    var sumXY = 0.0
    for image in weights.indices where weights[image] != 0 {
      let weight = Double(weights[image])
      let a = x[image]
      let b = y[image]
      sumX += weight * a
      sumY += weight * b
      sumXX += weight * a * a
      sumYY += weight * b * b
      sumXY += weight * a * b
    }
    let n = Double(total)
    let varianceX = sumXX - sumX * sumX / n
    let varianceY = sumYY - sumY * sumY / n
    // A resample of one repeated value leaves only rounding.
    guard varianceX > 1e-14 * sumXX, varianceY > 1e-14 * sumYY else { return .nan }
    let r = (sumXY - sumX * sumY / n) / (varianceX.squareRoot() * varianceY.squareRoot())
    return max(-1, min(1, r))
  }

  // MARK: - Spearman

  /// Average ranks by counting.
  ///
  /// With doubled centred ranks d = 2 rank - (N + 1) all sums are integers.
  private mutating func spearman(
    _ x: RankCodes, _ y: RankCodes, weights: [Int32], total: Int
  ) -> Double {
    let levels = y.levelCount
    prepareLevels(levels)
    var before = 0
    var cubesX: Int128 = 0
    for level in 0..<x.levelCount {
      let start = Int(x.starts[level])
      let end = Int(x.starts[level + 1])
      if end == start + 1 {
        // The common case of an untied score.
        let image = Int(x.order[start])
        let weight = Int(weights[image])
        guard weight != 0 else { continue }
        let code = Int(y.codes[image])
        levelSums[code] &+= weight &* (2 &* before &+ weight &- total)
        levelCounts[code] &+= weight
        cubesX += Int128(weight &* weight &* weight)
        before &+= weight
        continue
      }
      var weightOfLevel = 0
      for position in start..<end { weightOfLevel &+= Int(weights[Int(x.order[position])]) }
      guard weightOfLevel != 0 else { continue }
      let rank = 2 &* before &+ weightOfLevel &- total
      for position in start..<end {
        let image = Int(x.order[position])
        let weight = Int(weights[image])
        guard weight != 0 else { continue }
        let code = Int(y.codes[image])
        levelSums[code] &+= weight &* rank
        levelCounts[code] &+= weight
      }
      cubesX += Self.cube(weightOfLevel)
      before &+= weightOfLevel
    }
    var product: Int128 = 0
    var cubesY: Int128 = 0
    before = 0
    for level in 0..<levels {
      let weight = levelCounts[level]
      guard weight != 0 else { continue }
      product += Int128(levelSums[level]) * Int128(2 &* before &+ weight &- total)
      cubesY += Self.cube(weight)
      before &+= weight
    }
    // 3 sum d^2 = N^3 - sum t^3, with ties and without.
    let cube = Self.cube(total)
    guard cube > cubesX, cube > cubesY else { return .nan }
    let rho =
      3 * Double(product)
      / (Double(cube - cubesX).squareRoot() * Double(cube - cubesY).squareRoot())
    return max(-1, min(1, rho))
  }

  private static func cube(_ value: Int) -> Int128 {
    Int128(value &* value) * Int128(value)
  }

  // MARK: - Kendall

  /// Concordant minus discordant pairs by one sweep over x with running counts of y (Knight 1966).
  private mutating func kendall(
    _ x: RankCodes, _ y: RankCodes, weights: [Int32], total: Int
  ) -> Double {
    let levels = y.levelCount
    prepareLevels(levels)
    prepareTree(levels)
    var balance = 0
    var squaresX = 0
    for level in 0..<x.levelCount {
      let start = Int(x.starts[level])
      let end = Int(x.starts[level + 1])
      var weightOfLevel = 0
      for position in start..<end {
        let image = Int(x.order[position])
        let weight = Int(weights[image])
        guard weight != 0 else { continue }
        let code = Int(y.codes[image])
        let less = tree.sum(below: code)
        let greater = tree.total - tree.sum(below: code + 1)
        balance += weight * (less - greater)
        weightOfLevel += weight
      }
      guard weightOfLevel != 0 else { continue }
      squaresX += weightOfLevel * weightOfLevel
      for position in start..<end {
        let image = Int(x.order[position])
        let weight = Int(weights[image])
        guard weight != 0 else { continue }
        let code = Int(y.codes[image])
        tree.add(weight, at: code)
        levelCounts[code] += weight
      }
    }
    let squaresY = levelCounts[..<levels].reduce(0) { $0 + $1 * $1 }
    let square = total * total
    guard square > squaresX, square > squaresY else { return .nan }
    let tau =
      2 * Double(balance)
      / (Double(square - squaresX).squareRoot() * Double(square - squaresY).squareRoot())
    return max(-1, min(1, tau))
  }

  // MARK: - Scratch space

  private mutating func prepareLevels(_ levels: Int) {
    if levelSums.count < levels {
      levelSums = [Int](repeating: 0, count: levels)
      levelCounts = [Int](repeating: 0, count: levels)
      return
    }
    for level in 0..<levels {
      levelSums[level] = 0
      levelCounts[level] = 0
    }
  }

  private mutating func prepareTree(_ levels: Int) {
    if treeLevels == levels {
      tree.reset()
    } else {
      tree = CountingTree(levels: levels)
      treeLevels = levels
    }
  }
}
