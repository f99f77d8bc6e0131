/// What the data say about a claim "a is above b", given the margin named beforehand.
///
/// The equivalence test is read first: a difference that is shown to be smaller than the margin is
/// called equivalent even when it is also significantly different from 0, because the margin says
/// that such a difference does not matter. Otherwise the sign of a significant difference decides,
/// and when neither test decides the answer is that it is too close to call.
public enum Decision: String, CaseIterable, Codable, Sendable {
  /// The difference is significantly above 0 and not shown to be within the margin.
  case supported
  /// The difference is significantly below 0 and not shown to be within the margin.
  case contradicted
  /// The difference is shown to lie within the margin.
  case equivalent
  /// Neither the difference nor the equivalence is shown.
  case tooCloseToCall = "too close to call"
  /// There is no variation to judge the difference by: an error of 0 decides nothing.
  case cannotBeDecided = "cannot be decided here"

  /// Decides.
  ///
  /// - Parameters:
  ///   - estimate: The difference a minus b with its standard error.
  ///   - margin: The largest difference that does not matter, above 0.
  ///   - alpha: The significance level: two-sided for the difference, for each of the two one-sided tests.
  ///   - adjusted: The p-value of the difference after adjustment for its family, which then decides
  ///     in place of the raw one.
  /// - Throws: ``StatisticsError/outOfRange(name:value:allowed:)`` for a margin or alpha out of range.
  public init(
    _ estimate: StrengthEstimate, margin: Double, alpha: Double = 0.05, adjusted: PValue? = nil
  ) throws(StatisticsError) {
    guard alpha > 0, alpha < 0.5 else {
      throw .outOfRange(name: "alpha", value: alpha, allowed: "above 0 and below 0.5")
    }
    guard margin > 0, margin.isFinite else {
      throw .outOfRange(name: "margin", value: margin, allowed: "above 0")
    }
    guard estimate.standardError > 0 else {
      self = .cannotBeDecided
      return
    }
    let equivalence = try estimate.equivalence(margin: margin)
    if equivalence.pValue.p <= alpha {
      self = .equivalent
      return
    }
    let p = adjusted ?? estimate.test().pValue
    guard p.p <= alpha else {
      self = .tooCloseToCall
      return
    }
    self = estimate.estimate > 0 ? .supported : .contradicted
  }
}
