/// Two correlations from different items.
///
/// ```text
/// z = (atanh r₁ - atanh r₂) / √(1/(n₁ - 3) + 1/(n₂ - 3))
/// ```
///
/// Two scores of the same images are **not** independent: use ``DependentCorrelations`` there. The test
/// is offered because published comparisons used it. Fisher's z values entered as if they were
/// correlations give a larger statistic: for them use ``fromFisherZ(_:n:_:n:_:)``.
///
/// Agrees with cocor 1.1-4; psych `r.test` returns |z|.
public struct IndependentCorrelations: Equatable, Sendable {
  /// The first correlation.
  public let first: Double
  /// The number of pairs behind it.
  public let firstCount: Int
  /// The second correlation.
  public let second: Double
  /// The number of pairs behind it.
  public let secondCount: Int

  /// Takes two correlations.
  ///
  /// - Parameters:
  ///   - first: The first correlation, strictly between -1 and 1.
  ///   - firstCount: The number of pairs behind it, at least 4.
  ///   - second: The second correlation, strictly between -1 and 1.
  ///   - secondCount: The number of pairs behind it, at least 4.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)``.
  public init(
    _ first: Double, n firstCount: Int, _ second: Double, n secondCount: Int
  ) throws(StatisticsError) {
    for count in [firstCount, secondCount] where count < 4 {
      throw .tooFewValues(needed: 4, got: count)
    }
    for (name, value) in [("r1", first), ("r2", second)] where !(abs(value) < 1) {
      throw .outOfRange(name: name, value: value, allowed: "strictly between -1 and 1")
    }
    self.first = first
    self.firstCount = firstCount
    self.second = second
    self.secondCount = secondCount
  }

  /// r₁ - r₂.
  public var difference: Double { first - second }

  /// Cohen's q, atanh r₁ - atanh r₂; .1 is called small, .3 medium, .5 large (Cohen 1988).
  public var cohenQ: Double { FisherZ.difference(first, second) }

  /// Tests r₁ = r₂.
  ///
  /// - Parameter alternative: The side of the alternative hypothesis; `greater` is r₁ > r₂.
  /// - Returns: The normal deviate with its p-value.
  public func test(_ alternative: Alternative = .twoSided) -> SignificanceTest {
    Self.test(cohenQ, firstCount, secondCount, alternative)
  }

  /// Tests the equality of two correlations that are given as Fisher's z.
  ///
  /// - Parameters:
  ///   - first: atanh of the first correlation.
  ///   - firstCount: The number of pairs behind it, at least 4.
  ///   - second: atanh of the second correlation.
  ///   - secondCount: The number of pairs behind it, at least 4.
  ///   - alternative: The side of the alternative hypothesis.
  /// - Returns: The normal deviate with its p-value.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for values that are not finite.
  public static func fromFisherZ(
    _ first: Double, n firstCount: Int, _ second: Double, n secondCount: Int,
    _ alternative: Alternative = .twoSided
  ) throws(StatisticsError) -> SignificanceTest {
    for count in [firstCount, secondCount] where count < 4 {
      throw .tooFewValues(needed: 4, got: count)
    }
    for (name, value) in [("z1", first), ("z2", second)] where !value.isFinite {
      throw .outOfRange(name: name, value: value, allowed: "finite")
    }
    return test(first - second, firstCount, secondCount, alternative)
  }

  /// Returns the interval of Zou (2007) for r₁ - r₂.
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: The interval of the difference of the correlations.
  /// - Throws: ``StatisticsError/invalidLevel(level:)``.
  public func zouInterval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    try ZouInterval.of(
      first, n: firstCount, minus: second, n: secondCount, correlation: 0, level: level)
  }

  private static func test(
    _ q: Double, _ firstCount: Int, _ secondCount: Int, _ alternative: Alternative
  ) -> SignificanceTest {
    let variance = 1 / Double(firstCount - 3) + 1 / Double(secondCount - 3)
    return SignificanceTest(
      name: "independent-fisher", z: q / variance.squareRoot(), alternative)
  }
}
