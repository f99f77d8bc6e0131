/// A test statistic with its distribution's parameter and p-value.
public struct SignificanceTest: Equatable, Sendable {
  /// The test by name, for example `t`, `exact` or `steiger1980`.
  public var name: String
  /// The value of the statistic; infinite for a coefficient of ±1.
  public var statistic: Double
  /// The degrees of freedom of a t statistic, nothing for a normal or exact one.
  public var df: Double?
  /// The side of the alternative hypothesis.
  public var alternative: Alternative
  /// The p-value with its logarithms.
  public var pValue: PValue

  /// Creates the result of a test.
  ///
  /// - Parameters:
  ///   - name: The test by name.
  ///   - statistic: The value of the statistic.
  ///   - df: The degrees of freedom, where the statistic has them.
  ///   - alternative: The side of the alternative hypothesis.
  ///   - pValue: The p-value.
  public init(
    name: String, statistic: Double, df: Double? = nil, alternative: Alternative, pValue: PValue
  ) {
    self.name = name
    self.statistic = statistic
    self.df = df
    self.alternative = alternative
    self.pValue = pValue
  }

  /// Creates the test of a statistic that is standard normal under the null hypothesis.
  ///
  /// - Parameters:
  ///   - name: The test by name.
  ///   - z: The statistic.
  ///   - alternative: The side of the alternative hypothesis.
  public init(name: String, z: Double, _ alternative: Alternative) {
    self.init(
      name: name, statistic: z, alternative: alternative, pValue: Normal.pValue(z, alternative))
  }

  /// Creates the test of a statistic that has Student's t distribution under the null hypothesis.
  ///
  /// - Parameters:
  ///   - name: The test by name.
  ///   - t: The statistic.
  ///   - df: The degrees of freedom, above 0.
  ///   - alternative: The side of the alternative hypothesis.
  public init(name: String, t: Double, df: Double, _ alternative: Alternative) {
    self.init(
      name: name, statistic: t, df: df, alternative: alternative,
      pValue: StudentT.pValue(t, df: df, alternative))
  }
}

extension SignificanceTest {
  /// The name of a test whose p-value is the smallest that orders can have, where its statistic has a smaller one.
  package static let exactBound = "exact bound"

  /// Takes a bound for the p-value, and its name, where the p-value lies below it.
  mutating func raise(to lnBound: Double) {
    guard pValue.lnP < lnBound else { return }
    (name, df, pValue) = (Self.exactBound, nil, PValue(lnP: lnBound))
  }
}
