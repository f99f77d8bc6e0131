import RealModule

/// The logarithm of the gamma function and its remainder in Stirling's formula.
public enum LogGamma {
  /// Half the logarithm of 2π.
  static let halfLogTwoPi = 0.918938533204672741780329736405617639861

  /// Returns ln Γ(x).
  ///
  /// - Parameter x: The argument, above 0.
  /// - Returns: The natural logarithm of Γ(x).
  public static func value(_ x: Double) -> Double { Double.logGamma(x) }

  /// Returns the remainder of Stirling's formula.
  ///
  /// ```text
  /// ln Γ(x) = (x - 1/2) ln x - x + ln(2π)/2 + Δ(x)
  /// Δ(x) = 1/(12 x) - 1/(360 x³) + 1/(1260 x⁵) - …,   coefficients B(2k) / (2k (2k-1))
  /// ```
  ///
  /// The first nine terms are right to the last bit from x = 10 on.
  ///
  /// - Parameter x: The argument, at least 10.
  /// - Returns: Δ(x), which falls towards 0.
  static func stirlingRemainder(_ x: Double) -> Double {
    let inverse = 1 / x
    let square = inverse * inverse
    var sum = 43867.0 / 244188
    sum = sum * square - 3617.0 / 122400
    sum = sum * square + 1.0 / 156
    sum = sum * square - 691.0 / 360360
    sum = sum * square + 1.0 / 1188
    sum = sum * square - 1.0 / 1680
    sum = sum * square + 1.0 / 1260
    sum = sum * square - 1.0 / 360
    sum = sum * square + 1.0 / 12
    return inverse * sum
  }

  /// Returns ln(1 + u) - u without loss of digits near 0.
  ///
  /// With s = u/(2+u), ln(1+u) = 2 (s + s³/3 + s⁵/5 + …) and 2s - u = -s u, so that the two large
  /// terms never meet.
  ///
  /// - Parameter u: The argument, above -1.
  /// - Returns: A value of at most 0.
  static func logOnePlusMinus(_ u: Double) -> Double {
    guard abs(u) < 0.3 else { return Double.log(onePlus: u) - u }
    let s = u / (2 + u)
    let square = s * s
    var power = s * square
    var sum = 0.0
    var k = 3.0
    while sum + power / k != sum {
      sum += power / k
      power *= square
      k += 2
    }
    return 2 * sum - s * u
  }
}
