import RealModule

/// The distribution of the number of inversions of a random order of n items.
///
/// The probabilities are those of a sum of independent uniform numbers on 0...k-1, k = 1...n (the
/// Mahonian numbers over n!). They are built by sums of positive terms only, so that every tail is
/// right to about 1e-14 relative, down to 1/60! = 1e-82.
struct InversionDistribution {
  /// The probability of each number of inversions.
  private let probabilities: [Double]

  /// Creates the distribution in O(n⁴).
  init(_ n: Int) {
    var current = [1.0]
    for size in stride(from: 2, through: n, by: 1) {
      var next = [Double](repeating: 0, count: current.count + size - 1)
      for (inversions, probability) in current.enumerated() {
        let share = probability / Double(size)
        for added in 0..<size { next[inversions + added] += share }
      }
      current = next
    }
    probabilities = current
  }

  /// Returns the exact p-value of Kendall's correlation.
  ///
  /// - Parameters:
  ///   - discordant: The number of discordant pairs, 0 for τ = 1.
  ///   - alternative: The side; the two-sided p-value is twice the smaller tail, at most 1.
  /// - Returns: The p-value.
  func pValue(discordant: Int, _ alternative: Alternative) -> PValue {
    // The distribution is symmetric: both tails are sums from the small end.
    let greater = lowerTail(discordant)
    let less = lowerTail(probabilities.count - 1 - discordant)
    let p =
      switch alternative {
      case .greater: greater
      case .less: less
      case .twoSided: min(1, 2 * min(greater, less))
      }
    return PValue(p: p, lnP: Double.log(p))
  }

  /// The most inversions that are counted for more items than the whole distribution is built for.
  private static let fewInversions = 60

  /// Returns the logarithms of both tails for any n, close to τ = ±1.
  ///
  /// - Parameters:
  ///   - discordant: The number of discordant pairs.
  ///   - n: The number of items.
  /// - Returns: The tails; nothing where more than 60 pairs lie between the order and the nearer end.
  static func lnTails(discordant: Int, n: Int) -> (greater: Double, less: Double)? {
    let pairs = n * (n - 1) / 2
    let isRising = discordant <= pairs - discordant
    let inversions = isRising ? discordant : pairs - discordant
    guard inversions <= fewInversions, n <= 4_000_000 / (inversions + 1) else { return nil }
    // The numbers of orders of the first items with 0, 1, 2, … inversions.
    var counts = [1.0] + [Double](repeating: 0, count: inversions)
    for size in stride(from: 2, through: n, by: 1) {
      let before = counts
      var sum = 0.0
      for index in counts.indices {
        sum += before[index]
        if size <= inversions {
          counts[index] = before[max(0, index - size + 1)...index].reduce(0, +)
        } else {
          counts[index] = sum
        }
      }
    }
    let lnTotal = ExtremeOrders.lnFactorial(n)
    let lnNear = Double.log(counts.reduce(0, +)) - lnTotal
    let lnFar = Double.log(
      onePlus: -Double.exp(Double.log(counts.dropLast().reduce(0, +)) - lnTotal))
    return isRising ? (lnNear, lnFar) : (lnFar, lnNear)
  }

  private func lowerTail(_ last: Int) -> Double {
    min(1, probabilities[0...last].reduce(0, +))
  }
}
