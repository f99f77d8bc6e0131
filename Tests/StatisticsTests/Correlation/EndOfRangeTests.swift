import RealModule
import Testing

@testable import Statistics

/// The p of rank correlations at and near 1 and -1, where Student's t and the normal deviate fail.
struct EndOfRangeTests {
  private let twelve = (0..<12).map(Double.init)

  private func log10P(_ method: CorrelationMethod, _ x: [Double], _ y: [Double]) throws -> Double {
    try method.correlation(x, y).test().pValue.log10P
  }

  /// log10(2/12!), log10(24/12!) and log10(2/9!), from whole numbers.
  @Test func `twelve images in the same order, or with the first two swapped`() throws {
    let swapped = [1, 0] + twelve.dropFirst(2)
    for method in [CorrelationMethod.spearman, .kendall] {
      let whole = try log10P(method, twelve, twelve)
      #expect(whole.isApproximatelyEqual(to: -8.379_307, absoluteTolerance: 1e-6))
      let near = try log10P(method, twelve, swapped)
      #expect(near.isApproximatelyEqual(to: -7.300_126, absoluteTolerance: 1e-6))
      let nine = try log10P(method, Array(twelve.prefix(9)), twelve.prefix(9).map { -$0 })
      #expect(nine.isApproximatelyEqual(to: -5.258_733, absoluteTolerance: 1e-6))
    }
  }

  /// Orders with the sum of squares 0, 2, 4 and 6: 1, n - 1, C(n - 2, 2), C(n - 3, 3) + 2 (n - 2).
  @Test(arguments: [13, 61, 400, 3_000])
  func `few squared differences are counted exactly for any number of images`(n: Int) throws {
    let x = (0..<n).map(Double.init)
    func choose3(_ m: Int) -> Double { Double(m) * Double(m - 1) * Double(m - 2) / 6 }
    let counts: [Double] = [
      1, Double(n - 1), Double((n - 2) * (n - 3) / 2), choose3(n - 3) + 2 * Double(n - 2),
    ]
    for sum in counts.indices {
      var y = x
      // One swap of neighbours adds 2, disjoint ones add up.
      for swap in 0..<sum { y.swapAt(3 * swap, 3 * swap + 1) }
      let expected =
        (Double.log(2 * counts[0...sum].reduce(0, +)) - Double.logGamma(Double(n) + 1))
        / Double.log(10)
      for turned in [y, y.map { -$0 }] {
        let found = try log10P(.spearman, x, turned)
        #expect(found.isApproximatelyEqual(to: expected, relativeTolerance: 1e-12))
      }
    }
  }

  /// Orders with 0, 1 and 2 inversions: 1, n - 1, (n + 1)(n - 2)/2.
  @Test(arguments: [61, 400])
  func `few inversions are counted exactly for any number of images`(n: Int) throws {
    let x = (0..<n).map(Double.init)
    let counts = [1, Double(n - 1), Double((n + 1) * (n - 2)) / 2]
    for inversions in counts.indices {
      var y = x
      for swap in 0..<inversions { y.swapAt(3 * swap, 3 * swap + 1) }
      let expected =
        (Double.log(2 * counts[0...inversions].reduce(0, +)) - Double.logGamma(Double(n) + 1))
        / Double.log(10)
      let found = try log10P(.kendall, x, y)
      #expect(found.isApproximatelyEqual(to: expected, relativeTolerance: 1e-12))
    }
  }

  @Test func `counts of ten and eleven images are those of adding one image after the other`() {
    for n in [10, 11] {
      let largest = n * (n * n - 1) / 3
      var total = 0.0
      for sum in stride(from: 0, through: largest, by: largest / 22 * 2) {
        guard let tails = SpearmanCounts.untied(sum: sum, n: n) else {
          Issue.record("no counts for \(n) images")
          continue
        }
        #expect(tails.lnGreater >= total - 1e-12 || total == 0)
        total = tails.lnGreater
        // The far end of one is the near end of the other.
        let other = SpearmanCounts.untied(sum: largest - sum, n: n)
        #expect(other?.lnLess == tails.lnGreater)
      }
    }
  }

  @Test func `ties are counted as all orders count them`() throws {
    var generator = SampleGenerator(seed: 88)
    for n in 5...8 {
      let x = generator.normals(n).map { ($0 * 1.5).rounded() + Double(n) }
      let y = generator.normals(n).map { ($0 * 1.5).rounded() }
      let (first, second) = try (Ranking(x), Ranking(y))
      guard first.levels > 1, second.levels > 1 else { continue }
      let tails = try PermutationTails(x, y, method: .spearman)
      let spearman = try SpearmanCorrelation(x, y)
      let counted = try #require(
        SpearmanCounts.tied(
          first, second, sum: Int((4 * spearman.sumSquaredRankDifferences).rounded())))
      #expect(
        Double.exp(counted.lnGreater).isApproximatelyEqual(
          to: tails.greaterTail, relativeTolerance: 1e-12))
      #expect(
        Double.exp(counted.lnLess).isApproximatelyEqual(
          to: tails.lessTail, relativeTolerance: 1e-12))
      let kendall = try KendallCorrelation(x, y)
      let all = try PermutationTails(x, y, method: .kendall)
      #expect(try kendall.test().pValue == all.pValue(.twoSided))
      #expect(try kendall.test().name == "exact")
    }
  }

  /// One image apart from nineteen alike, in both measures: one order in twenty looks so.
  @Test func `ties leave a smallest p`() throws {
    let x = [1] + [Double](repeating: 0, count: 19)
    for method in [CorrelationMethod.spearman, .kendall] {
      let test = try method.correlation(x, x).test()
      #expect(test.pValue.p.isApproximatelyEqual(to: 0.1, relativeTolerance: 1e-12))
      #expect(test.name == "exact")
    }
    // Three groups of 20 in 60 images, the same groups in both: 2 (20!)^3 / 60!.
    let groups = (0..<60).map { Double($0 / 20) }
    let expected =
      (Double.log(2) + 3 * Double.logGamma(21) - Double.logGamma(61)) / Double.log(10)
    for method in [CorrelationMethod.spearman, .kendall] {
      let found = try log10P(method, groups, groups.map { -$0 })
      #expect(found.isApproximatelyEqual(to: expected, relativeTolerance: 1e-12))
    }
  }

  /// Five networks: p of tau -.2 is .8167, of -.8 it is 10/120, and no order has less than 2/120.
  @Test func `tau over few networks is tested over all orders of the networks`() throws {
    let networks = [1.0, 2, 3, 4, 5]
    let orders: [([Double], tau: Double, p: Double)] = [
      ([4, 3, 1, 5, 2], -0.2, 0.816_667), ([5, 4, 3, 1, 2], -0.8, 1.0 / 12),
      ([5, 4, 3, 2, 1], -1, 1.0 / 60),
    ]
    for (order, tau, p) in orders {
      let kendall = try KendallCorrelation(networks, order)
      #expect(kendall.coefficient.isApproximatelyEqual(to: tau, absoluteTolerance: 1e-12))
      #expect(try kendall.test().pValue.p.isApproximatelyEqual(to: p, absoluteTolerance: 1e-6))
      #expect(kendall.smallestP.isApproximatelyEqual(to: 1.0 / 60, relativeTolerance: 1e-12))
    }
    // Four networks cannot reach 5 %, six reach .28 %.
    #expect(
      try KendallCorrelation([1, 2, 3, 4], [2, 1, 3, 4]).smallestP.isApproximatelyEqual(
        to: 1.0 / 12, relativeTolerance: 1e-12))
    #expect(
      try SpearmanCorrelation([1, 2, 3, 4, 5, 6], [2, 1, 3, 4, 6, 5]).smallestP
        .isApproximatelyEqual(to: 2.0 / 720, relativeTolerance: 1e-12))
  }

  @Test func `p never falls as the order gets worse`() throws {
    for n in [14, 22] {
      var y = (0..<n).map(Double.init)
      var last = -Double.infinity
      for swap in 0..<(n * n / 8) {
        // Bubble one image after another away from its place.
        let place = swap % (n - 1)
        if y[place] < y[place + 1] { y.swapAt(place, place + 1) }
        let correlation = try SpearmanCorrelation((0..<n).map(Double.init), y)
        guard correlation.coefficient > 0.3 else { break }
        guard swap % 3 == 0 else { continue }
        let found = try correlation.test().pValue.log10P
        #expect(found >= last - 1e-9, "\(n) images, swap \(swap)")
        last = found
      }
    }
  }
}
