internal import RealModule

/// The coefficient without image i, for every i, exactly and without refitting n times.
///
/// * Pearson: the sums of squares and products lose one term, O(n).
/// * Spearman: removing image i lowers the average rank of every image above it by 1 and of every
///   tied image by 1/2. With R, S the ranks, a_ij = 1 if x_j > x_i, 1/2 if tied and b_ij likewise,
///   `sum RS - R_i S_i - sum_j a_ij S_j - sum_j b_ij R_j + sum_j a_ij b_ij` is the new sum of products;
///   the two single sums are suffix sums and the last one comes from a sweep, O(n log n).
/// * Kendall: the balance of pairs loses the pairs of image i, O(n log n).
///
/// All rank sums are integers, so the values equal n refits to the last digits.
enum DeleteOneCorrelations {
  /// Returns the coefficient without each image; NaN where what remains is constant.
  static func values(
    _ method: CorrelationMethod, _ x: CodedVariable, _ y: CodedVariable
  ) -> [Double] {
    switch method {
    case .pearson: pearson(x.standardized, y.standardized)
    case .spearman: spearman(x.ranks, y.ranks)
    case .kendall: kendall(x.ranks, y.ranks)
    }
  }

  // MARK: - Pearson

  /// Both samples have mean 0 and mean square 1.
  private static func pearson(_ x: [Double], _ y: [Double]) -> [Double] {
    let n = Double(x.count)
    let sumXX = x.reduce(0) { $0 + $1 * $1 }
    let sumYY = y.reduce(0) { $0 + $1 * $1 }
    var sumXY = 0.0
    for image in x.indices { sumXY += x[image] * y[image] }
    let factor = n / (n - 1)
    return x.indices.map { image in
      let a = x[image]
      let b = y[image]
      let varianceX = sumXX - factor * a * a
      let varianceY = sumYY - factor * b * b
      guard varianceX > 1e-12 * sumXX, varianceY > 1e-12 * sumYY else { return .nan }
      let r = (sumXY - factor * a * b) / (varianceX * varianceY).squareRoot()
      return max(-1, min(1, r))
    }
  }

  // MARK: - Spearman

  /// Doubled average ranks of the levels, an integer each: 2 before + size + 1.
  private static func doubledRanks(_ ranks: RankCodes) -> [Int] {
    (0..<ranks.levelCount).map { Int(ranks.starts[$0]) + Int(ranks.starts[$0 + 1]) + 1 }
  }

  /// For each level the doubled sum of `other` over higher levels plus the sum over the level itself.
  private static func suffixSums(_ ranks: RankCodes, of other: [Int]) -> [Int] {
    var result = [Int](repeating: 0, count: ranks.levelCount)
    var above = 0
    for level in (0..<ranks.levelCount).reversed() {
      var own = 0
      for position in Int(ranks.starts[level])..<Int(ranks.starts[level + 1]) {
        own += other[Int(ranks.order[position])]
      }
      result[level] = 2 * above + own
      above += own
    }
    return result
  }

  private static func spearman(_ x: RankCodes, _ y: RankCodes) -> [Double] {
    let n = x.count
    let m = n - 1
    let levelRanksX = doubledRanks(x)
    let levelRanksY = doubledRanks(y)
    let ranksX = x.codes.map { levelRanksX[Int($0)] }
    let ranksY = y.codes.map { levelRanksY[Int($0)] }
    var products: Int128 = 0
    for image in 0..<n { products += Int128(ranksX[image] * ranksY[image]) }
    let sumsX = suffixSums(x, of: ranksY)
    let sumsY = suffixSums(y, of: ranksX)
    let crossed = crossedWeights(x, y)
    let sizesX = x.levelSizes
    let sizesY = y.levelSizes
    let tiesX = sizesX.reduce(Int128(0)) { $0 + tieTerm($1) }
    let tiesY = sizesY.reduce(Int128(0)) { $0 + tieTerm($1) }
    let whole = tieTerm(m)
    let means = Int128(m) * Int128(m + 1) * Int128(m + 1)
    return (0..<n).map { image in
      let levelX = Int(x.codes[image])
      let levelY = Int(y.codes[image])
      // Image i counts itself in the sums of its own level, once for each side.
      let own = ranksX[image] * ranksY[image]
      let single = (sumsX[levelX] - ranksY[image]) + (sumsY[levelY] - ranksX[image])
      let product = products - Int128(own + single - crossed[image]) - means
      let varianceX = whole - (tiesX - tieTerm(sizesX[levelX]) + tieTerm(sizesX[levelX] - 1))
      let varianceY = whole - (tiesY - tieTerm(sizesY[levelY]) + tieTerm(sizesY[levelY] - 1))
      guard varianceX > 0, varianceY > 0 else { return .nan }
      let rho =
        3 * Double(product) / (Double(varianceX).squareRoot() * Double(varianceY).squareRoot())
      return max(-1, min(1, rho))
    }
  }

  /// t^3 - t.
  private static func tieTerm(_ size: Int) -> Int128 {
    Int128(size) * Int128(size) * Int128(size) - Int128(size)
  }

  /// The sum over j of 4 a_ij b_ij, by one sweep from the highest x down.
  private static func crossedWeights(_ x: RankCodes, _ y: RankCodes) -> [Int] {
    var tree = CountingTree(levels: y.levelCount)
    var result = [Int](repeating: 0, count: x.count)
    for level in (0..<x.levelCount).reversed() {
      let images = Int(x.starts[level])..<Int(x.starts[level + 1])
      // With weights 2 before the own level is added and again 1 after it, higher levels count
      // 2 (a = 1) in all and the own level 1 (a = 1/2).
      for pass in 0..<2 {
        if pass == 1 {
          for position in images { tree.add(1, at: Int(y.codes[Int(x.order[position])])) }
        }
        for position in images {
          let image = Int(x.order[position])
          let code = Int(y.codes[image])
          let upTo = tree.sum(below: code + 1)
          let greater = tree.total - upTo
          let equal = upTo - tree.sum(below: code)
          result[image] += 2 * greater + equal
          if pass == 1 { result[image] -= 1 }
        }
      }
    }
    return result
  }

  // MARK: - Kendall

  private static func kendall(_ x: RankCodes, _ y: RankCodes) -> [Double] {
    let n = x.count
    let balances = PairBalances(x, y)
    let sizesX = x.levelSizes
    let sizesY = y.levelSizes
    let pairs = (n - 1) * (n - 2) / 2
    let tiedX = sizesX.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    let tiedY = sizesY.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    return (0..<n).map { image in
      let freeX = pairs - (tiedX - (sizesX[Int(x.codes[image])] - 1))
      let freeY = pairs - (tiedY - (sizesY[Int(y.codes[image])] - 1))
      guard freeX > 0, freeY > 0 else { return .nan }
      let tau =
        Double(balances.total - balances.values[image])
        / (Double(freeX).squareRoot() * Double(freeY).squareRoot())
      return max(-1, min(1, tau))
    }
  }
}
