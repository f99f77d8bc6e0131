import RealModule
import Testing

@testable import Statistics

struct ExactDistributionTests {
  /// The number of orders of 1...n for each Σ d², by adding one item after the other.
  private func counts(_ n: Int) -> [Double] {
    let largest = n * (n * n - 1) / 3
    var states = [[Double]](repeating: [], count: 1 << n)
    states[0] = [1] + [Double](repeating: 0, count: largest)
    for mask in states.indices where !states[mask].isEmpty {
      let position = mask.nonzeroBitCount
      for value in 0..<n where mask & (1 << value) == 0 {
        let next = mask | (1 << value)
        if states[next].isEmpty { states[next] = [Double](repeating: 0, count: largest + 1) }
        let cost = (position - value) * (position - value)
        for sum in 0...(largest - cost) { states[next][sum + cost] += states[mask][sum] }
      }
      if mask != states.count - 1 { states[mask] = [] }
    }
    return states[states.count - 1]
  }

  @Test func `Spearman's exact p-value is that of all orders`() throws {
    let n = 7
    let counts = counts(n)
    let total = counts.reduce(0, +)
    #expect(total == 5040)
    let x = (0..<n).map(Double.init)
    for y in [[2, 1, 0, 3, 4, 6, 5], [0, 1, 2, 3, 4, 5, 6], [6, 2, 5, 1, 4, 0, 3.0]] {
      let spearman = try SpearmanCorrelation(x, y)
      let sum = Int(spearman.sumSquaredRankDifferences)
      let greater = counts[...sum].reduce(0, +) / total
      let less = counts[sum...].reduce(0, +) / total
      let test = try spearman.test(.greater)
      #expect(test.name == "exact")
      #expect(test.pValue.p.isApproximatelyEqual(to: greater, relativeTolerance: 1e-14))
      #expect(
        try spearman.test(.less).pValue.p.isApproximatelyEqual(to: less, relativeTolerance: 1e-14))
      #expect(
        try spearman.test().pValue.p.isApproximatelyEqual(
          to: min(1, 2 * min(greater, less)), relativeTolerance: 1e-14))
    }
  }

  /// The largest error, .00056, is found near the centre; beyond ten items it is smaller.
  @Test func `the series AS 89 is within 0.0006 of all orders of ten`() {
    let n = 10
    let counts = counts(n)
    let total = counts.reduce(0, +)
    var largest = 0.0
    for sum in stride(from: 0, to: counts.count, by: 2) {
      let exact = counts[...sum].reduce(0, +) / total
      let series = SpearmanEdgeworth.pValue(Double(sum), n: n, .greater).p
      largest = max(largest, abs(series - exact))
      let upper = counts[sum...].reduce(0, +) / total
      let seriesUpper = SpearmanEdgeworth.pValue(Double(sum), n: n, .less).p
      largest = max(largest, abs(seriesUpper - upper))
    }
    #expect(largest < 0.0006)
    #expect(largest > 0)
  }

  @Test func `the distribution is chosen by the size and stated`() throws {
    let long = (0..<40).map(Double.init)
    let mixed = long.map { ($0 * 7).truncatingRemainder(dividingBy: 40) }
    let spearman = try SpearmanCorrelation(long, mixed)
    #expect(try spearman.test().name == "t")
    #expect(try spearman.test(distribution: .edgeworth).name == "as89")
    #expect(throws: StatisticsError.tooManyValues(allowed: 9, got: 40)) {
      try spearman.test(distribution: .exact)
    }
    let kendall = try KendallCorrelation(long, mixed)
    #expect(try kendall.test().name == "exact")
    #expect(try kendall.test(distribution: .normal).name == "z")
    let tied = try KendallCorrelation(long, [1, 1] + mixed.dropFirst(2))
    #expect(try tied.test().name == "z")
    #expect(throws: StatisticsError.tooManyValues(allowed: 9, got: 40)) {
      try tied.test(distribution: .exact)
    }
    #expect(throws: StatisticsError.self) {
      try SpearmanCorrelation(long, [1, 1] + mixed.dropFirst(2)).test(distribution: .edgeworth)
    }
    let longer = (0..<200).map(Double.init)
    let shuffled = longer.map { ($0 * 7).truncatingRemainder(dividingBy: 200) }
    let large = try KendallCorrelation(longer, shuffled)
    #expect(try large.test().name == "z")
    #expect(throws: StatisticsError.tooManyValues(allowed: 60, got: 200)) {
      try large.test(distribution: .exact)
    }
  }

  /// The Mahonian numbers of n = 5: 1, 4, 9, 15, 20, 22, 20, 15, 9, 4, 1 over 120.
  @Test func `the number of inversions of five items has the Mahonian distribution`() {
    let counts: [Double] = [1, 4, 9, 15, 20, 22, 20, 15, 9, 4, 1]
    let distribution = InversionDistribution(5)
    for inversions in counts.indices {
      let lower = counts[...inversions].reduce(0, +) / 120
      #expect(
        distribution.pValue(discordant: inversions, .greater).p.isApproximatelyEqual(
          to: lower, relativeTolerance: 1e-14))
    }
  }

  @Test func `the exact and normal p-values of Kendall meet for many items`() throws {
    var generator = SplitMix64(seed: 15)
    let x = (0..<60).map { _ in generator.nextUnit() }
    let y = x.map { 0.4 * $0 + generator.nextUnit() }
    let kendall = try KendallCorrelation(x, y)
    let exact = try kendall.test().pValue.p
    let normal = try kendall.test(distribution: .normal).pValue.p
    #expect(exact.isApproximatelyEqual(to: normal, relativeTolerance: 0.1))
  }

  @Test func `permutations with ties count equal sums as equal`() throws {
    // x has two 1s: every order has a twin with the same sum.
    let tails = try PermutationTails([1, 1, 2], [0.1, 0.2, 0.3])
    #expect(tails.permutations == 6)
    #expect(tails.greaterOrEqual == 2)
    #expect(tails.lessOrEqual == 6)
    #expect(throws: StatisticsError.tooManyValues(allowed: 10, got: 11)) {
      try PermutationTails(
        (0..<11).map(Double.init), (0..<11).map(Double.init))
    }
    let kendall = try PermutationTails([1, 1, 2], [0.1, 0.2, 0.3], method: .kendall)
    #expect(kendall.greaterOrEqual == 2 && kendall.lessOrEqual == 6)
  }
}
