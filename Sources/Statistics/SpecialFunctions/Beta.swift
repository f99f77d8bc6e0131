import RealModule

/// The beta function and the regularised incomplete beta function.
///
/// ```text
/// B(a, b) = Γ(a) Γ(b) / Γ(a + b)
/// I_x(a, b) = 1/B(a, b) ∫₀ˣ t^(a-1) (1-t)^(b-1) dt,   0 ≤ x ≤ 1, a > 0, b > 0
/// ```
///
/// The continued fraction of Didonato & Morris (1992, doi:10.1145/131766.131776, equation 9), the even
/// part of [NIST DLMF 8.17.22](https://dlmf.nist.gov/8.17.E22), is evaluated by the modified method of
/// Lentz (1976, doi:10.1364/AO.15.000668) on the side where it converges fast, and its factor is formed
/// in logarithms with Stirling's remainder, so that neither arguments of 1e10 nor values below 1e-308
/// lose digits.
public enum Beta {
  /// Returns ln B(a, b), right to about 1e-15 also when a or b is as large as 1e10.
  ///
  /// - Parameters:
  ///   - a: The first argument, above 0.
  ///   - b: The second argument, above 0.
  /// - Returns: The natural logarithm of B(a, b).
  public static func ln(_ a: Double, _ b: Double) -> Double {
    let small = min(a, b)
    let large = max(a, b)
    let ratio = small / (small + large)
    if small >= 10 {
      let correction =
        LogGamma.stirlingRemainder(small) + LogGamma.stirlingRemainder(large)
        - LogGamma.stirlingRemainder(small + large)
      return -0.5 * Double.log(large) + LogGamma.halfLogTwoPi + correction
        + (small - 0.5) * Double.log(ratio) + large * Double.log(onePlus: -ratio)
    }
    guard large >= 10 else {
      return Double.logGamma(small) + Double.logGamma(large) - Double.logGamma(small + large)
    }
    // Γ(large)/Γ(small+large) by Stirling: the difference of two lgamma values would lose digits.
    let correction =
      LogGamma.stirlingRemainder(large) - LogGamma.stirlingRemainder(small + large)
    return Double.logGamma(small) + correction + small - small * Double.log(small + large)
      + (large - 0.5) * Double.log(onePlus: -ratio)
  }

  /// Returns the regularised incomplete beta function I_x(a, b).
  ///
  /// - Parameters:
  ///   - x: The upper limit, in [0, 1].
  ///   - a: The first shape, above 0.
  ///   - b: The second shape, above 0.
  /// - Returns: A probability in [0, 1]; NaN outside the domain.
  /// - Complexity: O(√max(a, b)) at worst, near the mean of the distribution.
  public static func regularized(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard let tail = Tail(x: x, a: a, b: b) else { return .nan }
    return tail.probability
  }

  /// Returns ln I_x(a, b), finite where the function itself underflows.
  ///
  /// - Parameters:
  ///   - x: The upper limit, in [0, 1].
  ///   - a: The first shape, above 0.
  ///   - b: The second shape, above 0.
  /// - Returns: A logarithm of at most 0; NaN outside the domain.
  /// - Complexity: O(√max(a, b)) at worst, near the mean of the distribution.
  public static func lnRegularized(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard let tail = Tail(x: x, a: a, b: b) else { return .nan }
    return tail.lnProbability
  }

  /// A limit together with what is needed of it without cancellation.
  struct Limit {
    /// The limit.
    var x: Double
    /// 1 - x.
    var complement: Double
    /// ln x.
    var lnX: Double
    /// ln (1 - x).
    var lnComplement: Double

    /// Creates the limit from x in [0, 1], whose complement is taken as it is.
    init(_ x: Double) {
      self.x = x
      complement = 1 - x
      lnX = x > 0.5 ? Double.log(onePlus: -complement) : Double.log(x)
      lnComplement = Double.log(onePlus: -x)
    }

    /// Creates the limit x = 1 / (1 + q²), as Student's t with q = t/√df needs it.
    init(oneOverOnePlusSquareOf q: Double) {
      let q = abs(q)
      if q <= 1 {
        let square = q * q
        x = 1 / (1 + square)
        complement = square / (1 + square)
        lnX = -Double.log(onePlus: square)
        lnComplement = 2 * Double.log(q) - Double.log(onePlus: square)
      } else {
        let inverse = (1 / q) * (1 / q)
        x = inverse / (1 + inverse)
        complement = 1 / (1 + inverse)
        lnX = -2 * Double.log(q) - Double.log(onePlus: inverse)
        lnComplement = -Double.log(onePlus: inverse)
      }
    }

    /// Creates the limit x = 1 - r² from a correlation and, where it is known better, from 1 - r².
    init(oneMinusSquareOf r: Double, complementOfSquare: Double? = nil) {
      let r = abs(r)
      x = complementOfSquare ?? ((1 - r) * (1 + r))
      complement = r * r
      lnX = complement < 0.5 ? Double.log(onePlus: -complement) : Double.log(x)
      lnComplement = 2 * Double.log(r)
    }

    /// The same with x and 1 - x exchanged.
    var swapped: Limit {
      var other = self
      (other.x, other.complement) = (complement, x)
      (other.lnX, other.lnComplement) = (lnComplement, lnX)
      return other
    }
  }

  /// The lower tail of the beta distribution below a limit.
  struct Tail {
    /// ln I on the side that was computed.
    private var lnComputed: Double
    /// Whether the computed side is the upper tail.
    private var isComplement: Bool

    /// Creates the tail, or nothing when the arguments are outside the domain.
    init?(x: Double, a: Double, b: Double) {
      guard x >= 0, x <= 1, a > 0, b > 0, a.isFinite, b.isFinite else { return nil }
      self.init(Limit(x), a: a, b: b)
    }

    /// Creates the tail of a limit that is known to be in [0, 1].
    init(_ limit: Limit, a: Double, b: Double) {
      isComplement = limit.x > (a + 1) / (a + b + 2)
      lnComputed =
        isComplement
        ? Tail.lnByFraction(limit.swapped, a: b, b: a) : Tail.lnByFraction(limit, a: a, b: b)
      lnComputed = min(lnComputed, 0)
    }

    /// I_x(a, b).
    var probability: Double {
      isComplement ? -Double.expMinusOne(lnComputed) : Double.exp(lnComputed)
    }

    /// 1 - I_x(a, b).
    var complement: Double {
      isComplement ? Double.exp(lnComputed) : -Double.expMinusOne(lnComputed)
    }

    /// ln I_x(a, b).
    var lnProbability: Double { isComplement ? lnOneMinusExp(lnComputed) : lnComputed }

    /// ln(1 - I_x(a, b)).
    var lnComplement: Double { isComplement ? lnComputed : lnOneMinusExp(lnComputed) }

    /// ln I_x(a, b) = a ln x + b ln(1-x) - ln B(a, b) - ln(fraction).
    private static func lnByFraction(_ limit: Limit, a: Double, b: Double) -> Double {
      guard limit.x > 0 else { return -.infinity }
      guard limit.complement > 0 else { return 0 }
      return lnPower(limit, a: a, b: b) - Double.log(continuedFraction(limit, a, b))
    }

    /// ln [x^a (1-x)^b / B(a, b)], with the large terms cancelled in exact form.
    private static func lnPower(_ limit: Limit, a: Double, b: Double) -> Double {
      guard min(a, b) >= 10 else {
        return a * limit.lnX + b * limit.lnComplement - Beta.ln(a, b)
      }
      // x (a+b)/a = 1 + d/a and (1-x)(a+b)/b = 1 - d/b with d = b x - a (1-x).
      let d = b * limit.x - a * limit.complement
      let correction =
        LogGamma.stirlingRemainder(a) + LogGamma.stirlingRemainder(b)
        - LogGamma.stirlingRemainder(a + b)
      let u = d / a
      let v = -d / b
      let exponent: Double
      if abs(u) < 0.3, abs(v) < 0.3 {
        exponent = a * LogGamma.logOnePlusMinus(u) + b * LogGamma.logOnePlusMinus(v)
      } else {
        exponent =
          a * (limit.lnX + Double.log(onePlus: b / a))
          + b * (limit.lnComplement + Double.log(onePlus: a / b))
      }
      return exponent - correction - LogGamma.halfLogTwoPi
        + 0.5 * (Double.log(a) - Double.log(onePlus: a / b))
    }

    /// β₁ + α₂/(β₂ + α₃/(β₃ + …)) by the modified Lentz method.
    ///
    /// ```text
    /// α_{n+1} = (a+n-1)(a+b+n-1) n (b-n) x² / (a+2n-1)²
    /// β_{n+1} = n + n (b-n) x / (a+2n-1) + (a+n)/(a+2n+1) (λ + 1 + n (1+y)),   y = 1 - x
    /// λ = a - (a+b) x = (a+b) y - b
    /// ```
    private static func continuedFraction(_ limit: Limit, _ a: Double, _ b: Double) -> Double {
      let tiny = 1e-300
      let (x, y) = (limit.x, limit.complement)
      // The form whose terms are small, so that nothing cancels.
      let start = (x < y ? a - (a + b) * x : (a + b) * y - b) + 1
      var value = a / (a + 1) * start
      if abs(value) < tiny { value = tiny }
      var c = value
      var d = 0.0
      var n = 1.0
      let largest = 200 + 20 * max(a, b).squareRoot()
      while n <= largest {
        let odd = a + 2 * n - 1
        let product = n * (b - n) * x / odd
        let alpha = (a + n - 1) / odd * (a + b + n - 1) * product * x
        let beta = n + product + (a + n) / (odd + 2) * (start + n * (1 + y))
        d = beta + alpha * d
        if abs(d) < tiny { d = tiny }
        c = beta + alpha / c
        if abs(c) < tiny { c = tiny }
        d = 1 / d
        let factor = c * d
        value *= factor
        if abs(factor - 1) <= 0x1p-52 { break }
        n += 1
      }
      return value
    }
  }
}

/// Returns ln(1 - e^v) for v ≤ 0 without loss of digits at either end.
///
/// See Mächler (2012), "Accurately computing log(1 - exp(-|a|))".
func lnOneMinusExp(_ v: Double) -> Double {
  v > -0.6931471805599453
    ? Double.log(-Double.expMinusOne(v)) : Double.log(onePlus: -Double.exp(v))
}
