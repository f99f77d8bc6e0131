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

  private func lowerTail(_ last: Int) -> Double {
    min(1, probabilities[0...last].reduce(0, +))
  }
}
