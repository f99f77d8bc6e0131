/// Where the mean curves of several measures reach their plateau, with intervals over images.
///
/// Each measure (AVH, loss, ...) has a curve for each image over the same checkpoints. A resample
/// of images gives new mean curves of all measures together, so that the difference of two plateau
/// points (does AVH settle before the loss?) is paired.
///
/// Resamples in which the rule finds no plateau are counted and left out of the interval; when
/// there are many of them the interval means little.
///
/// Degenerate cases: when the mean curve itself has no plateau, ``Point/value`` is nil and there is
/// no interval.
public struct PlateauEstimate: Sendable, Equatable {
  /// A plateau point, or the difference of two.
  public struct Point: Sendable, Equatable {
    /// The x of the plateau; nil when the rule finds none.
    public let value: Double?
    /// The percentile interval over images; nil without a value or with fewer than half of the
    /// resamples.
    public let interval: Interval?
    /// The resamples without a plateau.
    public let resamplesWithout: Int
  }

  /// The plateau of each measure, in the order given.
  public let points: [Point]
  /// For each measure, its plateau minus that of the first measure.
  public let differencesFromFirst: [Point]
  /// The mean curve of each measure.
  public let means: [[Double]]

  /// Estimates the plateaus.
  ///
  /// - Parameters:
  ///   - x: The place of each checkpoint, ascending; at least 4.
  ///   - curves: For each measure its values, one row an image, one column a checkpoint; finite.
  ///   - rule: What counts as a plateau.
  ///   - resamples: The number of resamples; at least 2.
  ///   - level: The nominal coverage.
  ///   - seed: What the resamples are drawn from.
  ///   - threads: The number of threads; nil for all cores. The result does not depend on it.
  /// - Throws: ``StatisticsError/emptyInput(name:)``,
  ///   ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/tooFewValues(needed:got:)``, the errors of ``PlateauRule/point(_:_:)``,
  ///   ``StatisticsError/invalidLevel(level:)``.
  /// - Complexity: O(resamples * images * checkpoints * measures).
  public init(
    x: [Double], curves: [[Double]], rule: PlateauRule, resamples: Int = 2000,
    level: Double = 0.95, seed: UInt64, threads: Int? = nil
  ) throws(StatisticsError) {
    guard let first = curves.first, !first.isEmpty else { throw .emptyInput(name: "curves") }
    guard level > 0, level < 1 else { throw .invalidLevel(level: level) }
    guard resamples >= 2 else { throw .tooFewValues(needed: 2, got: resamples) }
    guard x.count >= 4 else { throw .tooFewValues(needed: 4, got: x.count) }
    let width = x.count
    let images = first.count / width
    for curve in curves where curve.count != images * width || images == 0 {
      throw .lengthMismatch(expected: max(images, 1) * width, got: curve.count)
    }
    let all = [Int32](repeating: 1, count: images)
    let means = curves.map { Self.mean($0, all, width: width) }
    var values: [Double?] = []
    for mean in means { values.append(try rule.point(x, mean)) }
    let replicates = Parallel.mapResamples(count: resamples, threads: threads) { replicate in
      var generator = SplitMix64(seed: seed, stream: replicate)
      let weights = generator.drawWithReplacement(images)
      return curves.map { rule.checkedPoint(x, Self.mean($0, weights, width: width)) }
    }
    self.means = means
    points = curves.indices.map { index in
      Self.point(values[index], replicates.map { $0[index] }, level)
    }
    differencesFromFirst = curves.indices.map { index in
      Self.point(
        Self.difference(values[index], values[0]),
        replicates.map { Self.difference($0[index], $0[0]) }, level)
    }
  }

  private static func difference(_ a: Double?, _ b: Double?) -> Double? {
    guard let a, let b else { return nil }
    return a - b
  }

  private static func point(_ value: Double?, _ replicates: [Double?], _ level: Double) -> Point {
    let found = replicates.compactMap { $0 }.sorted()
    let tail = (1 - level) / 2
    let interval =
      value == nil || 2 * found.count < replicates.count
      ? nil
      : Interval(
        low: Quantile.type7(found, tail), high: Quantile.type7(found, 1 - tail), level: level,
        method: "percentile-bootstrap-images")
    return Point(
      value: value, interval: interval, resamplesWithout: replicates.count - found.count)
  }

  private static func mean(_ curve: [Double], _ weights: [Int32], width: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: width)
    for (image, weight) in weights.enumerated() where weight > 0 {
      for point in 0..<width { sums[point] += Double(weight) * curve[image * width + point] }
    }
    return sums.map { $0 / Double(weights.count) }
  }
}
