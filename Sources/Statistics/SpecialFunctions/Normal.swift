import RealModule

/// The standard normal distribution.
public enum Normal {
  /// Returns the probability of a value above z.
  ///
  /// - Parameter z: Any number; infinities give 0 and 1.
  /// - Returns: erfc(z/√2)/2, right to about 1e-15 z² relative, 0 beyond z = 38.5.
  public static func survival(_ z: Double) -> Double {
    0.5 * Double.erfc(z * 0.7071067811865476)
  }

  /// Returns the natural logarithm of the probability of a value above z.
  ///
  /// Beyond z = 20 it is -z²/2 - ln √(2π) + ln R(z), with Mills' ratio R by the continued fraction of
  /// Laplace, 1/(z + 1/(z + 2/(z + 3/(z + …)))).
  ///
  /// - Parameter z: Any number; the result is finite up to about 1e154.
  /// - Returns: A logarithm of at most 0.
  public static func lnSurvival(_ z: Double) -> Double {
    if z < -1 { return Double.log(onePlus: -survival(-z)) }
    if z < 20 { return Double.log(survival(z)) }
    guard z < .infinity else { return z.isNaN ? .nan : -.infinity }
    var fraction = z
    for k in stride(from: 24.0, through: 1, by: -1) { fraction = z + k / fraction }
    return -0.5 * z * z - LogGamma.halfLogTwoPi - Double.log(fraction)
  }

  /// Returns the density at z.
  ///
  /// - Parameter z: Any number.
  /// - Returns: exp(-z²/2)/√(2π).
  public static func density(_ z: Double) -> Double {
    Double.exp(-0.5 * z * z - LogGamma.halfLogTwoPi)
  }

  /// Returns the value below which a standard normal variable falls with probability p.
  ///
  /// The start is formula 26.2.23 of Abramowitz & Stegun (1964), right to 4.5e-4; Halley's steps on
  /// the distribution function (in the tails on its logarithm) make it right to a few units of the
  /// last place, also for p near 1/2 and for p = 5e-324.
  ///
  /// - Parameter p: A probability; 0 and 1 give the infinities, anything outside [0, 1] gives NaN.
  /// - Returns: The quantile.
  public static func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    let isUpper = p > 0.5
    // Exact for p in [0.5, 1].
    let tail = isUpper ? 1 - p : p
    guard tail > 0 else { return isUpper ? .infinity : -.infinity }
    let offset = tail - 0.5
    guard offset != 0 else { return 0 }
    let t = (-2 * Double.log(tail)).squareRoot()
    let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
    let denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var z = max(t - numerator / denominator, 0)
    for _ in 0..<3 {
      z -= tail > 0.1 ? centralStep(z, offset: offset) : tailStep(z, lnTail: Double.log(tail))
    }
    return isUpper ? z : -z
  }

  /// Returns a normal deviate as a p-value.
  ///
  /// - Parameters:
  ///   - z: The standardised statistic.
  ///   - alternative: The side of the alternative hypothesis.
  /// - Returns: The p-value with its logarithms.
  public static func pValue(_ z: Double, _ alternative: Alternative = .twoSided) -> PValue {
    switch alternative {
    case .twoSided:
      let lnP = min(0, lnSurvival(abs(z)) + ln2)
      return PValue(p: min(1, 2 * survival(abs(z))), lnP: lnP)
    case .greater: return PValue(p: survival(z), lnP: lnSurvival(z))
    case .less: return PValue(p: survival(-z), lnP: lnSurvival(-z))
    }
  }

  static let ln2 = 0.693147180559945309417232121458176568

  /// Halley's step for erf(z/√2)/2 = -offset, which keeps its relative accuracy at z = 0.
  private static func centralStep(_ z: Double, offset: Double) -> Double {
    let residual = 0.5 * Double.erf(z * 0.7071067811865476) + offset
    let step = residual / density(z)
    return step / (1 + 0.5 * z * step)
  }

  /// Newton's step for ln SF(z) = ln tail; the derivative is minus the hazard.
  private static func tailStep(_ z: Double, lnTail: Double) -> Double {
    let ln = lnSurvival(z)
    let hazard = Double.exp(-0.5 * z * z - LogGamma.halfLogTwoPi - ln)
    return (lnTail - ln) / hazard
  }
}
