/// The data map coordinates of each image: confidence, variability and correctness over training.
///
/// ```text
/// confidence_i  = mean over checkpoints of p_e(y_i)
/// variability_i = sqrt(mean over checkpoints of (p_e(y_i) - confidence_i)^2)
/// correctness_i = share of checkpoints at which the image is right
/// ```
///
/// High confidence with low variability is easy to learn, low with low is hard to learn (often a
/// wrong label), high variability is ambiguous.
///
/// Degenerate cases: before the first checkpoint all are NaN; after one, variability is 0.
///
/// Source: Swayamdipta et al. 2020, doi:10.18653/v1/2020.emnlp-main.746, section 2.1.
public struct DataMap: Sendable, Equatable {
  private var moments: RunningMoments
  private var correctCounts: [Int32]

  /// The number of checkpoints seen.
  public var checkpoints: Int { moments.count }
  /// The mean probability of the true class, in 0...1; higher = easier.
  public var confidence: [Double] {
    checkpoints == 0 ? moments.means.map { _ in .nan } : moments.means
  }
  /// The standard deviation of that probability over checkpoints, in 0...0.5; higher = more
  /// ambiguous.
  public var variability: [Double] { moments.populationDeviations }
  /// The share of checkpoints at which the image is right, in 0...1; higher = easier.
  public var correctness: [Double] { correctCounts.map { Double($0) / Double(checkpoints) } }

  /// Starts before the first checkpoint.
  ///
  /// - Parameter images: The number of images.
  public init(images: Int) {
    moments = RunningMoments(images: images)
    correctCounts = [Int32](repeating: 0, count: images)
  }

  /// Adds a checkpoint.
  ///
  /// - Parameters:
  ///   - trueClassProbabilities: The probability of the true class of each image, in 0...1.
  ///   - correct: Whether each image is classified correctly.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/notANumber(name:index:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)``; the state is then as before.
  /// - Complexity: O(images).
  public mutating func add(
    trueClassProbabilities: [Double], correct: [Bool]
  ) throws(StatisticsError) {
    guard correct.count == correctCounts.count else {
      throw .lengthMismatch(expected: correctCounts.count, got: correct.count)
    }
    for (image, p) in trueClassProbabilities.enumerated() where p < 0 || p > 1 {
      throw .outOfRange(name: "probability \(image)", value: p, allowed: "in 0...1")
    }
    try moments.add(trueClassProbabilities, name: "probabilities")
    for image in correct.indices where correct[image] { correctCounts[image] += 1 }
  }
}
