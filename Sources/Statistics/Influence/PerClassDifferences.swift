/// The difference of two strengths inside each class, and its mean over classes.
///
/// It answers another question than the pooled difference: how much better a score orders the images
/// of one class, for an average class. Classes are the sampling unit: standard error sd/sqrt(G), t with
/// G - 1 degrees of freedom, G counting the classes that have a value.
public struct PerClassDifferences: Sendable, Equatable {
  /// The classes that have a value, by label.
  public let classes: [Int]
  /// The difference in each of ``classes``.
  public let differences: [Double]
  /// The classes left out because they have fewer than 3 images or a constant variable.
  public let skipped: [Int]
  /// The mean over classes with its standard error.
  public let mean: StrengthEstimate
}

extension JointCorrelations {
  /// Returns the differences of two strengths class by class, and their mean.
  ///
  /// - Parameters:
  ///   - a: The index of the first score.
  ///   - b: The index of the second score.
  ///   - classes: The class of each image, as any integers.
  /// - Returns: The differences and their mean.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``, and
  ///   ``StatisticsError/tooFewClusters(needed:got:)`` when fewer than 2 classes have a value.
  public func perClassDifferences(
    _ a: Int, _ b: Int, classes: [Int]
  ) throws(StatisticsError) -> PerClassDifferences {
    guard classes.count == imageCount else {
      throw .lengthMismatch(expected: imageCount, got: classes.count)
    }
    let grouping = ClassGrouping(classes)
    let sample = self.sample
    let strengthsByClass = Parallel.map(count: grouping.count) { group -> [Double] in
      let images = grouping.images(of: group).map { Int($0) }
      guard images.count >= 3 else { return [.nan, .nan] }
      let human = sample.human.subset(images)
      let weights = [Int32](repeating: 1, count: images.count)
      var engine = WeightedCorrelation()
      return [a, b].map { score in
        engine.estimate(
          sample.method, sample.scores[score].subset(images), human, weights: weights,
          total: images.count)
      }
    }
    let turn = [signs[a], signs[b]]
    var used: [Int] = []
    var skipped: [Int] = []
    var differences: [Double] = []
    for group in 0..<grouping.count {
      let pair = strengthsByClass[group]
      if pair[0].isNaN || pair[1].isNaN {
        skipped.append(grouping.labels[group])
      } else {
        used.append(grouping.labels[group])
        differences.append(turn[0] * pair[0] - turn[1] * pair[1])
      }
    }
    guard used.count >= 2 else { throw .tooFewClusters(needed: 2, got: used.count) }
    let groups = Double(used.count)
    let mean = differences.reduce(0, +) / groups
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return PerClassDifferences(
      classes: used, differences: differences, skipped: skipped,
      mean: StrengthEstimate(
        estimate: mean, standardError: (squares / (groups - 1) / groups).squareRoot(),
        df: groups - 1, method: "mean of per-class differences", isCorrelation: false))
  }
}
