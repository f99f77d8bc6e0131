internal import RealModule

/// How many of all orders of y rise, or fall, with x as far as the ties let them.
///
/// ```text
/// share = Π t! Π u! / (Π c! n!)
/// ```
///
/// t and u are the sizes of the groups of equal x and of equal y, c the sizes of the groups equal in both
/// once x and y are sorted; without ties the share is 1/n!. No one-sided p-value of a rank correlation
/// can be smaller.
struct ExtremeOrders: Equatable, Sendable {
  /// The natural logarithm of the share of orders that rise furthest.
  let lnRising: Double
  /// The same for orders that fall furthest.
  let lnFalling: Double
  /// Σ (2R - n - 1)(2S - n - 1) of the orders that rise furthest.
  let highestProducts: Int128
  /// The same sum of the orders that fall furthest.
  let lowestProducts: Int128

  /// Counts in O(levels of x + levels of y).
  init(_ x: Ranking, _ y: Ranking) {
    let n = x.count
    guard x.levels < n || y.levels < n else {
      lnRising = -Self.lnFactorial(n)
      lnFalling = lnRising
      highestProducts = x.ties.doubledRankSquares
      lowestProducts = -highestProducts
      return
    }
    let groups = Self.lnFactorials(x) + Self.lnFactorials(y) - Self.lnFactorial(n)
    let rising = Self.sorted(x, y, isFalling: false)
    let falling = Self.sorted(x, y, isFalling: true)
    lnRising = groups - rising.lnCells
    lnFalling = groups - falling.lnCells
    highestProducts = rising.products
    lowestProducts = falling.products
  }

  /// The smallest p-value that the ties leave, with its logarithm.
  ///
  /// - Parameters:
  ///   - isRising: Whether the coefficient is above 0, for the two-sided one.
  ///   - alternative: The side; the two-sided one is twice that of the coefficient's side.
  /// - Returns: The logarithm, at most 0.
  func lnSmallestP(isRising: Bool, _ alternative: Alternative) -> Double {
    switch alternative {
    case .greater: lnRising
    case .less: lnFalling
    case .twoSided: min(0, 0.693147180559945309417 + (isRising ? lnRising : lnFalling))
    }
  }

  /// The smallest two-sided p-value of either side.
  var smallestP: Double {
    Double.exp(
      min(lnSmallestP(isRising: true, .twoSided), lnSmallestP(isRising: false, .twoSided)))
  }

  private static func sorted(
    _ x: Ranking, _ y: Ranking, isFalling: Bool
  ) -> (lnCells: Double, products: Int128) {
    let n = x.count
    var lnCells = 0.0
    var products: Int128 = 0
    var (level, other) = (0, isFalling ? y.levels - 1 : 0)
    var left = Int(x.starts[1])
    var otherLeft = Int(y.starts[other + 1] - y.starts[other])
    while true {
      let cell = min(left, otherLeft)
      if cell > 1 { lnCells += lnFactorial(cell) }
      let rank = Int(x.starts[level] + x.starts[level + 1]) - n
      let otherRank = Int(y.starts[other] + y.starts[other + 1]) - n
      products += Int128(cell) * Int128(rank) * Int128(otherRank)
      left -= cell
      otherLeft -= cell
      if left == 0 {
        level += 1
        guard level < x.levels else { return (lnCells, products) }
        left = Int(x.starts[level + 1] - x.starts[level])
      }
      if otherLeft == 0 {
        other += isFalling ? -1 : 1
        otherLeft = Int(y.starts[other + 1] - y.starts[other])
      }
    }
  }

  private static func lnFactorials(_ ranking: Ranking) -> Double {
    guard ranking.ties.areAny else { return 0 }
    var sum = 0.0
    for level in 0..<ranking.levels {
      let size = Int(ranking.starts[level + 1] - ranking.starts[level])
      if size > 1 { sum += lnFactorial(size) }
    }
    return sum
  }

  /// ln k!, also 0 for 0 and 1.
  static func lnFactorial(_ k: Int) -> Double { LogGamma.value(Double(k) + 1) }
}
