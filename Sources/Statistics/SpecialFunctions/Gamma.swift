import RealModule

/// The regularised incomplete gamma functions.
///
/// ```text
/// P(a, x) = 1/Γ(a) ∫₀ˣ t^(a-1) e^-t dt,   Q(a, x) = 1 - P(a, x),   a > 0, x ≥ 0
/// ```
///
/// P by its series below x = a + 1, Q by the continued fraction
/// [NIST DLMF 8.9.2](https://dlmf.nist.gov/8.9.E2) above, both with the factor x^a e^-x / Γ(a) formed
/// in logarithms without cancellation.
public enum Gamma {
  /// Returns the upper tail Q(a, x).
  ///
  /// - Parameters:
  ///   - a: The shape, above 0.
  ///   - x: The limit, at least 0; infinity gives 0.
  /// - Returns: A probability in [0, 1]; NaN outside the domain.
  /// - Complexity: O(√a) near the mean.
  public static func upperRegularized(_ a: Double, _ x: Double) -> Double {
    guard let side = Side(a: a, x: x) else { return .nan }
    return side.isUpper ? Double.exp(side.ln) : -Double.expMinusOne(side.ln)
  }

  /// Returns ln Q(a, x), finite where Q underflows.
  ///
  /// - Parameters:
  ///   - a: The shape, above 0.
  ///   - x: The limit, at least 0; infinity gives negative infinity.
  /// - Returns: A logarithm of at most 0; NaN outside the domain.
  /// - Complexity: O(√a) near the mean.
  static func lnUpperRegularized(_ a: Double, _ x: Double) -> Double {
    guard let side = Side(a: a, x: x) else { return .nan }
    return side.isUpper ? side.ln : lnOneMinusExp(side.ln)
  }

  /// Returns the lower tail P(a, x).
  ///
  /// - Parameters:
  ///   - a: The shape, above 0.
  ///   - x: The limit, at least 0.
  /// - Returns: A probability in [0, 1]; NaN outside the domain.
  /// - Complexity: O(√a) near the mean.
  public static func lowerRegularized(_ a: Double, _ x: Double) -> Double {
    guard let side = Side(a: a, x: x) else { return .nan }
    return side.isUpper ? -Double.expMinusOne(side.ln) : Double.exp(side.ln)
  }

  /// The smaller computation of the two tails.
  private struct Side {
    var ln: Double
    var isUpper: Bool

    init?(a: Double, x: Double) {
      guard a > 0, a.isFinite, x >= 0 else { return nil }
      if x < a + 1 {
        isUpper = false
        ln = x == 0 ? -.infinity : min(0, Side.lnFactor(a, x) + Double.log(Side.series(a, x)))
      } else {
        isUpper = true
        ln =
          x == .infinity
          ? -.infinity : min(0, Side.lnFactor(a, x) + Double.log(Side.fraction(a, x)))
      }
    }

    /// ln [x^a e^-x / Γ(a)].
    private static func lnFactor(_ a: Double, _ x: Double) -> Double {
      guard a >= 10 else { return a * Double.log(x) - x - Double.logGamma(a) }
      let u = (x - a) / a
      let exponent =
        abs(u) < 0.3 ? a * LogGamma.logOnePlusMinus(u) : a * Double.log(x / a) - (x - a)
      return exponent + 0.5 * Double.log(a) - LogGamma.halfLogTwoPi
        - LogGamma.stirlingRemainder(a)
    }

    /// Σ x^k / (a (a+1) … (a+k)).
    private static func series(_ a: Double, _ x: Double) -> Double {
      var term = 1 / a
      var sum = term
      var k = a
      while term > sum * 1e-17 {
        k += 1
        term *= x / k
        sum += term
      }
      return sum
    }

    /// 1/(x+1-a- 1(1-a)/(x+3-a- 2(2-a)/(x+5-a- …))) by the modified Lentz method.
    private static func fraction(_ a: Double, _ x: Double) -> Double {
      let tiny = 1e-300
      var b = x + 1 - a
      var c = 1 / tiny
      var d = 1 / b
      var value = d
      var i = 1.0
      let limit = 500 + 40 * a.squareRoot()
      while i <= limit {
        let numerator = -i * (i - a)
        b += 2
        d = numerator * d + b
        if abs(d) < tiny { d = tiny }
        c = b + numerator / c
        if abs(c) < tiny { c = tiny }
        d = 1 / d
        let factor = d * c
        value *= factor
        if abs(factor - 1) <= 0x1p-52 { break }
        i += 1
      }
      return value
    }
  }
}

/// The chi-squared distribution.
public enum ChiSquared {
  /// Returns the probability of a value above x.
  ///
  /// - Parameters:
  ///   - x: The value of the statistic, at least 0.
  ///   - df: The degrees of freedom, above 0.
  /// - Returns: The upper tail, in [0, 1]; NaN outside the domain.
  public static func survival(_ x: Double, df: Double) -> Double {
    Gamma.upperRegularized(df / 2, x / 2)
  }

  /// Returns the natural logarithm of the probability of a value above x.
  ///
  /// - Parameters:
  ///   - x: The value of the statistic, at least 0.
  ///   - df: The degrees of freedom, above 0.
  /// - Returns: A logarithm of at most 0, finite where the tail underflows.
  public static func lnSurvival(_ x: Double, df: Double) -> Double {
    Gamma.lnUpperRegularized(df / 2, x / 2)
  }

  /// Returns the upper tail as a p-value.
  ///
  /// - Parameters:
  ///   - x: The value of the statistic, at least 0.
  ///   - df: The degrees of freedom, above 0.
  /// - Returns: The p-value with its logarithms.
  public static func pValue(_ x: Double, df: Double) -> PValue {
    PValue(p: survival(x, df: df), lnP: lnSurvival(x, df: df))
  }
}
