internal import RealModule

/// The exact share of orders with a sum of squared rank differences at or below the one observed.
///
/// Without ties Σ d² at most D leaves no item further than k from its place, k (k + 1) ≤ D, so that a
/// window of 2k + 1 places suffices: close to ρ = ±1 the counts are cheap for any n, up to n = 12
/// everywhere. With ties the states are the numbers of each level of y that are used.
enum SpearmanCounts {
  /// The natural logarithms of the shares of both tails.
  typealias Tails = (lnGreater: Double, lnLess: Double)

  /// The most additions that are spent.
  private static let effort = 6_000_000

  /// Returns both tails without ties.
  ///
  /// - Parameters:
  ///   - sum: The observed Σ d², even.
  ///   - n: The number of items.
  /// - Returns: The tails, or nothing where they cost too much.
  static func untied(sum: Int, n: Int) -> Tails? {
    let largest = n * (n * n - 1) / 3
    // The distribution is symmetric: counts come from the nearer end.
    let isRising = sum <= largest - sum
    let distance = isRising ? sum : largest - sum
    guard additions(distance, n) <= effort, let counts = counts(upTo: distance, n) else {
      return nil
    }
    let near = counts.reduce(0, +)
    let nearer = near - counts[counts.count - 1]
    let lnTotal = ExtremeOrders.lnFactorial(n)
    let lnNear = Double.log(near) - lnTotal
    let lnFar = Double.log(onePlus: -Double.exp(Double.log(nearer) - lnTotal))
    return isRising ? (lnNear, lnFar) : (lnFar, lnNear)
  }

  /// Returns the largest sum of squared differences, counted from ρ = 1, whose tail is affordable.
  static func affordable(_ n: Int) -> Int {
    var distance = 0
    while distance < n * (n * n - 1) / 6, additions(distance + 2, n) <= effort { distance += 2 }
    return distance
  }

  /// The displacement from which on counting costs too much.
  private static let farthest = 16

  /// The largest displacement that a sum allows, not counted beyond ``farthest``.
  private static func reach(_ sum: Int, _ n: Int) -> Int {
    var reach = 0
    while reach < farthest, (reach + 1) * (reach + 2) <= sum { reach += 1 }
    return min(reach, n - 1)
  }

  private static func additions(_ sum: Int, _ n: Int) -> Int {
    let reach = reach(sum, n)
    guard reach < farthest else { return .max }
    // C(2k, k) windows, but no more than all subsets together.
    var windows = 1
    for index in 0..<reach { windows = windows * (2 * reach - index) / (index + 1) }
    let (states, overflow) = n.multipliedReportingOverflow(by: windows)
    let fewest = n < 30 ? min(states, 1 << n) : states
    let (cost, overflowed) = fewest.multipliedReportingOverflow(by: (reach + 1) * (sum / 2 + 1))
    return overflow || overflowed ? .max : cost
  }

  /// The numbers of orders with Σ d² = 0, 2, 4, … up to a sum.
  private static func counts(upTo sum: Int, _ n: Int) -> [Double]? {
    let reach = reach(sum, n)
    let half = sum / 2
    // Bit j stands for the place i - reach + j; the places before the first count as taken. Costs are
    // kept doubled until the end: d² alone may be odd.
    var states: [UInt32: [Double]] = [(1 << UInt32(reach)) - 1: [1]]
    for item in 0..<n {
      var next: [UInt32: [Double]] = [:]
      for (mask, counts) in states {
        for bit in 0...(2 * reach) where mask & (1 << UInt32(bit)) == 0 {
          let place = item - reach + bit
          guard place < n else { break }
          let taken = mask | (1 << UInt32(bit))
          // The lowest place of the window is out of reach of the next item.
          guard taken & 1 == 1 else { continue }
          let cost = (bit - reach) * (bit - reach)
          guard cost <= sum else { continue }
          let kept = min(counts.count, sum - cost + 1)
          next[taken >> 1, default: []].add(counts, count: kept, at: cost)
        }
      }
      states = next
    }
    guard var counts = states.values.first, states.count == 1 else { return nil }
    counts += [Double](repeating: 0, count: max(0, sum + 1 - counts.count))
    return (0...half).map { counts[2 * $0] }
  }

  /// Returns both tails given ties, for small samples.
  ///
  /// - Parameters:
  ///   - x: The ranking of the first measurement.
  ///   - y: The ranking of the second.
  ///   - sum: The observed Σ (2R - 2S)² of the average ranks.
  /// - Returns: The tails, or nothing where they cost too much.
  static func tied(_ x: Ranking, _ y: Ranking, sum: Int) -> Tails? {
    let n = x.count
    // Anything beyond this is out of reach whatever the ties.
    guard n <= 64 else { return nil }
    let (items, levels) = x.levels > y.levels ? (x, y) : (y, x)
    let sizes = (0..<levels.levels).map { Int(levels.starts[$0 + 1] - levels.starts[$0]) }
    var radices = [1]
    for size in sizes {
      guard radices[radices.count - 1] <= effort else { return nil }
      radices.append(radices[radices.count - 1] * (size + 1))
    }
    let largest = 4 * n * (n * n - 1) / 3
    let (cost, overflow) = radices[sizes.count].multipliedReportingOverflow(
      by: sizes.count * largest)
    guard !overflow, cost <= 4 * effort else { return nil }
    let ranks = (0..<sizes.count).map { Int(levels.doubledRank(Int32($0))) }
    var states: [Int: [Double]] = [0: [1]]
    for item in items.order {
      let rank = Int(items.doubledRank(items.codes[Int(item)]))
      var next: [Int: [Double]] = [:]
      for (state, counts) in states {
        for level in sizes.indices {
          let free = sizes[level] - state / radices[level] % (sizes[level] + 1)
          guard free > 0 else { continue }
          let difference = rank - ranks[level]
          next[state + radices[level], default: []].add(
            counts, count: counts.count, at: difference * difference, times: Double(free))
        }
      }
      states = next
    }
    guard let counts = states.values.first, sum < counts.count else { return nil }
    let atMost = counts[...sum].reduce(0, +)
    let atLeast = counts[sum...].reduce(0, +)
    let lnTotal = ExtremeOrders.lnFactorial(n)
    return (Double.log(atMost) - lnTotal, Double.log(atLeast) - lnTotal)
  }
}

extension [Double] {
  /// Adds some of other counts, shifted, growing as needed.
  fileprivate mutating func add(
    _ other: [Double], count: Int, at shift: Int, times factor: Double = 1
  ) {
    guard count > 0 else { return }
    if self.count < shift + count {
      append(contentsOf: repeatElement(0, count: shift + count - self.count))
    }
    // Nearly all of the work is here, and builds without optimisation do it as well.
    unsafe withUnsafeMutableBufferPointer { into in
      unsafe other.withUnsafeBufferPointer { from in
        guard let into = into.baseAddress, let from = from.baseAddress else { return }
        var index = 0
        while index < count {
          unsafe into[shift + index] += factor * from[index]
          index += 1
        }
      }
    }
  }
}
