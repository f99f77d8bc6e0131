/// The consistency of a network's pattern with people's, raw and corrected for the noise of the votes.
///
/// The votes of each image are cut at random into halves. `raw` is the mean correlation of the network's
/// pattern with that of a half, `halves` the mean correlation of the two halves with each other, and
///
/// ```text
/// ceiling = sqrt(halves)      corrected = raw / ceiling
/// ```
///
/// so that all are about panels of the same size. A network's probabilities have no noise. Nothing is
/// clipped and signs are kept; where the halves do not agree there is no ceiling and nothing corrected.
///
/// Uncertainty: each correlation is linear in the images to the first order,
/// `zx zy - r (zx^2 + zy^2)/2` summed over the values of an image, means over cuts follow, and the
/// corrected value by the delta method; over classes each is left out in turn. The rates of false alarms
/// count as known.
///
/// Source: Rajalingham et al. 2018, doi:10.1523/JNEUROSCI.0388-18.2018.
public struct PatternConsistency: Sendable, Equatable {
  /// Which pattern.
  public enum Pattern: String, Sendable, CaseIterable {
    /// One value an image.
    case i1
    /// One value an image and distractor.
    case i2
  }

  /// What is estimated.
  public enum Part: Int, Sendable, CaseIterable {
    /// ``PatternConsistency/raw``.
    case raw
    /// ``PatternConsistency/halves``.
    case halves
    /// ``PatternConsistency/corrected``.
    case corrected
  }

  /// The mean correlation of the network with a half of the panel.
  public let raw: Double
  /// The mean correlation of two halves.
  public let halves: Double
  /// The square root of ``halves``; NaN where that is negative.
  public let ceiling: Double
  /// The values of the pattern that both halves and the network have, mean over splits.
  public let values: Double
  /// The share of the values of a half that were cut at d' = ±5, mean over splits.
  public let cappedShare: Double
  /// The share of the values of the network that were cut at d' = ±5.
  public let networkCappedShare: Double
  /// The true class of each image with two votes or more, the units of ``covariance(_:)``.
  public let classes: [Int]
  private let deviations: [[Double]]
  private let sums: [[Int: PatternSums]]

  /// ``raw`` over ``ceiling``; may exceed 1.
  public var corrected: Double { raw / ceiling }

  /// Splits the votes.
  ///
  /// - Parameters:
  ///   - pattern: Which pattern.
  ///   - votes: The votes of each image by class.
  ///   - shares: The network's probabilities, row by row.
  ///   - truth: The true class of each image.
  ///   - splits: The number of random splits.
  ///   - seed: What they are drawn from.
  ///   - threads: The most threads; nothing uses every processor.
  /// - Throws: The errors of ``ObjectPatterns``, ``StatisticsError/tooFewValues(needed:got:)`` without a
  ///   split, ``StatisticsError/nothingToCompare(name:)`` without an image that has two votes and
  ///   ``StatisticsError/constant(name:)`` for a pattern without variation.
  public init(
    _ pattern: Pattern, votes: VoteCounts, shares: [Double], truth: [Int], splits: Int = 20,
    seed: UInt64, threads: Int? = nil
  ) throws(StatisticsError) {
    guard splits >= 1 else { throw .tooFewValues(needed: 1, got: splits) }
    let count = votes.classCount
    guard truth.count == votes.imageCount else {
      throw .lengthMismatch(expected: votes.imageCount, got: truth.count)
    }
    let images = (0..<votes.imageCount).filter { votes.total(of: $0) >= 2 }
    guard !images.isEmpty else { throw .nothingToCompare(name: "votes") }
    let classes = images.map { truth[$0] }
    let kept = VoteCounts(
      validated: images.flatMap { Array(votes[$0]) }, classCount: count)
    let own = try ObjectPatterns(
      shares: images.flatMap { shares[$0 * count..<($0 + 1) * count] }, truth: classes,
      classCount: count)
    let network = own.values(pattern)
    let rows = try Parallel.mapResamples(count: splits, threads: threads) {
      (split) throws(StatisticsError) -> PatternSplit in
      let halves = try kept.halves(split: split, seed: seed)
      var patterns: [[Double]] = []
      var capped = 0
      for half in [halves.first, halves.second] {
        let found = try ObjectPatterns(
          shares: half.shares, truth: classes, classCount: count)
        patterns.append(found.values(pattern))
        capped += pattern == .i1 ? found.capped.perImage : found.capped.perDistractor
      }
      return try PatternSplit(network, patterns[0], patterns[1], classes: classes, capped: capped)
    }
    func mean(_ value: (PatternSplit) -> Double) -> Double {
      rows.reduce(0) { $0 + value($1) } / Double(splits)
    }
    raw = mean(\.raw)
    halves = mean(\.halves)
    ceiling = halves >= 0 ? halves.squareRoot() : .nan
    values = mean(\.values)
    cappedShare = mean(\.cappedShare)
    let cut = pattern == .i1 ? own.capped.perImage : own.capped.perDistractor
    networkCappedShare = Double(cut) / Double(max(1, network.count { !$0.isNaN }))
    self.classes = classes
    var (first, second) = (
      [Double](repeating: 0, count: classes.count), [Double](repeating: 0, count: classes.count)
    )
    for row in rows {
      for image in classes.indices {
        first[image] += row.rawInfluence[image] / Double(splits)
        second[image] += row.halvesInfluence[image] / Double(splits)
      }
    }
    let (slope, bend) = (1 / ceiling, -raw / (2 * halves * ceiling))
    deviations = [first, second, zip(first, second).map { slope * $0 + bend * $1 }]
    sums = rows.map(\.sums)
  }

  /// Returns the joint covariance of all parts, in their order.
  ///
  /// - Parameter design: The population the images stand for; its classes are ``classes``.
  /// - Returns: The covariance.
  /// - Throws: The errors of ``JointCorrelations/covariance(_:)``.
  public func covariance(_ design: SamplingDesign) throws(StatisticsError) -> StrengthCovariance {
    let covariance = DesignCovariance(deviations: deviations) { grouping in
      grouping.labels.map { label in
        var (raw, halves) = (0.0, 0.0)
        for split in sums {
          var left = PatternSums()
          for (own, part) in split.sorted(by: { $0.key < $1.key }) where own != label {
            left.add(part)
          }
          raw += (left.first.correlation + left.second.correlation) / 2
          halves += left.between.correlation
        }
        let count = Double(sums.count)
        return [raw / count, halves / count, raw / count / (halves / count).squareRoot()]
      }
    }
    return StrengthCovariance(
      count: 3, sources: [try covariance.source(design, signs: [1, 1, 1])])
  }

  /// Returns a part with its standard error.
  ///
  /// - Parameters:
  ///   - part: What is estimated.
  ///   - covariance: The joint covariance; see ``covariance(_:)``.
  /// - Returns: The estimate with its intervals and tests.
  public func estimate(_ part: Part, _ covariance: StrengthCovariance) -> StrengthEstimate {
    let (variance, df) = covariance.variance(.strength(part.rawValue))
    return StrengthEstimate(
      estimate: [raw, halves, corrected][part.rawValue], standardError: variance.squareRoot(),
      df: df, method: "influence, \(covariance.name)", isCorrelation: part != .corrected)
  }

  /// Compares values; NaN equals NaN.
  public static func == (a: PatternConsistency, b: PatternConsistency) -> Bool {
    a.raw == b.raw && a.halves == b.halves && a.values == b.values
      && a.cappedShare == b.cappedShare && a.classes == b.classes
  }
}

extension VoteCounts {
  /// The share of each class among the votes of each image, row by row; every image has a vote.
  var shares: [Double] {
    (0..<imageCount).flatMap { image in
      let total = Double(total(of: image))
      return self[image].map { Double($0) / total }
    }
  }
}

extension ObjectPatterns {
  /// The values of a pattern.
  func values(_ pattern: PatternConsistency.Pattern) -> [Double] {
    pattern == .i1 ? perImage : perDistractor
  }
}
