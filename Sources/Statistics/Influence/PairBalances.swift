/// For each image, the images that agree with it about the order minus those that disagree.
///
/// `values[i] = sum over j of w_j sgn(x_i - x_j) sgn(y_i - y_j)`, by one sweep over x with running
/// counts of y, O(n log levels). `total` is half their weighted sum: concordant minus discordant pairs.
struct PairBalances {
  /// The balance of each image.
  private(set) var values: [Int]
  /// Concordant minus discordant pairs of the weighted sample.
  private(set) var total: Int

  /// Counts each image once.
  init(_ x: RankCodes, _ y: RankCodes) {
    self.init(x, y, weights: [Int32](repeating: 1, count: x.count))
  }

  /// Counts image i `weights[i]` times; an image of weight 0 gets a balance all the same.
  init(_ x: RankCodes, _ y: RankCodes, weights: [Int32]) {
    let levels = y.levelCount
    // below[l] is the weight of the images whose y is below level l.
    var below = [Int](repeating: 0, count: levels + 1)
    for image in weights.indices { below[Int(y.codes[image]) + 1] += Int(weights[image]) }
    for level in 0..<levels { below[level + 1] += below[level] }
    let whole = below[levels]
    var tree = CountingTree(levels: levels)
    var balances = [Int](repeating: 0, count: x.count)
    var sum = 0
    for level in 0..<x.levelCount {
      let images = Int(x.starts[level])..<Int(x.starts[level + 1])
      for position in images {
        let image = Int(x.order[position])
        let code = Int(y.codes[image])
        // Images with a smaller x: those with smaller y agree, those with greater y disagree.
        balances[image] = tree.sum(below: code) - (tree.total - tree.sum(below: code + 1))
      }
      for position in images {
        let image = Int(x.order[position])
        tree.add(Int(weights[image]), at: Int(y.codes[image]))
      }
      for position in images {
        let image = Int(x.order[position])
        let code = Int(y.codes[image])
        // Images with a greater x are those not yet in the tree.
        let smaller = below[code] - tree.sum(below: code)
        let greater = (whole - below[code + 1]) - (tree.total - tree.sum(below: code + 1))
        balances[image] += greater - smaller
        sum += Int(weights[image]) * balances[image]
      }
    }
    values = balances
    total = sum / 2
  }
}
