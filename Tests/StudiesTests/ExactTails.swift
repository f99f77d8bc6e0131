import Foundation

/// Exact two-sided p-values counted anew, another way than the library counts them.
enum ExactTails {
  /// Of a coefficient without ties; nil where that costs too much.
  static func pValue(_ coefficient: Double, n: Int, isKendall: Bool) -> Double? {
    let size = Double(n)
    let own =
      isKendall
      ? coefficient * size * (size - 1) / 2 : (1 - coefficient) * (size * size * size - size) / 6
    guard abs(own - own.rounded()) < 1e-6 * max(1, abs(own)) else { return nil }
    if isKendall { return kendall(score: Int(own.rounded()), n: n) }
    return n <= 14 ? spearman(sumOfSquares: Int(own.rounded()), n: n) : nil
  }

  /// Whether p is the exact two-sided p of Page's standardized L for so many images and some number of levels.
  static func isPage(_ p: Double, z: Double, images: Int) -> Bool {
    (3...8).contains { levels in
      let k = Double(levels)
      let mean = k * (k + 1) * (k + 1) / 4
      let deviation = ((k * k * k - k) * (k * k * k - k) / (144 * (k - 1))).squareRoot()
      let sum = Double(images) * mean + z * Double(images).squareRoot() * deviation
      guard abs(sum - sum.rounded()) < 1e-6 else { return false }
      // One image: every order of its levels.
      var single: [Int: Double] = [:]
      var orders = 0.0
      func place(_ level: Int, _ free: [Int], _ sum: Int) {
        guard !free.isEmpty else {
          single[sum, default: 0] += 1
          orders += 1
          return
        }
        for rank in free { place(level + 1, free.filter { $0 != rank }, sum + level * rank) }
      }
      place(1, Array(1...levels), 0)
      var all = [0: 1.0]
      for _ in 0..<images {
        var next: [Int: Double] = [:]
        for (sum, share) in all {
          for (own, ways) in single { next[sum + own, default: 0] += share * ways / orders }
        }
        all = next
      }
      let observed = Int(sum.rounded())
      let greater = all.filter { $0.key >= observed }.values.reduce(0, +)
      let less = all.filter { $0.key <= observed }.values.reduce(0, +)
      return abs(min(1, 2 * min(greater, less)) - p) <= 1e-9 * p
    }
  }

  /// Of Kendall's C - D without ties: the numbers of orders of n items by inversions, item after item.
  static func kendall(score: Int, n: Int) -> Double {
    var shares = [1.0]
    for item in 2...max(n, 2) {
      // A new last item goes before 0 to item - 1 others.
      var next = [Double](repeating: 0, count: shares.count + item - 1)
      for (inversions, share) in shares.enumerated() {
        for step in 0..<item { next[inversions + step] += share / Double(item) }
      }
      shares = next
    }
    let all = n * (n - 1) / 2
    let far = shares.indices.filter { abs(all - 2 * $0) >= abs(score) }
    return min(1, far.reduce(0) { $0 + shares[$1] })
  }

  /// Of Spearman's Σ d² without ties, n at most 14: sets of places taken so far, with the shares of their sums.
  static func spearman(sumOfSquares: Int, n: Int) -> Double {
    let largest = n * (n * n - 1) / 3
    var states: [Int: [Double]] = [0: [1]]
    for item in 0..<n {
      var next: [Int: [Double]] = [:]
      for (taken, shares) in states {
        for place in 0..<n where taken & (1 << place) == 0 {
          let cost = (item - place) * (item - place)
          var sums = next[taken | 1 << place] ?? [Double](repeating: 0, count: largest + 1)
          for (sum, share) in shares.enumerated() where share > 0 {
            sums[sum + cost] += share / Double(n - item)
          }
          next[taken | 1 << place] = sums
        }
      }
      states = next
    }
    let shares = states.values.first ?? []
    let distance = min(sumOfSquares, largest - sumOfSquares)
    return min(1, 2 * shares[...distance].reduce(0, +))
  }

  /// Whether p is McNemar's mid-p of some split of so many images with the difference first less second.
  static func isMidP(_ p: Double, difference: Int, images: Int) -> Bool {
    let larger = abs(difference)
    if p == 1 { return difference == 0 }
    // ln C(m, k) - m ln 2 for k = (m + d) / 2 and beyond.
    func ln(_ m: Int, _ k: Int) -> Double {
      lgamma(Double(m) + 1) - lgamma(Double(k) + 1) - lgamma(Double(m - k) + 1)
        - Double(m) * 0.693147180559945309
    }
    return stride(from: max(larger, 1), through: images, by: 2).contains { discordant in
      let first = (discordant + larger) / 2
      var tail = 0.5 * exp(ln(discordant, first))
      var next = first + 1
      while next <= discordant {
        let term = exp(ln(discordant, next))
        tail += term
        if term < 1e-17 * tail { break }
        next += 1
      }
      let own = difference == 0 ? 1 - exp(ln(discordant, first)) : 2 * tail
      return abs(own - p) <= 1e-8 * p
    }
  }
}
