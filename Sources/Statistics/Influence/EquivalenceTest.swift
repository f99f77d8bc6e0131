/// Two one-sided tests that a difference is smaller than what matters.
///
/// ```text
/// lower: (d + margin)/se against d <= -margin;   upper: (d - margin)/se against d >= margin
/// p = the larger of the two
/// ```
///
/// At level alpha this is the same as asking whether the 1 - 2 alpha interval lies inside ±margin.
///
/// Source: Schuirmann 1987, doi:10.1007/BF01068419.
public struct EquivalenceTest: Sendable, Equatable {
  /// The largest difference that does not matter.
  public let margin: Double
  /// The test that the difference is above -margin.
  public let lower: SignificanceTest
  /// The test that the difference is below margin.
  public let upper: SignificanceTest

  /// The p-value of equivalence.
  public var pValue: PValue {
    lower.pValue.lnP >= upper.pValue.lnP ? lower.pValue : upper.pValue
  }

  /// Tests an estimate.
  ///
  /// - Parameters:
  ///   - estimate: The difference.
  ///   - standardError: Its standard error, above 0.
  ///   - df: The degrees of freedom of t; nothing means normal.
  ///   - margin: The largest difference that does not matter, above 0.
  /// - Throws: ``StatisticsError/outOfRange(name:value:allowed:)`` for a margin or a standard error
  ///   that is not above 0, or an estimate that is not finite.
  public init(
    estimate: Double, standardError: Double, df: Double?, margin: Double
  ) throws(StatisticsError) {
    guard margin > 0, margin.isFinite else {
      throw .outOfRange(name: "margin", value: margin, allowed: "above 0")
    }
    guard standardError > 0, standardError.isFinite else {
      throw .outOfRange(name: "standard error", value: standardError, allowed: "above 0")
    }
    guard estimate.isFinite else {
      throw .outOfRange(name: "estimate", value: estimate, allowed: "finite")
    }
    self.margin = margin
    let low = (estimate + margin) / standardError
    let high = (estimate - margin) / standardError
    if let df {
      lower = SignificanceTest(name: "tost-lower", t: low, df: df, .greater)
      upper = SignificanceTest(name: "tost-upper", t: high, df: df, .less)
    } else {
      lower = SignificanceTest(name: "tost-lower", z: low, .greater)
      upper = SignificanceTest(name: "tost-upper", z: high, .less)
    }
  }
}
