/// The noise ceiling of one coefficient with its bootstrap over images, whatever score is divided by it.
///
/// Votes alone decide both, so that one of these serves every score and network of the same images; see
/// ``DisattenuatedCorrelation``.
public struct ResampledCeiling: Sendable {
  /// The ceiling of all images.
  public let ceiling: NoiseCeiling
  /// The counts that the ceiling is of, also of images with one annotator.
  public let counts: SelectionCounts
  /// The seed of all streams.
  public let seed: UInt64

  /// The images with two annotators or more.
  let images: [Int]
  /// Their counts.
  let usable: SelectionCounts
  /// What is drawn.
  let plan: ResamplingPlan
  /// The ceiling of each resample.
  let resamples: [Resample]

  /// The ceiling of one resample.
  struct Resample: Sendable {
    /// The expected coefficient between two full panels.
    let reliability: Double
    /// The ceilings of both routes; the same twice for Pearson.
    let ceilings: (Double, Double)
  }

  /// Estimates the ceiling and resamples the images.
  ///
  /// - Parameters:
  ///   - method: Pearson or Spearman; Kendall's correction is a ratio without an interval, see
  ///     ``NoiseCeiling/corrected(_:)``.
  ///   - counts: The counts of all images; those with one annotator are left out.
  ///   - resamples: The number of bootstrap resamples.
  ///   - seed: The seed of all streams.
  ///   - threads: The most threads; nothing uses every processor.
  /// - Throws: The errors of ``NoiseCeiling``, ``StatisticsError/unknownMethod(name:allowed:)`` for
  ///   Kendall, and ``StatisticsError/undefined(reason:)`` when the reliability is not above 0.
  /// - Complexity: O(resamples * (images + distinct counts * EM steps)).
  public init(
    _ method: CorrelationMethod, counts: SelectionCounts, resamples: Int = 400,
    seed: UInt64 = 20_260_101, threads: Int? = nil
  ) throws(StatisticsError) {
    guard method != .kendall else {
      throw .unknownMethod(name: method.rawValue, allowed: ["pearson", "spearman"])
    }
    let usable = try counts.withTwoAnnotators()
    let ceiling = try NoiseCeiling(usable, method: method, seed: seed, threads: threads)
    guard ceiling.reliability > 0 else {
      throw .undefined(
        reason: "the reliability is \(ceiling.reliability), so there is nothing to correct")
    }
    let plan = try ResamplingPlan(.images, count: usable.count)
    let fitted = BinomialMixture(usable)
    let layout = PanelLayout(fitted, halves: false)
    self.resamples = Parallel.mapRangesOfResamples(count: resamples, threads: threads) { range in
      var weights = [Int32](repeating: 0, count: usable.count)
      return range.map { resample in
        var generator = SplitMix64(seed: seed, stream: resample)
        let total = plan.draw(into: &weights, using: &generator)
        return Self.resample(method, usable, fitted, layout, weights: weights, total: total)
      }
    }
    self.ceiling = ceiling
    self.counts = counts
    self.seed = seed
    images = counts.shown.indices.filter { counts.shown[$0] >= 2 }
    self.usable = usable
    self.plan = plan
  }

  /// The ceilings by both routes and the reliability of one resample; the mixture starts from the fit to
  /// all images.
  private static func resample(
    _ method: CorrelationMethod, _ counts: SelectionCounts, _ fitted: BinomialMixture,
    _ layout: PanelLayout, weights: [Int32], total: Int
  ) -> Resample {
    if counts.areUnanimous { return Resample(reliability: 1, ceilings: (1, 1)) }
    if method == .pearson {
      do {
        let closed = try ClosedFormReliability(counts, weights: weights, total: total)
        let reliability = closed.reliability
        let root = reliability > 0 ? reliability.squareRoot() : .nan
        return Resample(reliability: reliability, ceilings: (root, root))
      } catch {
        // A resample with one HSF value has no reliability; it is counted as undefined.
        return Resample(reliability: .nan, ceilings: (.nan, .nan))
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
    return Resample(reliability: expected.spearman, ceilings: (expected.spearmanWithTruth, root))
  }
}
