/// The bootstrap of one coefficient, or of several that share one variable.
///
/// Each resample draws images with replacement, and all scores see the same resample, so that
/// differences of two coefficients are paired. Resample number b uses its own random stream made
/// from the seed and b: the replicates are the same for any number of threads.
///
/// * Cost: O(n) for each resample and score (Kendall O(n log levels)): ranks are computed once, a
///   resample only counts. Memory O(n + resamples).
/// * Undefined resamples (a constant side) are NaN; ``BootstrapDistribution`` leaves them out.
///
/// Sources: Efron & Tibshirani 1993, ISBN 0-412-04231-2; classes drawn as clusters: Field & Welsh 2007,
/// doi:10.1111/j.1467-9868.2007.00593.x.
public struct CorrelationBootstrap: Sendable {
  /// The coefficient.
  public let method: CorrelationMethod
  /// The coefficient of each score with the human measure, from the whole sample.
  public let estimates: [Double]
  /// One row a score: the coefficient in each resample, in the order of the resamples.
  public let replicates: [[Double]]
  /// The studentised deviations (replicate - estimate)/(its standard error), where asked for.
  private let studentised: Studentised?
  /// The per-image influence values of each score.
  private let influence: [[Double]]

  /// Pivots of the studentised bootstrap: for each score on the Fisher scale, for each difference plain.
  private struct Studentised: Sendable {
    var standardErrors: [Double]
    var pivots: [[Double]]
    var differencePivots: [[Double]]
    var differenceErrors: [Double]
  }

  /// How to resample.
  public struct Options: Sendable {
    /// What is drawn.
    public var unit: ResamplingUnit
    /// The number of resamples.
    public var resamples: Int
    /// The seed of all streams.
    public var seed: UInt64
    /// Whether each resample also gets standard errors, for ``CorrelationBootstrap/studentised(score:level:)``.
    public var studentised: Bool
    /// The most threads; nothing uses every processor.
    public var threads: Int?

    /// Creates options.
    ///
    /// - Parameters:
    ///   - unit: What is drawn.
    ///   - resamples: The number of resamples, 2 or more; 2,000 or more for BCa.
    ///   - seed: The seed of all streams.
    ///   - studentised: Whether to compute standard errors too; it costs about three times as much.
    ///   - threads: The most threads; nothing uses every processor.
    public init(
      unit: ResamplingUnit = .images, resamples: Int = 9999, seed: UInt64 = 20_260_101,
      studentised: Bool = false, threads: Int? = nil
    ) {
      self.unit = unit
      self.resamples = resamples
      self.seed = seed
      self.studentised = studentised
      self.threads = threads
    }
  }

  /// Draws the resamples.
  ///
  /// - Parameters:
  ///   - method: The coefficient.
  ///   - scores: The scores, each with one value an image.
  ///   - human: The human measure, one value an image.
  ///   - options: How to resample.
  /// - Throws: ``StatisticsError`` for values that are not numbers (or infinite, for Pearson), other
  ///   lengths, fewer than 3 images, a constant variable, fewer than 2 resamples, or fewer than 30
  ///   whole classes.
  public init(
    _ method: CorrelationMethod, scores: [[Double]], human: [Double], options: Options = Options()
  ) throws(StatisticsError) {
    let sample = try SharedSample(method, scores: scores, human: human)
    try self.init(sample, options: options)
  }

  init(_ sample: SharedSample, options: Options) throws(StatisticsError) {
    guard options.resamples >= 2 else {
      throw .tooFewValues(needed: 2, got: options.resamples)
    }
    let plan = try ResamplingPlan(options.unit, count: sample.count)
    let method = sample.method
    let scoreCount = sample.scores.count
    let seed = options.seed
    let studentise = options.studentised
    // One row a resample: the coefficients, and for the studentised bootstrap their errors.
    let rows = Parallel.mapRangesOfResamples(count: options.resamples, threads: options.threads) {
      range -> [[Double]] in
      var engine = WeightedCorrelation()
      var weights = [Int32](repeating: 0, count: sample.count)
      var values = [[Double]](
        repeating: [Double](repeating: 0, count: studentise ? sample.count : 0), count: scoreCount)
      return range.map { resample in
        var generator = SplitMix64(seed: seed, stream: resample)
        let total = plan.draw(into: &weights, using: &generator)
        guard studentise else {
          return sample.scores.map {
            engine.estimate(method, $0, sample.human, weights: weights, total: total)
          }
        }
        var row = (0..<scoreCount).map { score in
          InfluenceFunctions.evaluate(
            method, sample.scores[score], sample.human, weights: weights, total: total,
            into: &values[score])
        }
        for score in 0..<scoreCount {
          row.append(Self.error(weights, total) { values[score][$0] })
        }
        for (a, b) in Self.pairs(scoreCount) {
          row.append(Self.error(weights, total) { values[a][$0] - values[b][$0] })
        }
        return row
      }
    }
    self.method = method
    estimates = sample.estimates
    influence = sample.influence
    replicates = (0..<scoreCount).map { score in rows.map { $0[score] } }
    if studentise {
      self.studentised = Self.studentise(sample, rows: rows)
    } else {
      self.studentised = nil
    }
  }

  private static func pairs(_ count: Int) -> [(Int, Int)] {
    (0..<count).flatMap { a in (a + 1..<max(count, a + 1)).map { (a, $0) } }
  }

  private static func pairIndex(_ a: Int, _ b: Int, count: Int) -> Int {
    a * count - a * (a + 1) / 2 + (b - a - 1)
  }

  private static func error(
    _ weights: [Int32], _ total: Int, _ value: (Int) -> Double
  ) -> Double {
    var squares = 0.0
    for image in weights.indices where weights[image] != 0 {
      let d = value(image)
      squares += Double(weights[image]) * d * d
    }
    return squares.squareRoot() / Double(total)
  }

  private static func studentise(_ sample: SharedSample, rows: [[Double]]) -> Studentised {
    let count = sample.scores.count
    let ones = [Int32](repeating: 1, count: sample.count)
    let errors = sample.influence.map { values in
      Self.error(ones, sample.count) { values[$0] }
    }
    let differenceErrors = pairs(count).map { a, b in
      Self.error(ones, sample.count) { sample.influence[a][$0] - sample.influence[b][$0] }
    }
    let pivots = (0..<count).map { score in
      rows.map { row -> Double in
        let slope = 1 - row[score] * row[score]
        let error = row[count + score]
        guard error > 0, slope > 0 else { return .nan }
        return (FisherZ.difference(row[score], sample.estimates[score])) * slope / error
      }
    }
    let differencePivots = pairs(count).enumerated().map { index, pair in
      rows.map { row -> Double in
        let error = row[2 * count + index]
        guard error > 0 else { return .nan }
        let difference = row[pair.0] - row[pair.1]
        return (difference - (sample.estimates[pair.0] - sample.estimates[pair.1])) / error
      }
    }
    return Studentised(
      standardErrors: errors, pivots: pivots, differencePivots: differencePivots,
      differenceErrors: differenceErrors)
  }
}

// MARK: - Intervals

extension CorrelationBootstrap {
  /// Returns the distribution of one coefficient.
  ///
  /// - Parameter score: The index of the score.
  /// - Returns: The estimate and its replicates.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` when most resamples were undefined.
  public func distribution(score: Int = 0) throws(StatisticsError) -> BootstrapDistribution {
    try BootstrapDistribution(estimate: estimates[score], replicates: replicates[score])
  }

  /// Returns the distribution of the difference of two coefficients, paired by resample.
  ///
  /// - Parameters:
  ///   - a: The index of the first score.
  ///   - b: The index of the second score.
  ///   - signA: 1, or -1 to turn the first coefficient into a strength.
  ///   - signB: The same for the second.
  /// - Returns: The estimate of a minus b, and its replicates.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` when most resamples were undefined.
  public func difference(
    _ a: Int, _ b: Int, signA: Double = 1, signB: Double = 1
  ) throws(StatisticsError) -> BootstrapDistribution {
    try BootstrapDistribution(
      estimate: signA * estimates[a] - signB * estimates[b],
      replicates: zip(replicates[a], replicates[b]).map { signA * $0 - signB * $1 })
  }

  /// Returns the acceleration of one coefficient, from its influence values.
  ///
  /// - Parameter score: The index of the score.
  /// - Returns: The acceleration for ``BootstrapDistribution/bca(level:acceleration:)``.
  public func acceleration(score: Int = 0) -> Double {
    BootstrapDistribution.acceleration(influence: influence[score])
  }

  /// Returns the acceleration of the difference of two coefficients.
  ///
  /// - Parameters:
  ///   - a: The index of the first score.
  ///   - b: The index of the second score.
  ///   - signA: 1, or -1 to turn the first coefficient into a strength.
  ///   - signB: The same for the second.
  /// - Returns: The acceleration for ``BootstrapDistribution/bca(level:acceleration:)``.
  public func acceleration(_ a: Int, _ b: Int, signA: Double = 1, signB: Double = 1) -> Double {
    BootstrapDistribution.acceleration(
      influence: zip(influence[a], influence[b]).map { signA * $0 - signB * $1 })
  }

  /// Returns the studentised interval of one coefficient, made on the Fisher scale.
  ///
  /// - Parameters:
  ///   - score: The index of the score.
  ///   - level: The nominal coverage.
  /// - Returns: The interval, inside -1...1.
  /// - Throws: ``StatisticsError/undefined(reason:)`` unless ``Options/studentised`` was set;
  ///   ``StatisticsError/invalidLevel(level:)``; ``StatisticsError/tooFewValues(needed:got:)``.
  public func studentised(
    score: Int = 0, level: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    guard let studentised else {
      throw .undefined(reason: "the resamples were drawn without standard errors")
    }
    let estimate = estimates[score]
    let slope = 1 - estimate * estimate
    guard slope > 0 else {
      return Interval(low: estimate, high: estimate, level: level, method: "studentised")
    }
    let pivots = try BootstrapDistribution(estimate: 0, replicates: studentised.pivots[score])
    let quantiles = try pivots.percentile(level: level)
    let error = studentised.standardErrors[score] / slope
    return Interval(
      low: FisherZ.inverse(FisherZ.transform(estimate) - quantiles.high * error),
      high: FisherZ.inverse(FisherZ.transform(estimate) - quantiles.low * error), level: level,
      method: "studentised")
  }

  /// Returns the studentised interval of the difference of two coefficients.
  ///
  /// - Parameters:
  ///   - a: The index of the first score.
  ///   - b: The index of the second score.
  ///   - level: The nominal coverage.
  /// - Returns: The interval of the coefficient of a minus that of b; turn scores beforehand.
  /// - Throws: ``StatisticsError/undefined(reason:)`` unless ``Options/studentised`` was set;
  ///   ``StatisticsError/invalidLevel(level:)``; ``StatisticsError/tooFewValues(needed:got:)``.
  public func studentised(
    difference a: Int, _ b: Int, level: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    guard let studentised else {
      throw .undefined(reason: "the resamples were drawn without standard errors")
    }
    let index = Self.pairIndex(min(a, b), max(a, b), count: estimates.count)
    let sign = a < b ? 1.0 : -1.0
    let pivots = try BootstrapDistribution(
      estimate: 0, replicates: studentised.differencePivots[index].map { sign * $0 })
    let quantiles = try pivots.percentile(level: level)
    let error = studentised.differenceErrors[index]
    let difference = estimates[a] - estimates[b]
    return Interval(
      low: difference - quantiles.high * error, high: difference - quantiles.low * error,
      level: level, method: "studentised")
  }
}
