import Foundation
import Statistics
import Testing

@testable import Networks

/// Sums without rounding; expected values are those of `math.fsum` of Python 3.11.
struct ExactSumTests {
  private static let cases: [([Double], Double)] = [
    ([], 0), ([Double](repeating: 0.1, count: 10), 1), ([1e16, 1, -1e16], 1),
    ([1e308, 1e291, -1e308], 1e291), ([1, 1e-16, 1e-16], 1.0000000000000002),
    ([9_007_199_254_740_992, 1, 1e-300], 9_007_199_254_740_994),
    ([9_007_199_254_740_992, 1, -1e-300], 9_007_199_254_740_992),
    ([-1, .leastNonzeroMagnitude, 1], .leastNonzeroMagnitude),
  ]

  @Test(arguments: cases)
  func `agrees with math.fsum`(terms: [Double], expected: Double) {
    #expect(ExactSum(terms).value == expected)
    #expect(ExactSum(terms.reversed()).value == expected)
  }

  @Test func `parts add up to the same bits in every order and division`() {
    var generator = SplitMix64(seed: 4)
    let terms = (0..<2_000).map { _ in
      Double(
        sign: generator.next() % 2 == 0 ? .plus : .minus,
        exponent: Int(generator.next() % 120) - 60,
        significand: 1 + Double(generator.next() >> 11) * 0x1p-53)
    }
    let whole = ExactSum(terms).value
    #expect(whole == ExactSum(terms.sorted()).value)
    for size in [1, 7, 64, 999] {
      var joined = ExactSum()
      for start in stride(from: 0, to: terms.count, by: size) {
        joined.add(ExactSum(terms[start..<min(start + size, terms.count)]))
      }
      #expect(joined.value == whole && joined == ExactSum(terms))
    }
  }
}
