internal import RealModule

/// How many images and annotators a comparison of two scores needs.
///
/// A pilot gives the strengths of two scores with the human measure, the correlation between the scores,
/// and the reliability of the human measure. The variance of the difference for one image is
///
/// ```text
/// v = (1 - a^2)^2 + (1 - b^2)^2 - 2 k,   k = c (1 - a^2 - b^2) - a b (1 - a^2 - b^2 - c^2)/2
/// ```
///
/// (Pearson & Filon 1898; the numerator of Steiger 1980, doi:10.1037/0033-2909.87.2.245), for
/// Spearman times 1.06 (Fieller, Hartley & Pearson 1957, doi:10.1093/biomet/44.3-4.470), or measured:
/// the sum of squared influence differences over n. With n images
///
/// ```text
/// power = PHI(|d| sqrt(n/v) - z) + PHI(-|d| sqrt(n/v) - z)
/// ```
///
/// More annotators raise both strengths by sqrt(new reliability/old reliability), the reliability
/// following Spearman-Brown; the correlation between the scores does not change.
public struct DifferencePower: Sendable, Equatable {
  /// What a pilot found.
  public struct Pilot: Sendable, Equatable {
    /// The strength of the first score.
    public var strengthA: Double
    /// The strength of the second score.
    public var strengthB: Double
    /// The correlation between the scores, both turned higher = harder.
    public var betweenScores: Double
    /// The reliability of the human measure with the pilot's annotators.
    public var reliability: Double
    /// The annotators per image in the pilot.
    public var annotators: Double
    /// The coefficient.
    public var method: CorrelationMethod
    /// The measured variance of the difference for one image, where influence values are at hand.
    public var varianceOfImage: Double?

    /// Keeps a pilot.
    ///
    /// - Parameters:
    ///   - strengthA: The strength of the first score, between -1 and 1.
    ///   - strengthB: The strength of the second score, between -1 and 1.
    ///   - betweenScores: The correlation between the scores, both turned higher = harder.
    ///   - reliability: The reliability of the human measure, above 0 and at most 1.
    ///   - annotators: The annotators per image in the pilot, above 0.
    ///   - method: The coefficient.
    ///   - varianceOfImage: The measured variance of the difference for one image.
    /// - Throws: ``StatisticsError/outOfRange(name:value:allowed:)``,
    ///   ``StatisticsError/impossibleCorrelations(determinant:)``.
    public init(
      strengthA: Double, strengthB: Double, betweenScores: Double, reliability: Double,
      annotators: Double, method: CorrelationMethod = .spearman, varianceOfImage: Double? = nil
    ) throws(StatisticsError) {
      for (name, value) in [
        ("first strength", strengthA), ("second strength", strengthB),
        ("correlation between the scores", betweenScores),
      ] where !(value > -1 && value < 1) {
        throw .outOfRange(name: name, value: value, allowed: "between -1 and 1")
      }
      guard reliability > 0, reliability <= 1 else {
        throw .outOfRange(name: "reliability", value: reliability, allowed: "above 0, at most 1")
      }
      guard annotators > 0, annotators.isFinite else {
        throw .outOfRange(name: "annotators", value: annotators, allowed: "above 0")
      }
      if let variance = varianceOfImage, !(variance > 0 && variance.isFinite) {
        throw .outOfRange(name: "variance of an image", value: variance, allowed: "above 0")
      }
      let determinant =
        1 + 2 * strengthA * strengthB * betweenScores - strengthA * strengthA
        - strengthB * strengthB - betweenScores * betweenScores
      guard determinant > 0 else { throw .impossibleCorrelations(determinant: determinant) }
      self.strengthA = strengthA
      self.strengthB = strengthB
      self.betweenScores = betweenScores
      self.reliability = reliability
      self.annotators = annotators
      self.method = method
      self.varianceOfImage = varianceOfImage
    }
  }

  /// One plan: annotators, the difference they let one see, and the images needed for it.
  public struct Plan: Sendable, Equatable {
    /// The annotators per image.
    public let annotators: Double
    /// The reliability of the human measure with them.
    public let reliability: Double
    /// The difference of the strengths with them.
    public let difference: Double
    /// The fewest images that reach the power.
    public let images: Int
    /// The power with that many images.
    public let power: Double
    /// Images times annotators.
    public var votes: Double { Double(images) * annotators }
  }

  /// The pilot.
  public let pilot: Pilot
  /// The two-sided significance level.
  public let alpha: Double

  /// Plans from a pilot.
  ///
  /// - Parameters:
  ///   - pilot: What the pilot found.
  ///   - alpha: The two-sided significance level.
  /// - Throws: ``StatisticsError/outOfRange(name:value:allowed:)`` for alpha outside 0...1.
  public init(_ pilot: Pilot, alpha: Double = 0.05) throws(StatisticsError) {
    guard alpha > 0, alpha < 1 else {
      throw .outOfRange(name: "alpha", value: alpha, allowed: "between 0 and 1")
    }
    self.pilot = pilot
    self.alpha = alpha
  }

  /// Takes the measured variance from a joint analysis of the pilot.
  ///
  /// - Parameters:
  ///   - joint: The pilot's scores.
  ///   - a: The index of the first score.
  ///   - b: The index of the second score.
  /// - Returns: The variance of the difference of the two strengths for one image.
  public static func varianceOfImage(_ joint: JointCorrelations, _ a: Int, _ b: Int) -> Double {
    let first = joint.influence(score: a)
    let second = joint.influence(score: b)
    var squares = 0.0
    for image in first.indices {
      let d = first[image] - second[image]
      squares += d * d
    }
    return squares / Double(joint.imageCount - 1)
  }

  /// Returns the reliability with another number of annotators.
  ///
  /// - Parameter annotators: The annotators per image.
  /// - Returns: The reliability by Spearman-Brown.
  public func reliability(annotators: Double) -> Double {
    let factor = annotators / pilot.annotators
    return factor * pilot.reliability / (1 + (factor - 1) * pilot.reliability)
  }

  /// Returns the difference of the strengths and its variance for one image.
  ///
  /// - Parameter annotators: The annotators per image.
  /// - Returns: The difference a minus b, and the variance to be divided by n; both NaN when a strength
  ///   would reach 1, which means that the pilot's reliability is too low to be true.
  public func effect(annotators: Double) -> (difference: Double, variance: Double) {
    let gain = (reliability(annotators: annotators) / pilot.reliability).squareRoot()
    let a = pilot.strengthA * gain
    let b = pilot.strengthB * gain
    guard abs(a) < 1, abs(b) < 1 else { return (.nan, .nan) }
    var variance = formulaVariance(a, b)
    if let measured = pilot.varianceOfImage {
      // The measured value holds for the pilot; other panels change it as the formula says.
      variance *= measured / formulaVariance(pilot.strengthA, pilot.strengthB)
    }
    return (a - b, variance)
  }

  private func formulaVariance(_ a: Double, _ b: Double) -> Double {
    let c = pilot.betweenScores
    let rest = 1 - a * a - b * b
    let k = c * rest - a * b * (rest - c * c) / 2
    let variance = (1 - a * a) * (1 - a * a) + (1 - b * b) * (1 - b * b) - 2 * k
    return pilot.method == .spearman ? 1.06 * variance : variance
  }

  /// Returns the power with a number of images and annotators.
  ///
  /// - Parameters:
  ///   - images: The number of images.
  ///   - annotators: The annotators per image.
  /// - Returns: The probability of a significant difference; NaN where ``effect(annotators:)`` is.
  public func power(images: Int, annotators: Double) -> Double {
    let (difference, variance) = effect(annotators: annotators)
    guard !variance.isNaN else { return .nan }
    guard variance > 0 else { return difference == 0 ? alpha : 1 }
    let shift = abs(difference) * (Double(images) / variance).squareRoot()
    let z = -Normal.quantile(alpha / 2)
    return Normal.survival(z - shift) + Normal.survival(z + shift)
  }

  /// Returns the fewest images that reach a power.
  ///
  /// - Parameters:
  ///   - power: The power to reach, above alpha and below 1.
  ///   - annotators: The annotators per image.
  /// - Returns: The plan.
  /// - Throws: ``StatisticsError/outOfRange(name:value:allowed:)`` for such a power,
  ///   ``StatisticsError/undefined(reason:)`` when there is no difference to see.
  public func images(
    power: Double = 0.8, annotators: Double
  ) throws(StatisticsError) -> Plan {
    guard power > alpha, power < 1 else {
      throw .outOfRange(name: "power", value: power, allowed: "above alpha and below 1")
    }
    let (difference, variance) = effect(annotators: annotators)
    guard !difference.isNaN else {
      throw .undefined(reason: "a strength would reach 1 with \(annotators) annotators")
    }
    guard difference != 0 else {
      throw .undefined(
        reason: "the pilot's two strengths are equal, so no number of images shows it")
    }
    let z = -Normal.quantile(alpha / 2) - Normal.quantile(1 - power)
    let start = variance * z * z / (difference * difference)
    guard start < 1e12 else {
      throw .undefined(reason: "the difference is too small: more than 1e12 images would be needed")
    }
    var images = max(4, Int(start.rounded(.up)))
    // The far tail, left out of the start value, can only help.
    while images > 4, self.power(images: images - 1, annotators: annotators) >= power {
      images -= 1
    }
    return Plan(
      annotators: annotators, reliability: reliability(annotators: annotators),
      difference: difference, images: images,
      power: self.power(images: images, annotators: annotators))
  }

  /// Returns the fewest annotators that reach a power with a number of images.
  ///
  /// - Parameters:
  ///   - power: The power to reach.
  ///   - images: The number of images.
  ///   - limit: The most annotators to consider.
  /// - Returns: The number of annotators, or nothing when even the limit is not enough.
  /// - Throws: ``StatisticsError/outOfRange(name:value:allowed:)`` for a power that is not between
  ///   alpha and 1.
  public func annotators(
    power: Double = 0.8, images: Int, limit: Int = 1000
  ) throws(StatisticsError) -> Int? {
    guard power > alpha, power < 1 else {
      throw .outOfRange(name: "power", value: power, allowed: "above alpha and below 1")
    }
    // Power rises with the number of annotators: search by halves.
    guard limit >= 1, self.power(images: images, annotators: Double(limit)) >= power else {
      return nil
    }
    var low = 1
    var high = limit
    while low < high {
      let middle = (low + high) / 2
      if self.power(images: images, annotators: Double(middle)) >= power {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}
