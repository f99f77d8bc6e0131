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
    let rows = Parallel.mapRangesOfResamples(count: resamples, threads: threads) {
      range -> [[Double]] in
      var engine = WeightedCorrelation()
      var weights = [Int32](repeating: 0, count: usable.count)
      return range.map { resample in
        var generator = SplitMix64(seed: seed, stream: resample)
        let total = plan.draw(into: &weights, using: &generator)
        let coefficient = engine.estimate(
          method, sample.scores[0], sample.human, weights: weights, total: total)
        let (ceilings, reliability) = Self.ceilings(
          method, usable, fitted, layout, weights: weights, total: total)
        return [reliability] + ceilings.map { coefficient / $0 }
      }
    }
    observed = sample.estimates[0]
    self.ceiling = ceiling
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

  /// The ceilings by both routes and the reliability of one resample; the mixture starts from the fit to
  /// all images.
  private static func ceilings(
    _ method: CorrelationMethod, _ counts: SelectionCounts, _ fitted: BinomialMixture,
    _ layout: PanelLayout, weights: [Int32], total: Int
  ) -> (ceilings: [Double], reliability: Double) {
    if counts.areUnanimous { return ([1, 1], 1) }
    if method == .pearson {
      do {
        let closed = try ClosedFormReliability(counts, weights: weights, total: total)
        let reliability = closed.reliability
        let root = reliability > 0 ? reliability.squareRoot() : .nan
        return ([root, root], reliability)
      } catch {
        // A resample with one HSF value has no reliability; it is counted as undefined.
        return ([.nan, .nan], .nan)
      }
    }
    var cellWeights = [Double](repeating: 0, count: fitted.cells.count)
    for image in weights.indices {
      cellWeights[Int(fitted.cellOfImage[image])] += Double(weights[image])
    }
    var mixture = fitted
    mixture.improve(cellWeights: cellWeights, iterations: 50)
    let expected = PanelExpectation(layout, mixture, cellWeights: cellWeights)
    let root = expected.spearman > 0 ? expected.spearman.squareRoot() : .nan
    return ([expected.spearmanWithTruth, root], expected.spearman)
  }
}
