internal import RealModule

/// Several scores against one human measure, with everything that follows from influence functions.
///
/// Ranks and influence values are computed once; from them come the interval of each coefficient,
/// the test and interval of any difference, and joint statements about many at once. All of it holds
/// with heavy ties and scores correlated with each other.
///
/// Differences are of **strengths**: a coefficient is turned by the directions of its score and of
/// the human measure so that both mean "higher = harder". `estimates` are as they come.
///
/// | Design | Variance of a strength | Reference |
/// | ------ | ---------------------- | --------- |
/// | images | sum of IF^2 / (n (n - 1)) | normal, Fisher scale for one coefficient |
/// | classes fixed | the same within classes, each class centred | normal |
/// | classes random | G/(G - 1) times the sum over classes of (sum of IF / n)^2 | t, G - 1 |
/// | delete-one-class | (G - 1)/G times the sum of squares of the leave-outs | t, G - 1 |
///
/// With few classes (10, say) leaving out classes holds its level better than summing influence values.
///
/// Sources: Hampel 1974, doi:10.1080/01621459.1974.10482962; clusters: Liang & Zeger 1986,
/// doi:10.1093/biomet/73.1.13.
public struct JointCorrelations: ComparedStrengths {
  let sample: SharedSample
  let signs: [Double]
  /// The number of images.
  public let imageCount: Int
  /// The coefficient.
  public let method: CorrelationMethod
  /// The coefficient of each score with the human measure, as it comes.
  public let estimates: [Double]
  /// The coefficients turned to "higher = harder" on both sides.
  public let strengths: [Double]

  /// Which way a measure points.
  public enum Direction: String, Sendable, CaseIterable, Codable {
    /// A higher value is a harder image.
    case higherIsHarder = "higher-is-harder"
    /// A higher value is an easier image, as with HSF and confidence.
    case higherIsEasier = "higher-is-easier"

    /// 1 for harder, -1 for easier.
    var sign: Double { self == .higherIsHarder ? 1 : -1 }
  }

  /// Ranks everything and computes the influence values.
  ///
  /// - Parameters:
  ///   - method: The coefficient.
  ///   - scores: The scores, each with one value an image.
  ///   - directions: The direction of each score.
  ///   - human: The human measure, one value an image.
  ///   - humanDirection: Its direction; HSF is higher = easier.
  ///   - threads: The most threads; nothing uses every processor.
  /// - Throws: ``StatisticsError`` for values that are not numbers (or infinite, for Pearson), other
  ///   lengths, fewer than 3 images or a constant variable.
  /// - Complexity: O(scores * n log n).
  public init(
    _ method: CorrelationMethod, scores: [[Double]], directions: [Direction], human: [Double],
    humanDirection: Direction, threads: Int? = nil
  ) throws(StatisticsError) {
    guard directions.count == scores.count else {
      throw .lengthMismatch(expected: scores.count, got: directions.count)
    }
    sample = try SharedSample(method, scores: scores, human: human, threads: threads)
    self.method = method
    imageCount = human.count
    estimates = sample.estimates
    let signs = directions.map { $0.sign * humanDirection.sign }
    self.signs = signs
    strengths = zip(sample.estimates, signs).map { $0 * $1 }
  }

  /// Returns the per-image influence values of one strength; their mean is 0.
  ///
  /// Those of Pearson are the jackknife's, `(n - 1)(mean of the leave-outs - leave-out)`, whose standard
  /// error holds better in small samples; the others are the derivatives.
  ///
  /// - Parameter score: The index of the score.
  /// - Returns: One value an image.
  public func influence(score: Int) -> [Double] {
    sample.deviations[score].map { $0 * signs[score] }
  }

  /// Returns the joint covariance of the strengths.
  ///
  /// - Parameter design: The population the images stand for.
  /// - Returns: The covariance, to which that of annotators may be added.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)`` when there is not one class an image;
  ///   ``StatisticsError/tooFewClusters(needed:got:)`` with fewer than 2 random classes;
  ///   ``StatisticsError/tooFewValues(needed:got:)`` when every class has one image.
  public func covariance(_ design: SamplingDesign) throws(StatisticsError) -> StrengthCovariance {
    let covariance = DesignCovariance(deviations: sample.deviations) { leaveOuts($0) }
    return StrengthCovariance(
      count: signs.count, sources: [try covariance.source(design, signs: signs)])
  }

  /// The coefficients without the images of each class, class by class; NaN where there is none.
  private func leaveOuts(_ grouping: ClassGrouping) -> [[Double]] {
    let sample = self.sample
    let sizes = grouping.sizes
    return Parallel.mapRanges(count: grouping.count) { range -> [[Double]] in
      var engine = WeightedCorrelation()
      var weights = [Int32](repeating: 1, count: sample.count)
      return range.map { group in
        for image in grouping.images(of: group) { weights[Int(image)] = 0 }
        defer { for image in grouping.images(of: group) { weights[Int(image)] = 1 } }
        return sample.scores.map {
          engine.estimate(
            sample.method, $0, sample.human, weights: weights, total: sample.count - sizes[group])
        }
      }
    }
  }

  /// The strengths without the images of each class, class by class.
  func strengths(leavingOut grouping: ClassGrouping) -> [[Double]] {
    leaveOuts(grouping).map { row in zip(row, signs).map { $0 * $1 } }
  }
}

extension JointCorrelations {
  /// Turns a covariance of coefficients, as they come, into one of strengths.
  func turned(_ matrix: [Double]) -> [Double] {
    let count = signs.count
    return matrix.indices.map { matrix[$0] * signs[$0 / count] * signs[$0 % count] }
  }
}
