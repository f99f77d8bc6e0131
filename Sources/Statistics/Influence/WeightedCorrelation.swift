internal import RealModule

/// Coefficients of two variables when image i counts `weights[i]` times, in one pass over the ranks.
///
/// The value holds scratch space, so that thousands of resamples allocate nothing; each thread has
/// its own. The estimate of a resample is the estimate of the sample in which every image stands as
/// often as it was drawn. A resample in which a side is constant gives NaN.
struct WeightedCorrelation {
  /// The images at one level of y.
  private struct Level {
    var sum = 0
    var count = 0
  }

  private var levels: [Level] = []
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
  /// With doubled centred ranks d = 2 rank - (N + 1) all sums are integers, at most N³, so 64 bits hold
  /// them for N below 2²¹.
  private mutating func spearman(
    _ x: RankCodes, _ y: RankCodes, weights: [Int32], total: Int
  ) -> Double {
    total < 1 << 21
      ? spearman(x, y, weights: weights, total: total, Int.self)
      : spearman(x, y, weights: weights, total: total, Int128.self)
  }

  @_specialize(where Sum == Int)
  @_specialize(where Sum == Int128)
  private mutating func spearman<Sum: FixedWidthInteger>(
    _ x: RankCodes, _ y: RankCodes, weights: [Int32], total: Int, _: Sum.Type
  ) -> Double {
    prepareLevels(y.levelCount)
    let cubesX: Sum = unsafe levels.withUnsafeMutableBufferPointer { levels in
      unsafe x.order.withUnsafeBufferPointer { order in
        unsafe y.codes.withUnsafeBufferPointer { codes in
          unsafe weights.withUnsafeBufferPointer { weights in
            unsafe Self.addRanks(x.starts, order, codes, weights, total: total, to: levels)
          }
        }
      }
    }
    var product: Sum = 0
    var cubesY: Sum = 0
    var before = 0
    for level in levels[..<y.levelCount] where level.count != 0 {
      product &+= Sum(level.sum) &* Sum(2 &* before &+ level.count &- total)
      cubesY &+= Self.cube(level.count)
      before &+= level.count
    }
    // 3 sum d^2 = N^3 - sum t^3, with ties and without.
    let cube: Sum = Self.cube(total)
    guard cube > cubesX, cube > cubesY else { return .nan }
    let rho =
      3 * Double(product)
      / (Double(cube - cubesX).squareRoot() * Double(cube - cubesY).squareRoot())
    return max(-1, min(1, rho))
  }

  /// Adds the ranks by x to the levels of y, and returns the sum of t³ over the ties of x.
  @inline(__always)
  private static func addRanks<Sum: FixedWidthInteger>(
    _ starts: [Int32], _ order: UnsafeBufferPointer<Int32>, _ codes: UnsafeBufferPointer<Int32>,
    _ weights: UnsafeBufferPointer<Int32>, total: Int, to levels: UnsafeMutableBufferPointer<Level>
  ) -> Sum {
    var before = 0
    var cubes: Sum = 0
    var start = 0
    for next in starts.dropFirst() {
      let end = Int(next)
      var weightOfLevel = 0
      for position in start..<end {
        weightOfLevel &+= unsafe Int(weights[Int(order[position])])
      }
      if weightOfLevel != 0 {
        let rank = 2 &* before &+ weightOfLevel &- total
        for position in start..<end {
          let image = unsafe Int(order[position])
          let weight = unsafe Int(weights[image])
          guard weight != 0 else { continue }
          let code = unsafe Int(codes[image])
          unsafe levels[code].sum &+= weight &* rank
          unsafe levels[code].count &+= weight
        }
        cubes &+= cube(weightOfLevel)
        before &+= weightOfLevel
      }
      start = end
    }
    return cubes
  }

  private static func cube<Sum: FixedWidthInteger>(_ value: Int) -> Sum {
    Sum(value &* value) &* Sum(value)
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
        self.levels[code].count += weight
      }
    }
    let squaresY = self.levels[..<levels].reduce(0) { $0 + $1.count * $1.count }
    let square = total * total
    guard square > squaresX, square > squaresY else { return .nan }
    let tau =
      2 * Double(balance)
      / (Double(square - squaresX).squareRoot() * Double(square - squaresY).squareRoot())
    return max(-1, min(1, tau))
  }

  // MARK: - Scratch space

  private mutating func prepareLevels(_ count: Int) {
    if levels.count < count { return levels = [Level](repeating: Level(), count: count) }
    for level in 0..<count { levels[level] = Level() }
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
