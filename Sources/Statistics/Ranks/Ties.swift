/// The tied values of one variable, as sums over its groups of t equal values.
public struct Ties: Equatable, Sendable {
  /// The number of values.
  public let count: Int
  /// The number of different values.
  public let levels: Int
  /// The number of tied pairs, Σ t(t-1)/2.
  public let pairs: Int
  /// Σ (t³ - t), which enters the variance of ranks.
  let cubes: Int128
  /// Σ t(t-1)(2t+5), which enters the variance of Kendall's S.
  let kendall: Int128
  /// Σ t(t-1)(t-2), which enters the same variance.
  let triples: Int128

  /// Creates the sums from the sizes of the groups of equal values.
  ///
  /// - Parameter sizes: The number of values in each group, all above 0.
  public init(groupSizes sizes: some Sequence<Int>) {
    var count = 0
    var levels = 0
    var pairs = 0
    var cubes: Int128 = 0
    var kendall: Int128 = 0
    var triples: Int128 = 0
    for size in sizes {
      count += size
      levels += 1
      guard size > 1 else { continue }
      let pair = size * (size - 1)
      pairs += pair / 2
      cubes += Int128(pair) * Int128(size + 1)
      kendall += Int128(pair) * Int128(2 * size + 5)
      triples += Int128(pair) * Int128(size - 2)
    }
    self.count = count
    self.levels = levels
    self.pairs = pairs
    self.cubes = cubes
    self.kendall = kendall
    self.triples = triples
  }

  /// Whether any two values are equal.
  public var areAny: Bool { pairs > 0 }

  /// Σ (2R - n - 1)² over average ranks R, four times the sum of squares of ranks about their mean.
  ///
  /// ```text
  /// ((n³ - n) - Σ (t³ - t)) / 3
  /// ```
  var doubledRankSquares: Int128 {
    let n = Int128(count)
    return (n * n * n - n - cubes) / 3
  }
}
