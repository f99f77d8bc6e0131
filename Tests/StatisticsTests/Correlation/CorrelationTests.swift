import RealModule
import Testing

@testable import Statistics

struct CorrelationTests {
  /// Pairs of 11 levels and continuous values, as HSF and a score are.
  static func sample(_ count: Int, seed: UInt64, levels: Double = 11) -> ([Double], [Double]) {
    var generator = SplitMix64(seed: seed)
    let x = (0..<count).map { _ in generator.nextUnit() }
    let y = x.map { value in
      min(((0.5 * value + generator.nextUnit()) * levels).rounded(.down), levels - 1) / (levels - 1)
    }
    return (x, y)
  }

  /// C - D, and the pairs not tied in x and in y, by looking at every pair.
  private func pairSums(_ x: [Double], _ y: [Double]) -> (score: Int, untiedX: Int, untiedY: Int) {
    func sign(_ value: Double) -> Int { value > 0 ? 1 : (value < 0 ? -1 : 0) }
    var sums = (score: 0, untiedX: 0, untiedY: 0)
    for first in x.indices {
      for second in 0..<first {
        let (a, b) = (sign(x[first] - x[second]), sign(y[first] - y[second]))
        sums.score += a * b
        sums.untiedX += a * a
        sums.untiedY += b * b
      }
    }
    return sums
  }

  @Test(arguments: [2, 6, 30, 401])
  func `Kendall agrees with looking at every pair`(count: Int) throws {
    for (first, second) in [(0, 1), (1, 0), (1, 1)] {
      let pair = Self.sample(count, seed: 9)
      let sources = [pair.0, pair.1]
      let other = first == second ? Self.sample(count, seed: 10).1 : sources[second]
      let kendall = try KendallCorrelation(sources[first], other)
      let sums = pairSums(sources[first], other)
      #expect(kendall.score == sums.score)
      #expect(kendall.tiesX.pairs == count * (count - 1) / 2 - sums.untiedX)
      #expect(kendall.tiesY.pairs == count * (count - 1) / 2 - sums.untiedY)
      let tau = Double(sums.score) / (Double(sums.untiedX) * Double(sums.untiedY)).squareRoot()
      #expect(kendall.coefficient.isApproximatelyEqual(to: tau, relativeTolerance: 1e-14))
    }
  }

  @Test(arguments: [3, 10, 100, 5000])
  func `Spearman is Pearson's correlation of ranks`(count: Int) throws {
    let (x, y) = Self.sample(count, seed: 4)
    let spearman = try SpearmanCorrelation(x, y)
    let (rx, ry) = try (Ranking(x).average, Ranking(y).average)
    let pearson = try PearsonCorrelation(rx, ry)
    #expect(
      spearman.coefficient.isApproximatelyEqual(to: pearson.coefficient, relativeTolerance: 1e-13))
    #expect(
      spearman.unexplained.isApproximatelyEqual(
        to: 1 - spearman.coefficient * spearman.coefficient, relativeTolerance: 1e-12))
    let squares = zip(rx, ry).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    #expect(spearman.sumSquaredRankDifferences == squares)
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `turning one variable turns the sign`(method: CorrelationMethod) throws {
    let (x, y) = Self.sample(200, seed: 8)
    let plain = try method.correlation(x, y)
    let turned = try method.correlation(x.map { -$0 }, y)
    let swapped = try method.correlation(y, x)
    #expect(turned.coefficient == -plain.coefficient)
    #expect(
      swapped.coefficient.isApproximatelyEqual(to: plain.coefficient, relativeTolerance: 1e-14))
    let (up, down) = try (plain.test(.greater).pValue, turned.test(.less).pValue)
    #expect(up.lnP.isApproximatelyEqual(to: down.lnP, relativeTolerance: 1e-12))
    let (low, high) = try (plain.interval(), turned.interval())
    #expect(low.low.isApproximatelyEqual(to: -high.high, relativeTolerance: 1e-13))
  }

  @Test(arguments: [CorrelationMethod.spearman, .kendall])
  func `a rising transformation changes no rank correlation`(method: CorrelationMethod) throws {
    let (x, y) = Self.sample(300, seed: 2)
    let plain = try method.correlation(x, y)
    let transformed = try method.correlation(x.map { Double.exp(9 * $0) }, y.map { $0 * $0 * $0 })
    #expect(transformed.coefficient == plain.coefficient)
    #expect(transformed.tiesY == plain.tiesY)
  }

  @Test func `scale and offset change Pearson's correlation by rounding only`() throws {
    let (x, y) = Self.sample(300, seed: 3)
    let r = try PearsonCorrelation(x, y).coefficient
    // Whole numbers, so that the offset loses nothing.
    let whole = x.map { ($0 * 1000).rounded() }
    let reference = try PearsonCorrelation(whole, y).coefficient
    let shifted = try PearsonCorrelation(whole.map { $0 + 1e9 }, y).coefficient
    #expect(shifted.isApproximatelyEqual(to: reference, relativeTolerance: 1e-14))
    for scale in [1e-300, 1e300] {
      let scaled = try PearsonCorrelation(x.map { $0 * scale }, y).coefficient
      #expect(scaled.isApproximatelyEqual(to: r, relativeTolerance: 1e-13))
    }
  }

  @Test func `two-sided p-values are twice the smaller tail`() throws {
    let (x, y) = Self.sample(40, seed: 5, levels: 4)
    for method in CorrelationMethod.allCases {
      let correlation = try method.correlation(x, y)
      let (two, less, greater) = try (
        correlation.test().pValue.p, correlation.test(.less).pValue.p,
        correlation.test(.greater).pValue.p
      )
      #expect(two.isApproximatelyEqual(to: 2 * min(less, greater), relativeTolerance: 1e-12))
      #expect((less + greater).isApproximatelyEqual(to: 1, relativeTolerance: 1e-12))
    }
  }

  @Test func `missing pairs are left out before ranking and counted`() throws {
    let x = [5, .nan, 3, 4, 1, 8]
    let y = [2, 3, 1, 5, .nan, 7]
    for method in CorrelationMethod.allCases {
      let omitted = try method.correlation(x, y, missing: .omit)
      let kept = try method.correlation([5, 3, 4, 8], [2, 1, 5, 7])
      #expect(omitted.coefficient == kept.coefficient)
      #expect(omitted.dropped == 2)
      #expect(omitted.n == 4)
      #expect(throws: StatisticsError.notANumber(name: "x", index: 1)) {
        try method.correlation(x, y)
      }
    }
  }

  @Test func `methods are found by name`() throws {
    #expect(try CorrelationMethod(named: "kendall") == .kendall)
    #expect(
      throws: StatisticsError.unknownMethod(
        name: "tau", allowed: ["pearson", "spearman", "kendall"])
    ) { try CorrelationMethod(named: "tau") }
  }
}
