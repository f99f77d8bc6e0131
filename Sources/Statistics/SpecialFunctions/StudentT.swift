import RealModule

/// Student's t distribution.
///
/// ```text
/// P(|T| > t) = I_x(df/2, 1/2),   x = df / (df + t²)
/// ```
///
/// Everything is computed from t/√df, so that neither a huge t nor a huge df loses digits. Infinite
/// degrees of freedom are the normal distribution.
public enum StudentT {
  /// Returns the probability of a value above t.
  ///
  /// - Parameters:
  ///   - t: Any number.
  ///   - df: The degrees of freedom, above 0; they need not be whole.
  /// - Returns: A probability, 0 where it is below the smallest double; NaN outside the domain.
  public static func survival(_ t: Double, df: Double) -> Double {
    pValue(t, df: df, .greater).p
  }

  /// Returns the natural logarithm of the probability of a value above t.
  ///
  /// - Parameters:
  ///   - t: Any number.
  ///   - df: The degrees of freedom, above 0; they need not be whole.
  /// - Returns: A logarithm of at most 0, finite where the probability underflows.
  public static func lnSurvival(_ t: Double, df: Double) -> Double {
    pValue(t, df: df, .greater).lnP
  }

  /// Returns a t statistic as a p-value.
  ///
  /// - Parameters:
  ///   - t: The statistic; infinities give 0 or 1.
  ///   - df: The degrees of freedom, above 0.
  ///   - alternative: The side of the alternative hypothesis.
  /// - Returns: The p-value with its logarithms; NaN outside the domain.
  public static func pValue(
    _ t: Double, df: Double, _ alternative: Alternative = .twoSided
  ) -> PValue {
    guard df > 0, !t.isNaN else { return PValue(p: .nan, lnP: .nan) }
    guard df < .infinity else { return Normal.pValue(t, alternative) }
    let limit = Beta.Limit(oneOverOnePlusSquareOf: t / df.squareRoot())
    return pValue(limit, isPositive: t >= 0, df: df, alternative)
  }

  /// Returns a correlation as a p-value against zero, without going through t.
  ///
  /// - Parameters:
  ///   - r: The coefficient, in [-1, 1].
  ///   - df: The degrees of freedom, above 0.
  ///   - alternative: The side of the alternative hypothesis.
  ///   - complement: 1 - r² where it is known better than r gives it.
  /// - Returns: The p-value with its logarithms.
  static func pValue(
    correlation r: Double, df: Double, _ alternative: Alternative, complement: Double? = nil
  ) -> PValue {
    let limit = Beta.Limit(oneMinusSquareOf: r, complementOfSquare: complement)
    return pValue(limit, isPositive: r >= 0, df: df, alternative)
  }

  /// Returns the value below which a t variable falls with probability p.
  ///
  /// Newton's steps in the logarithm of t, kept inside a bracket; in the centre the equation is that
  /// of P(0 < T < t), which stays exact as t tends to 0.
  ///
  /// - Parameters:
  ///   - p: A probability; 0 and 1 give the infinities.
  ///   - df: The degrees of freedom, above 0.
  /// - Returns: The quantile, right to about 1e-13; NaN outside the domain.
  public static func quantile(_ p: Double, df: Double) -> Double {
    guard p >= 0, p <= 1, df > 0 else { return .nan }
    guard df < .infinity else { return Normal.quantile(p) }
    let isUpper = p > 0.5
    let tail = isUpper ? 1 - p : p
    guard tail > 0 else { return isUpper ? .infinity : -.infinity }
    guard tail != 0.5 else { return 0 }
    let t = Double.exp(lnQuantile(tail: tail, df: df))
    return isUpper ? t : -t
  }

  /// ln t with P(T > t) = tail < 1/2.
  private static func lnQuantile(tail: Double, df: Double) -> Double {
    let lnTail = Double.log(tail)
    let lnCentre = Double.log(0.5 - tail)
    let usesCentre = tail > 0.25
    // ln of density × t, for the derivative with respect to ln t.
    let lnConstant = -Beta.ln(0.5, df / 2) - 0.5 * Double.log(df)
    // Falls with ln t in both forms.
    func residualAndSlope(_ lnT: Double) -> (Double, Double) {
      let q = Double.exp(lnT - 0.5 * Double.log(df))
      let limit = Beta.Limit(oneOverOnePlusSquareOf: q)
      let beta = Beta.Tail(limit, a: df / 2, b: 0.5)
      let lnDensityTimesT = lnConstant + lnT + 0.5 * (df + 1) * limit.lnX
      if usesCentre {
        let ln = beta.lnComplement - Normal.ln2
        return (lnCentre - ln, -Double.exp(lnDensityTimesT - ln))
      }
      let ln = beta.lnProbability - Normal.ln2
      return (ln - lnTail, -Double.exp(lnDensityTimesT - ln))
    }
    var low = -740.0
    var high = 740.0
    var lnT = Double.log(Normal.quantile(1 - tail))
    for _ in 0..<200 {
      let (residual, slope) = residualAndSlope(lnT)
      if residual == 0 { break }
      if residual > 0 { low = lnT } else { high = lnT }
      var next = lnT - residual / slope
      if !(next > low && next < high) { next = 0.5 * (low + high) }
      let moved = abs(next - lnT)
      lnT = next
      if moved <= 1e-16 * max(1, abs(lnT)) { break }
    }
    return lnT
  }

  private static func pValue(
    _ limit: Beta.Limit, isPositive: Bool, df: Double, _ alternative: Alternative
  ) -> PValue {
    let tail = Beta.Tail(limit, a: df / 2, b: 0.5)
    switch alternative {
    case .twoSided: return PValue(p: tail.probability, lnP: tail.lnProbability)
    case .greater where isPositive, .less where !isPositive:
      return PValue(p: 0.5 * tail.probability, lnP: tail.lnProbability - Normal.ln2)
    case .greater, .less:
      let half = 0.5 * tail.probability
      return PValue(p: 0.5 + 0.5 * tail.complement, lnP: Double.log(onePlus: -half))
    }
  }
}
