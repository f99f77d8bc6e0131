/// The test that values rise from one ordered group of images to the next.
///
/// ```text
/// J = sum over pairs of groups g < h of #(x in g < y in h) + #(equal)/2
/// ```
///
/// J and Kendall's score S of group against value are the same thing: S = 2 J - (pairs from unlike
/// groups). So the variance, with ties, is that of Kendall's S over 4, and J/pairs is the chance
/// that of two images from unlike groups the one of the later group has the larger value (ties
/// half).
///
/// Degenerate cases: one group only or a constant value is an error; groups without images have no
/// part.
///
/// Source: Jonckheere 1954, doi:10.1093/biomet/41.1-2.133; Terpstra 1952; ties Hollander & Wolfe
/// 1999, equation 6.19. z agrees with that of scipy 1.17.1 `kendalltau(group, value,
/// method="asymptotic")`.
public struct JonckheereTerpstra: Sendable, Equatable {
  /// J.
  public let statistic: Double
  /// The pairs of images from unlike groups.
  public let pairs: Int
  /// The mean of J without a trend, pairs/2.
  public let mean: Double
  /// The variance of J without a trend, given the ties.
  public let variance: Double
  /// The number of images.
  public let n: Int

  /// The chance that the image of the later group has the larger value; 0.5 without a trend.
  public var probabilityOfOrder: Double { statistic / Double(pairs) }
  /// The standardized statistic, without continuity correction.
  public var z: Double { (statistic - mean) / variance.squareRoot() }

  /// Compares all pairs of images from unlike groups.
  ///
  /// - Parameters:
  ///   - values: One value an image.
  ///   - groups: The group of each image; its order is that of the numbers.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/tooFewValues(needed:got:)``, ``StatisticsError/constant(name:)`` for one
  ///   group (x) or one value (y), ``StatisticsError/notANumber(name:index:)``.
  /// - Complexity: O(n log n).
  public init(_ values: [Double], groups: [Int]) throws(StatisticsError) {
    let kendall = try KendallCorrelation(groups.map { Double($0) }, values)
    n = kendall.n
    pairs = n * (n - 1) / 2 - kendall.tiesX.pairs
    statistic = Double(kendall.score + pairs) / 2
    mean = Double(pairs) / 2
    variance = kendall.scoreVariance / 4
  }

  /// Tests for a trend by the normal approximation.
  ///
  /// - Parameter alternative: `greater` = values rise with the group.
  /// - Returns: The test `jonckheere-terpstra`.
  public func test(_ alternative: Alternative = .twoSided) -> SignificanceTest {
    SignificanceTest(name: "jonckheere-terpstra", z: z, alternative)
  }
}
