/// The reliability of HSF for Pearson, from counts alone and without splitting.
///
/// ```text
/// h = selected/shown,   reliability = 1 - mean[h (1 - h)/(shown - 1)] / var(h)
/// ```
///
/// `h (1 - h)/(m - 1)` is an unbiased estimate of the voting noise p (1 - p)/m of an image, var(h) the
/// variance over images (divisor n - 1). The value equals the average of split halves stepped up by
/// Spearman-Brown, and may be negative when h varies less than the votes alone would make it.
public struct ClosedFormReliability: Sendable, Equatable {
  /// The reliability, at most 1.
  public let reliability: Double
  /// The variance of h over images.
  public let variance: Double
  /// The images used: those with at least 2 annotators.
  public let imageCount: Int

  /// Computes the reliability.
  ///
  /// - Parameter counts: The counts of all images; those with one annotator are left out.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` for fewer than 3 images with 2 annotators,
  ///   ``StatisticsError/constant(name:)`` when all have the same HSF.
  public init(_ counts: SelectionCounts) throws(StatisticsError) {
    let counts = try counts.withTwoAnnotators()
    let weights = [Int32](repeating: 1, count: counts.count)
    self = try Self(counts, weights: weights, total: counts.count)
  }

  init(_ counts: SelectionCounts, weights: [Int32], total: Int) throws(StatisticsError) {
    let n = Double(total)
    let frequencies = counts.frequencies
    var sum = 0.0
    var noise = 0.0
    for image in weights.indices where weights[image] != 0 {
      let weight = Double(weights[image])
      let h = frequencies[image]
      sum += weight * h
      noise += weight * h * (1 - h) / Double(counts.shown[image] - 1)
    }
    let mean = sum / n
    var squares = 0.0
    for image in weights.indices where weights[image] != 0 {
      let d = frequencies[image] - mean
      squares += Double(weights[image]) * d * d
    }
    guard squares > 1e-14 * n else { throw .constant(name: "HSF") }
    variance = squares / (n - 1)
    reliability = 1 - noise / n / variance
    imageCount = total
  }
}
