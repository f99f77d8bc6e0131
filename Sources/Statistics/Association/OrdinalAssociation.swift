/// Goodman and Kruskal's gamma and Somers' d: how often two variables order two images alike.
///
/// With C concordant and D discordant pairs, and T the pairs tied in one variable only:
///
/// ```text
/// gamma  = (C - D) / (C + D)                        ties are left out
/// d(y|x) = (C - D) / (C + D + pairs tied in y only) x given, y predicted
/// d(x|y) = (C - D) / (C + D + pairs tied in x only)
/// ```
///
/// gamma is the greatest in size of all, and with heavy ties (HSF) far above Kendall's tau-b, since
/// it judges by untied pairs only. `tau-b^2 = d(y|x) d(x|y)`.
///
/// Standard errors (n images; A_i, B_i the images concordant and discordant with image i; P = 2C, Q
/// = 2D; w = ordered pairs that are not tied in the given variable, w_i those of image i):
///
/// ```text
/// gamma   4 sqrt(sum (Q A_i - P B_i)^2) / (P + Q)^2
///   null  2 sqrt(sum (A_i - B_i)^2 - (P - Q)^2/n) / (P + Q)
/// d       2 sqrt(sum (w (A_i - B_i) - (P - Q) w_i)^2) / w^2
///   null  2 sqrt(sum (A_i - B_i)^2 - (P - Q)^2/n) / w
/// ```
///
/// Degenerate cases: constant x or y, fewer than 2 pairs or NaN is an error; infinite values are
/// allowed, since only the order counts.
///
/// Source: Goodman & Kruskal 1963, doi:10.1080/01621459.1963.10500850; Somers 1962,
/// doi:10.2307/2090408; Brown & Benedetti 1977, doi:10.1080/01621459.1977.10480995. d and its test
/// agree with scipy 1.17.1 `somersd`.
public struct OrdinalAssociation: Sendable, Equatable {
  /// The number of images.
  public let n: Int
  /// Pairs that x and y order alike.
  public let concordant: Int
  /// Pairs that x and y order oppositely.
  public let discordant: Int
  /// Pairs equal in x only.
  public let tiedX: Int
  /// Pairs equal in y only.
  public let tiedY: Int
  /// Pairs equal in both.
  public let tiedBoth: Int
  /// Goodman and Kruskal's gamma.
  public let gamma: OrdinalCoefficient
  /// Somers' d of y given x: y is what is predicted.
  public let somersYGivenX: OrdinalCoefficient
  /// Somers' d of x given y: x is what is predicted.
  public let somersXGivenY: OrdinalCoefficient

  /// Counts the pairs of two variables.
  ///
  /// - Parameters:
  ///   - x: One value an image.
  ///   - y: One value an image; the faster choice for the variable with fewer levels.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/tooFewValues(needed:got:)`` below two images,
  ///   ``StatisticsError/notANumber(name:index:)``, ``StatisticsError/constant(name:)``.
  /// - Complexity: O(n log n).
  public init(_ x: [Double], _ y: [Double]) throws(StatisticsError) {
    guard x.count == y.count else { throw .lengthMismatch(expected: x.count, got: y.count) }
    guard x.count >= 2 else { throw .tooFewValues(needed: 2, got: x.count) }
    if let bad = x.firstIndex(where: \.isNaN) { throw .notANumber(name: "x", index: bad) }
    if let bad = y.firstIndex(where: \.isNaN) { throw .notANumber(name: "y", index: bad) }
    let xCodes = RankCodes(x)
    let yCodes = RankCodes(y)
    guard xCodes.levelCount > 1 else { throw .constant(name: "x") }
    guard yCodes.levelCount > 1 else { throw .constant(name: "y") }
    let counts = ConcordanceCounts(xCodes, yCodes)
    // Two variables that both vary have at least one pair that is tied in neither.
    n = counts.n
    concordant = counts.concordant
    discordant = counts.discordant
    tiedX = counts.tiedX
    tiedY = counts.tiedY
    tiedBoth = counts.tiedBoth
    // sum (A_i - B_i)^2 - (P - Q)^2 / n, as a sum of squares about the mean.
    let meanBalance = Double(counts.balances.reduce(0, +)) / Double(counts.n)
    let spread = counts.balances.reduce(0) { sum, balance in
      let deviation = Double(balance) - meanBalance
      return sum + deviation * deviation
    }
    gamma = Self.gamma(counts, spread: spread)
    somersYGivenX = Self.somers("somers-d-y-given-x", counts, counts.unlikeX, spread: spread)
    somersXGivenY = Self.somers("somers-d-x-given-y", counts, counts.unlikeY, spread: spread)
  }

  private static func gamma(_ counts: ConcordanceCounts, spread: Double) -> OrdinalCoefficient {
    let p = Double(counts.concordant) * 2
    let q = Double(counts.discordant) * 2
    let sum = zip(counts.balances, counts.untied).reduce(0) { sum, image in
      let concordant = Double(image.1 + image.0) / 2
      let discordant = Double(image.1 - image.0) / 2
      // Divided by P + Q first, so that large samples do not lose digits in the products.
      let term = q / (p + q) * concordant - p / (p + q) * discordant
      return sum + term * term
    }
    return OrdinalCoefficient(
      name: "gamma", value: (p - q) / (p + q), standardError: 4 * sum.squareRoot() / (p + q),
      nullStandardError: 2 * spread.squareRoot() / (p + q))
  }

  private static func somers(
    _ name: String, _ counts: ConcordanceCounts, _ unlike: [Int], spread: Double
  ) -> OrdinalCoefficient {
    let w = Double(unlike.reduce(0, +))
    let d = Double(counts.concordant - counts.discordant) * 2 / w
    let sum = zip(counts.balances, unlike).reduce(0) { sum, image in
      let term = Double(image.0) - d * Double(image.1)
      return sum + term * term
    }
    return OrdinalCoefficient(
      name: name, value: d, standardError: 2 * sum.squareRoot() / w,
      nullStandardError: 2 * spread.squareRoot() / w)
  }
}
