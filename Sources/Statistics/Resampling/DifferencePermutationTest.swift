internal import RealModule

/// The studentised permutation test that two scores correlate equally with the human measure.
///
/// Both scores are brought to one scale (average ranks; standardized values for Pearson), then for
/// each image the two values are exchanged with probability 1/2. That alone would test that the scores
/// are exchangeable, which is more than equal correlations. Dividing each difference by its
/// own influence-function standard error makes the test right for equal correlations in large samples
/// (Janssen 1997, doi:10.1016/S0167-7152(97)00043-6; DiCiccio & Romano 2017,
/// doi:10.1080/01621459.2016.1202117).
///
/// The p-value is (b + 1)/(m + 1), two-sided by |t|. Turn scores to the same direction beforehand.
public struct DifferencePermutationTest: Sendable, Equatable {
  /// The coefficient.
  public let method: CorrelationMethod
  /// The coefficient of a minus that of b.
  public let difference: Double
  /// The difference over its standard error.
  public let statistic: Double
  /// The number of random exchanges.
  public let resamples: Int
  /// The exchanges with a statistic at least as large.
  public let countGreaterEqual: Int
  /// The exchanges with a statistic at most as large.
  public let countLessEqual: Int
  /// The exchanges with a statistic at least as far from 0.
  public let countAbsolute: Int

  /// Exchanges at random.
  ///
  /// - Parameters:
  ///   - method: The coefficient.
  ///   - a: The first score, one value an image, turned to the direction of the second.
  ///   - b: The second score.
  ///   - human: The human measure.
  ///   - resamples: The number of random exchanges.
  ///   - seed: The seed; each exchange has its own stream.
  ///   - threads: The most threads; nothing uses every processor.
  /// - Throws: ``StatisticsError`` as for ``JointCorrelations``, and
  ///   ``StatisticsError/undefined(reason:)`` when the two scores order all images alike.
  /// - Complexity: O(resamples * n), for Kendall O(resamples * n log n).
  public init(
    _ method: CorrelationMethod, _ a: [Double], _ b: [Double], human: [Double],
    resamples: Int = 9999, seed: UInt64 = 20_260_101, threads: Int? = nil
  ) throws(StatisticsError) {
    guard resamples >= 1 else { throw .tooFewValues(needed: 1, got: resamples) }
    let sample = try SharedSample(method, scores: [a, b], human: human)
    let n = sample.count
    let statistic = Self.studentised(
      sample.estimates, sample.influence[0], sample.influence[1])
    guard statistic.isFinite else {
      throw .undefined(reason: "the two scores order all images alike")
    }
    let pairs = ExchangeablePairs(sample)
    let human = sample.human
    let comparisons = Parallel.mapRangesOfResamples(count: resamples, threads: threads) {
      range -> [UInt8] in
      let ones = [Int32](repeating: 1, count: n)
      var values = [[Double]](repeating: [Double](repeating: 0, count: n), count: 2)
      return range.map { resample in
        var generator = SplitMix64(seed: seed, stream: resample)
        let exchanged = pairs.exchange(using: &generator)
        let estimates = [
          InfluenceFunctions.evaluate(
            method, exchanged.0, human, weights: ones, total: n, into: &values[0]),
          InfluenceFunctions.evaluate(
            method, exchanged.1, human, weights: ones, total: n, into: &values[1]),
        ]
        let t = Self.studentised(estimates, values[0], values[1])
        // No difference at all: 0/0 counts as 0.
        let value = t.isNaN ? 0 : t
        let slack = 1e-12 * abs(statistic)
        return (value >= statistic - slack ? 1 : 0) | (value <= statistic + slack ? 2 : 0)
          | (abs(value) >= abs(statistic) - slack ? 4 : 0)
      }
    }
    self.method = method
    difference = sample.estimates[0] - sample.estimates[1]
    self.statistic = statistic
    self.resamples = resamples
    countGreaterEqual = comparisons.count { $0 & 1 != 0 }
    countLessEqual = comparisons.count { $0 & 2 != 0 }
    countAbsolute = comparisons.count { $0 & 4 != 0 }
  }

  /// Returns the p-value.
  ///
  /// - Parameter alternative: The side of the alternative; two-sided counts by |t|.
  /// - Returns: The p-value; never 0.
  public func pValue(_ alternative: Alternative = .twoSided) -> Double {
    let count =
      switch alternative {
      case .greater: countGreaterEqual
      case .less: countLessEqual
      case .twoSided: countAbsolute
      }
    return PermutationTest.pValue(extreme: count, resamples: resamples)
  }

  private static func studentised(
    _ estimates: [Double], _ first: [Double], _ second: [Double]
  ) -> Double {
    let n = Double(first.count)
    var squares = 0.0
    for image in first.indices {
      let d = first[image] - second[image]
      squares += d * d
    }
    let error = (squares / (n * (n - 1))).squareRoot()
    let difference = estimates[0] - estimates[1]
    guard error > 1e-14 else { return .nan }
    return difference / error
  }
}

/// Two scores on one scale, whose values can be exchanged image by image.
private struct ExchangeablePairs: Sendable {
  private let first: [Int32]
  private let second: [Int32]
  private let levels: Int
  private let firstReal: [Double]
  private let secondReal: [Double]

  init(_ sample: SharedSample) {
    let a = sample.scores[0]
    let b = sample.scores[1]
    firstReal = a.standardized
    secondReal = b.standardized
    guard sample.method != .pearson else {
      first = []
      second = []
      levels = 0
      return
    }
    // Doubled average ranks of both scores, made dense together.
    let ranks = [a, b].map { variable in
      variable.ranks.codes.map { code in
        variable.ranks.starts[Int(code)] + variable.ranks.starts[Int(code) + 1]
      }
    }
    let together = RankCodes((ranks[0] + ranks[1]).map { Double($0) })
    first = Array(together.codes[..<sample.count])
    second = Array(together.codes[sample.count...])
    levels = together.levelCount
  }

  /// Exchanges the two values of each image with probability 1/2.
  func exchange(using generator: inout SplitMix64) -> (CodedVariable, CodedVariable) {
    var bits: UInt64 = 0
    if levels == 0 {
      var a = firstReal
      var b = secondReal
      for image in a.indices {
        if image & 63 == 0 { bits = generator.next() }
        if bits & 1 != 0 {
          a[image] = secondReal[image]
          b[image] = firstReal[image]
        }
        bits >>= 1
      }
      return (CodedVariable(moments: a), CodedVariable(moments: b))
    }
    var a = first
    var b = second
    for image in a.indices {
      if image & 63 == 0 { bits = generator.next() }
      if bits & 1 != 0 {
        a[image] = second[image]
        b[image] = first[image]
      }
      bits >>= 1
    }
    return (
      CodedVariable(ranks: RankCodes(codes: a, levels: levels)),
      CodedVariable(ranks: RankCodes(codes: b, levels: levels))
    )
  }
}
