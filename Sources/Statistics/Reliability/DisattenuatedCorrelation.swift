/// A coefficient of a score with HSF, corrected for the noise of the votes, with an interval.
///
/// `corrected = coefficient / noise ceiling`, never clipped; see ``NoiseCeiling``. Only HSF is taken as noisy: a network's
/// score is what it is. The interval is a percentile bootstrap over images in which the coefficient, the
/// mixture and the reliability are all computed again, so that it contains the uncertainty of both.
public struct DisattenuatedCorrelation: Sendable, Equatable {
  /// The observed coefficient of the score with HSF, over the images with 2 annotators or more.
  public let observed: Double
  /// The ceiling it was divided by.
  public let ceiling: NoiseCeiling
  /// The corrected coefficient with the range over alternative ceilings.
  public let corrected: NoiseCeiling.Corrected
  /// The percentile interval of the corrected coefficient.
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
    guard method != .kendall else {
      throw .unknownMethod(name: method.rawValue, allowed: ["pearson", "spearman"])
    }
    let images = counts.shown.indices.filter { counts.shown[$0] >= 2 }
    let usable = try counts.withTwoAnnotators()
    let sample = try SharedSample(
      method, scores: [images.map { score[$0] }], human: usable.frequencies)
    let ceiling = try NoiseCeiling(usable, method: method, seed: seed, threads: threads)
    guard ceiling.reliability > 0 else {
      throw .undefined(
        reason: "the reliability is \(ceiling.reliability), so there is nothing to correct")
    }
    let plan = try ResamplingPlan(.images, count: usable.count)
    let fitted = BinomialMixture(usable)
    let layout = PanelLayout(fitted, halves: false)
    let rows = Parallel.mapRanges(count: resamples, threads: threads) { range -> [[Double]] in
      var engine = WeightedCorrelation()
      var weights = [Int32](repeating: 0, count: usable.count)
      return range.map { resample in
        var generator = SplitMix64(seed: seed, stream: resample)
        let total = plan.draw(into: &weights, using: &generator)
        let coefficient = engine.estimate(
          method, sample.scores[0], sample.human, weights: weights, total: total)
        let (ceiling, reliability) = Self.ceiling(
          method, usable, fitted, layout, weights: weights, total: total)
        return [coefficient / ceiling, reliability]
      }
    }
    observed = sample.estimates[0]
    self.ceiling = ceiling
    corrected = ceiling.corrected(sample.estimates[0])
    interval = try BootstrapDistribution(
      estimate: corrected.value, replicates: rows.map { $0[0] }
    ).percentile(level: level)
    reliabilityInterval = try BootstrapDistribution(
      estimate: ceiling.reliability, replicates: rows.map { $0[1] }
    ).percentile(level: level)
  }

  /// The ceiling and reliability of one resample; the mixture starts from the fit to all images.
  private static func ceiling(
    _ method: CorrelationMethod, _ counts: SelectionCounts, _ fitted: BinomialMixture,
    _ layout: PanelLayout, weights: [Int32], total: Int
  ) -> (ceiling: Double, reliability: Double) {
    if method == .pearson {
      do {
        let closed = try ClosedFormReliability(counts, weights: weights, total: total)
        let reliability = closed.reliability
        return (reliability > 0 ? reliability.squareRoot() : .nan, reliability)
      } catch {
        // A resample with one HSF value has no reliability; it is counted as undefined.
        return (.nan, .nan)
      }
    }
    var cellWeights = [Double](repeating: 0, count: fitted.cells.count)
    for image in weights.indices {
      cellWeights[Int(fitted.cellOfImage[image])] += Double(weights[image])
    }
    var mixture = fitted
    mixture.improve(cellWeights: cellWeights, iterations: 50)
    let expected = PanelExpectation(layout, mixture, cellWeights: cellWeights)
    return (expected.spearmanWithTruth, expected.spearman)
  }
}
