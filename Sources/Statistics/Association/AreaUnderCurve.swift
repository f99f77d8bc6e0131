internal import RealModule

/// How well a score separates two groups of images: the Mann-Whitney area with DeLong's variance.
///
/// ```text
/// AUC = P(score of a positive > score of a negative) + P(equal) / 2
/// ```
///
/// In 0...1; 0.5 is chance, 1 means that every positive scores above every negative. The variance
/// is that of the placement values: V_i the share of negatives below positive i, U_j the share of
/// positives above negative j (ties count half), `var = var(V)/positives + var(U)/negatives`.
///
/// Degenerate cases: a group without images is an error, and so is NaN; infinite scores are
/// allowed. With one image in a group, or complete separation, the standard error is NaN or 0.
///
/// Source: DeLong, DeLong & Clarke-Pearson 1988, doi:10.2307/2531595; by mid-ranks as Sun & Xu
/// 2014, doi:10.1109/LSP.2014.2337313; logit interval Pepe 2003, section 5.2. The area agrees with
/// scikit-learn 1.9.1 `roc_auc_score`.
public struct AreaUnderCurve: Sendable, Equatable {
  /// The area.
  public let value: Double
  /// DeLong's standard error; NaN with one image in either group.
  public let standardError: Double
  /// The number of positive images.
  public let positives: Int
  /// The number of negative images.
  public let negatives: Int
  /// For each image the share of the other group on the right side of it: V for positives, U for
  /// negatives.
  ///
  /// Ties count half. Two areas over the same images compare through these.
  let placements: [Double]
  /// Which images are positive.
  public let isPositive: [Bool]

  /// Computes the area.
  ///
  /// - Parameters:
  ///   - scores: The score of each image.
  ///   - isPositive: Whether the image belongs to the group that should score higher.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/notANumber(name:index:)``, ``StatisticsError/emptyInput(name:)`` when one
  ///   of the groups has no image.
  /// - Complexity: O(n log n).
  public init(scores: [Double], isPositive: [Bool]) throws(StatisticsError) {
    guard scores.count == isPositive.count else {
      throw .lengthMismatch(expected: scores.count, got: isPositive.count)
    }
    if let bad = scores.firstIndex(where: \.isNaN) { throw .notANumber(name: "scores", index: bad) }
    let positives = isPositive.count { $0 }
    let negatives = isPositive.count - positives
    guard positives > 0 else { throw .emptyInput(name: "the positive group") }
    guard negatives > 0 else { throw .emptyInput(name: "the negative group") }
    let codes = RankCodes(scores)
    var placements = [Double](repeating: 0, count: scores.count)
    var positivesBelow = 0
    var negativesBelow = 0
    var doubledSum = 0
    for level in 0..<codes.levelCount {
      let members = codes.order[Int(codes.starts[level])..<Int(codes.starts[level + 1])]
      let positivesHere = members.count { isPositive[Int($0)] }
      let negativesHere = members.count - positivesHere
      let v = Double(2 * negativesBelow + negativesHere) / Double(2 * negatives)
      let u =
        Double(2 * (positives - positivesBelow) - positivesHere) / Double(2 * positives)
      for image in members { placements[Int(image)] = isPositive[Int(image)] ? v : u }
      doubledSum += positivesHere * (2 * negativesBelow + negativesHere)
      positivesBelow += positivesHere
      negativesBelow += negativesHere
    }
    value = Double(doubledSum) / (2 * Double(positives) * Double(negatives))
    self.positives = positives
    self.negatives = negatives
    self.placements = placements
    self.isPositive = isPositive
    standardError = Self.variance(placements, mean: value, isPositive: isPositive).squareRoot()
  }

  /// The interval of the area.
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: The interval on the logit scale (`delong-logit`), which stays inside 0...1. At an
  ///   area of 0 or 1 there is no logit: then `delong`, the value itself, which is too short.
  /// - Throws: ``StatisticsError/invalidLevel(level:)``, and
  ///   ``StatisticsError/tooFewValues(needed:got:)`` with one image in a group.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    let quantile = try Interval.normalQuantile(level: level)
    guard min(positives, negatives) > 1 else { throw .tooFewValues(needed: 2, got: 1) }
    guard value > 0, value < 1 else {
      return Interval(low: value, high: value, level: level, method: "delong")
    }
    let logit = Double.log(value / (1 - value))
    let margin = quantile * standardError / (value * (1 - value))
    return Interval(
      low: 1 / (1 + .exp(margin - logit)), high: 1 / (1 + .exp(-margin - logit)), level: level,
      method: "delong-logit")
  }

  /// Compares two areas of the same images and groups.
  ///
  /// - Parameters:
  ///   - other: The other score's area.
  ///   - level: The nominal coverage of the interval.
  ///   - alternative: The side of the alternative hypothesis.
  /// - Returns: This area minus the other, its normal interval and DeLong's test.
  /// - Throws: ``StatisticsError/undefined(reason:)`` when the groups are not the same images or
  ///   the difference has no spread, ``StatisticsError/tooFewValues(needed:got:)`` with one image
  ///   in a group, ``StatisticsError/invalidLevel(level:)``.
  public func difference(
    from other: AreaUnderCurve, level: Double = 0.95, _ alternative: Alternative = .twoSided
  ) throws(StatisticsError) -> (value: Double, interval: Interval, test: SignificanceTest) {
    let quantile = try Interval.normalQuantile(level: level)
    guard isPositive == other.isPositive else {
      throw .undefined(reason: "the two areas are not of the same images and groups")
    }
    guard min(positives, negatives) > 1 else { throw .tooFewValues(needed: 2, got: 1) }
    let differences = zip(placements, other.placements).map { $0 - $1 }
    let difference = value - other.value
    let variance = Self.variance(differences, mean: difference, isPositive: isPositive)
    guard variance > 0 else {
      throw .undefined(reason: "the difference of the two areas has no spread over images")
    }
    let error = variance.squareRoot()
    return (
      difference,
      Interval(
        low: difference - quantile * error, high: difference + quantile * error, level: level,
        method: "delong"),
      SignificanceTest(name: "delong1988", z: difference / error, alternative)
    )
  }

  /// The variance of the mean of placement values: both groups have the same mean.
  private static func variance(_ values: [Double], mean: Double, isPositive: [Bool]) -> Double {
    var sums = (positive: 0.0, negative: 0.0)
    var counts = (positive: 0.0, negative: 0.0)
    for image in values.indices {
      let deviation = values[image] - mean
      if isPositive[image] {
        sums.positive += deviation * deviation
        counts.positive += 1
      } else {
        sums.negative += deviation * deviation
        counts.negative += 1
      }
    }
    return sums.positive / (counts.positive - 1) / counts.positive
      + sums.negative / (counts.negative - 1) / counts.negative
  }
}
