internal import RealModule

/// Page's test that values rise from level to level within images.
///
/// The levels of each image are ranked (ties get average ranks) and
///
/// ```text
/// L = sum_j j R_j        R_j = sum over images of the rank at level j, j = 1 ... k as predicted
/// mean L = m k (k + 1)^2 / 4
/// var L  = (k^3 - k)/12 * sum_i s_i^2     s_i^2 = variance of image i's ranks, over k - 1
/// ```
///
/// Without ties that is Page's variance m k^2 (k + 1)(k^2 - 1)/144. Ties make it smaller, which
/// scipy's normal approximation ignores (it is conservative then).
///
/// | Symbol | Meaning | Shape |
/// | ------ | ------- | ----- |
/// | values | one row an image, one column a level | (m x k) |
///
/// Direction: a large L means that values rise with the level; ``meanRankCorrelation`` is its size.
///
/// Degenerate cases: fewer than 3 levels or no image is an error; when every image is constant over
/// levels, L is its mean with variance 0 and the test is ``StatisticsError/noVariation(name:)``.
/// Infinite values are allowed, since only the order counts.
///
/// Source: Page 1963, doi:10.1080/01621459.1963.10500843. Without ties agrees with scipy 1.17.1
/// `page_trend_test`, exact and asymptotic.
public struct PageTrendTest: Sendable, Equatable {
  /// Where the p-value comes from.
  public enum Distribution: String, Sendable, CaseIterable {
    /// Exact where possible, else normal.
    case automatic
    /// All orders of the levels within images: no ties, at most 8 levels and 30 images.
    case exact
    /// The normal approximation, without continuity correction.
    case normal
  }

  /// The most levels for the exact distribution.
  static let exactLevels = 8
  /// The most images for the exact distribution.
  static let exactImages = 30

  /// Page's L.
  public let statistic: Double
  /// The number of images.
  public let images: Int
  /// The number of levels.
  public let levels: Int
  /// The mean of L when the order of the levels is random.
  public let mean: Double
  /// The variance of L when the order of the levels is random, given the ties.
  public let variance: Double
  /// Whether an image has equal values at two levels.
  public let hasTies: Bool

  /// The mean over images of the Pearson correlation of the level's number with the image's rank,
  /// as if there were no ties; 1 when all images rise throughout, -1 when all fall.
  public var meanRankCorrelation: Double {
    let k = Double(levels)
    return (statistic - mean) / (Double(images) * (k * k * k - k) / 12)
  }
  /// The standardized statistic.
  public var z: Double { (statistic - mean) / variance.squareRoot() }

  /// Ranks the levels of each image.
  ///
  /// - Parameters:
  ///   - values: One row an image, its levels in the predicted order.
  ///   - levels: The number of levels; at least 3.
  /// - Throws: ``StatisticsError/emptyInput(name:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for fewer than 3 levels,
  ///   ``StatisticsError/lengthMismatch(expected:got:)`` when the last row is cut short,
  ///   ``StatisticsError/notANumber(name:index:)``.
  /// - Complexity: O(images * levels^2).
  public init(_ values: [Double], levels: Int) throws(StatisticsError) {
    guard levels >= 3 else {
      throw .outOfRange(name: "levels", value: Double(levels), allowed: "3 or more")
    }
    guard !values.isEmpty else { throw .emptyInput(name: "values") }
    guard values.count.isMultiple(of: levels) else {
      throw .lengthMismatch(
        expected: (values.count / levels + 1) * levels, got: values.count)
    }
    if let bad = values.firstIndex(where: \.isNaN) { throw .notANumber(name: "values", index: bad) }
    images = values.count / levels
    self.levels = levels
    // Twice the ranks are whole numbers, so L and the sum of squares are exact.
    var doubled = 0
    var doubledSquares = 0
    var hasTies = false
    for image in 0..<images {
      let base = image * levels
      for level in 0..<levels {
        let value = values[base + level]
        var below = 0
        var equal = 0
        for other in base..<base + levels {
          if values[other] < value { below += 1 } else if values[other] == value { equal += 1 }
        }
        hasTies = hasTies || equal > 1
        let doubledRank = 2 * below + equal + 1
        doubled += (level + 1) * doubledRank
        doubledSquares += (doubledRank - levels - 1) * (doubledRank - levels - 1)
      }
    }
    let (m, k) = (Double(images), Double(levels))
    statistic = Double(doubled) / 2
    mean = m * k * (k + 1) * (k + 1) / 4
    variance = (k * k * k - k) / 12 * (Double(doubledSquares) / 4) / (k - 1)
    self.hasTies = hasTies
  }

  /// Tests for a trend.
  ///
  /// - Parameters:
  ///   - alternative: `greater` = values rise with the level, `less` = they fall.
  ///   - distribution: Where the p-value comes from; the name of the result says which.
  /// - Returns: The test `page-exact` with L, or `page-normal` with z.
  /// - Throws: ``StatisticsError/noVariation(name:)`` when every image is constant over the levels,
  ///   ``StatisticsError/notDefinedWithTies(name:)`` and
  ///   ``StatisticsError/tooManyValues(allowed:got:)`` when the exact distribution is asked for in
  ///   vain.
  public func test(
    _ alternative: Alternative = .greater, distribution: Distribution = .automatic
  ) throws(StatisticsError) -> SignificanceTest {
    guard variance > 0 else { throw .noVariation(name: "values") }
    let canBeExact = !hasTies && levels <= Self.exactLevels && images <= Self.exactImages
    if distribution == .normal || (distribution == .automatic && !canBeExact) {
      return SignificanceTest(name: "page-normal", z: z, alternative)
    }
    guard !hasTies else { throw .notDefinedWithTies(name: "Page's exact distribution") }
    guard levels <= Self.exactLevels else {
      throw .tooManyValues(allowed: Self.exactLevels, got: levels)
    }
    guard images <= Self.exactImages else {
      throw .tooManyValues(allowed: Self.exactImages, got: images)
    }
    let chances = Self.distribution(images: images, levels: levels)
    let greater = chances[Int(statistic)...].reversed().reduce(0, +)
    let less = chances[...Int(statistic)].reduce(0, +)
    let p =
      switch alternative {
      case .greater: greater
      case .less: less
      case .twoSided: min(1, 2 * min(greater, less))
      }
    return SignificanceTest(
      name: "page-exact", statistic: statistic, alternative: alternative,
      pValue: PValue(p: min(1, p), lnP: min(0, .log(p))))
  }

  /// The chance of each value of L when all orders are as likely.
  private static func distribution(images: Int, levels: Int) -> [Double] {
    // One image: sum j rank_j over all permutations, built level by level over the set of used
    // ranks.
    let top = levels * (levels + 1) * (2 * levels + 1) / 6
    var ways = [[Double]](repeating: [], count: 1 << levels)
    ways[0] = [1]
    for used in 1..<1 << levels {
      let level = used.nonzeroBitCount
      var sums = [Double](repeating: 0, count: top + 1)
      for rank in 1...levels where used & (1 << (rank - 1)) != 0 {
        for (sum, count) in ways[used & ~(1 << (rank - 1))].enumerated() where count > 0 {
          sums[sum + level * rank] += count
        }
      }
      ways[used] = sums
    }
    let last = ways[(1 << levels) - 1]
    let orders = last.reduce(0, +)
    let single = last.map { $0 / orders }
    var chances = [1.0]
    for _ in 0..<images {
      var next = [Double](repeating: 0, count: chances.count + top)
      for (sum, chance) in chances.enumerated() where chance > 0 {
        for (own, ownChance) in single.enumerated() where ownChance > 0 {
          next[sum + own] += chance * ownChance
        }
      }
      chances = next
    }
    return chances
  }
}
