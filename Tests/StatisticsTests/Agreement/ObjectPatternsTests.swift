import RealModule
import Testing

@testable import Statistics

struct ObjectPatternsTests {
  /// Two images of each of three classes, with the shares of the answers.
  private let shares: [Double] = [
    0.8, 0.1, 0.1, 0.6, 0.4, 0.0,
    0.1, 0.9, 0.0, 0.3, 0.5, 0.2,
    0.0, 0.0, 1.0, 0.2, 0.2, 0.6,
  ]
  private let truth = [0, 0, 1, 1, 2, 2]

  @Test func `d' is the difference of two normal quantiles`() throws {
    let own = try ObjectPatterns(shares: shares, truth: truth, classCount: 3, relative: false)
    // Images of other classes are called 0 with shares .1, .3, 0 and .2.
    let alarm = (0.1 + 0.3 + 0 + 0.2) / 4
    let first = Normal.quantile(0.8) - Normal.quantile(alarm)
    #expect(own.perImage[0].isApproximatelyEqual(to: first, relativeTolerance: 1e-12))
    // Against class 1: .8/.9, and its images are called 0 rather than 1 with .1 and .3/.8.
    let pair = Normal.quantile(0.8 / 0.9) - Normal.quantile((0.1 + 0.375) / 2)
    #expect(own.perDistractor[1].isApproximatelyEqual(to: pair, relativeTolerance: 1e-12))
    #expect(own.perDistractor[0].isNaN)
    // A share of 1 is infinitely far and cut.
    #expect(own.perImage[4] == 5 && own.capped.perImage == 1)
  }

  @Test func `without the means of classes each class has mean 0`() throws {
    let own = try ObjectPatterns(shares: shares, truth: truth, classCount: 3)
    for c in 0..<3 { #expect(abs(own.perImage[2 * c] + own.perImage[2 * c + 1]) < 1e-12) }
  }

  /// Votes drawn from the network's own probabilities leave nothing to correct but noise.
  @Test func `a network that is the source of the votes reaches the ceiling`() throws {
    var generator = SplitMix64(seed: 9)
    let images = 600
    let truth = (0..<images).map { $0 % 4 }
    var shares: [Double] = []
    var counts: [Int32] = []
    for c in truth {
      let ease = 0.3 + 0.6 * generator.nextUnit()
      let rest = (0..<4).map { _ in 0.1 + generator.nextUnit() }
      let total = rest.enumerated().reduce(0) { $0 + ($1.offset == c ? 0 : $1.element) }
      let row = rest.enumerated().map { $0.offset == c ? ease : (1 - ease) * $0.element / total }
      shares += row
      var votes: [Int32] = [0, 0, 0, 0]
      for _ in 0..<60 {
        var u = generator.nextUnit()
        var k = 0
        while k < 3, u >= row[k] { u -= row[k]; k += 1 }
        votes[k] += 1
      }
      counts += votes
    }
    let votes = try VoteCounts(counts, classCount: 4)
    for pattern in PatternConsistency.Pattern.allCases {
      let own = try PatternConsistency(
        pattern, votes: votes, shares: shares, truth: truth, splits: 6, seed: 4)
      #expect(own.raw < own.corrected && own.ceiling < 1)
      #expect(abs(own.corrected - 1) < 0.06, "\(own)")
      // The reverse of the network's pattern keeps its sign.
      let reversed = try PatternConsistency(
        pattern, votes: votes, shares: shares.indices.map { shares[($0 / 4 * 4) + (3 - $0 % 4)] },
        truth: truth.map { 3 - $0 }.map { 3 - $0 }, splits: 2, seed: 4, threads: 1)
      #expect(reversed.raw < 0.3)
    }
  }

  @Test func `refuses shares and classes out of range`() {
    #expect(throws: StatisticsError.self) {
      try ObjectPatterns(shares: [0.5, 1.5], truth: [0], classCount: 2)
    }
    #expect(throws: StatisticsError.self) {
      try ObjectPatterns(shares: [0.5, 0.5], truth: [2], classCount: 2)
    }
    #expect(throws: StatisticsError.tooFewClusters(needed: 2, got: 1)) {
      try ObjectPatterns(shares: [0.5, 0.5], truth: [0], classCount: 2)
    }
  }
}
