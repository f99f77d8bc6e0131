/// A coefficient of a score with HSF, corrected for the noise of the votes, with an interval.
///
/// `corrected = coefficient / noise ceiling`, never clipped; see ``NoiseCeiling``. Only HSF is taken as noisy: a network's
/// score is what it is. Pearson's is one value with an interval; Spearman's is the range over two routes,
/// neither of which is right for every population. The limits come from a bootstrap over images in which
/// the coefficient, the mixture and the reliability are all computed again.
public struct DisattenuatedCorrelation: Sendable, Equatable {
  /// The observed coefficient of the score with HSF, over the images with 2 annotators or more.
  public let observed: Double
  /// The ceiling it was divided by.
  public let ceiling: NoiseCeiling
  /// The corrected coefficient with the range over alternative ceilings.
  public let corrected: NoiseCeiling.Corrected
  /// The percentile interval of the corrected coefficient; where it is a range, from the least lower to the
  /// largest upper limit of the routes.
  public let interval: Interval
  /// The percentile interval of the reliability.
  public let reliabilityInterval: Interval

  /// Corrects a coefficient.
  ///
  /// - Parameters:
  ///   - method: Pearson or Spearman; Kendall's correction is a ratio without an interval, see
  ///     ``NoiseCeiling/corrected(_:)``.
  ///   - score: The score, one value an image.
  ///   - counts: The counts of the same images.
  ///   - level: The nominal coverage.
  ///   - resamples: The number of bootstrap resamples.
  ///   - seed: The seed of all streams.
  ///   - threads: The most threads; nothing uses every processor.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``, the errors of ``NoiseCeiling`` and
  ///   ``CorrelationBootstrap``, ``StatisticsError/unknownMethod(name:allowed:)`` for Kendall, and
  ///   ``StatisticsError/undefined(reason:)`` when the reliability is not above 0.
  public init(
    _ method: CorrelationMethod, score: [Double], counts: SelectionCounts, level: Double = 0.95,
    resamples: Int = 400, seed: UInt64 = 20_260_101, threads: Int? = nil
  ) throws(StatisticsError) {
    guard score.count == counts.count else {
      throw .lengthMismatch(expected: counts.count, got: score.count)
    }
    try self.init(
      score: score,
      under: ResampledCeiling(
        method, counts: counts, resamples: resamples, seed: seed, threads: threads),
      level: level, threads: threads)
  }

  /// Corrects a coefficient by a ceiling that several scores share.
  ///
  /// - Parameters:
  ///   - score: The score, one value an image of the ceiling's counts.
  ///   - shared: The ceiling with its resamples.
  ///   - level: The nominal coverage.
  ///   - threads: The most threads; nothing uses every processor.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)`` and the errors of
  ///   ``CorrelationBootstrap``.
  /// - Complexity: O(resamples * images).
  public init(
    score: [Double], under shared: ResampledCeiling, level: Double = 0.95, threads: Int? = nil
  ) throws(StatisticsError) {
    guard score.count == shared.counts.count else {
      throw .lengthMismatch(expected: shared.counts.count, got: score.count)
    }
    let (method, usable) = (shared.ceiling.method, shared.usable)
    let sample = try SharedSample(
      method, scores: [shared.images.map { score[$0] }], human: usable.frequencies)
    let rows = Parallel.mapRangesOfResamples(count: shared.resamples.count, threads: threads) {
      range -> [[Double]] in
      var engine = WeightedCorrelation()
      var weights = [Int32](repeating: 0, count: usable.count)
      return range.map { index in
        var generator = SplitMix64(seed: shared.seed, stream: index)
        let total = shared.plan.draw(into: &weights, using: &generator)
        let coefficient = engine.estimate(
          method, sample.scores[0], sample.human, weights: weights, total: total)
        let resample = shared.resamples[index]
        return [
          resample.reliability, coefficient / resample.ceilings.0,
          coefficient / resample.ceilings.1,
        ]
      }
    }
    observed = sample.estimates[0]
    ceiling = shared.ceiling
    corrected = ceiling.corrected(sample.estimates[0])
    interval = try Self.interval(
      rows, places: ceiling.isRange ? [1, 2] : [1], around: corrected.value, level: level)
    reliabilityInterval = try Self.interval(
      rows, places: [0], around: ceiling.reliability, level: level)
  }

  /// The limits that hold the percentile intervals at all places of the rows.
  private static func interval(
    _ rows: [[Double]], places: [Int], around estimate: Double, level: Double
  ) throws(StatisticsError) -> Interval {
    var limits: Interval?
    for place in places {
      var next = try BootstrapDistribution(
        estimate: estimate, replicates: rows.map { $0[place] }
      ).percentile(level: level)
      if let limits {
        (next.low, next.high) = (min(next.low, limits.low), max(next.high, limits.high))
        next.method += " over routes"
      }
      limits = next
    }
    guard let limits else { throw .emptyInput(name: "places") }
    return limits
  }
}
