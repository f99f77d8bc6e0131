/// IEEE half precision in bits, without the processor's or the platform's half type.
enum HalfPrecision {
  /// The single-precision value of half-precision bits; exact.
  ///
  /// The exponent and fraction are moved into the places of a float and the bias of the exponents
  /// is corrected by a multiplication by 2^112, which also normalises subnormal numbers.
  @inline(__always)
  static func float(_ half: UInt16) -> Float {
    let magnitude = UInt32(half & 0x7FFF) << 13
    let scaled = (Float(bitPattern: magnitude) * Float(bitPattern: 0x7780_0000)).bitPattern
    // Infinity and NaN keep the highest exponent.
    let exponent: UInt32 = magnitude >= 0x0F80_0000 ? 0x7F80_0000 : 0
    return Float(bitPattern: scaled | exponent | UInt32(half & 0x8000) << 16)
  }

  /// The half-precision bits nearest to a double, ties to even; infinite beyond the range.
  static func bits(_ value: Double) -> UInt16 {
    let sign: UInt16 = value.sign == .minus ? 0x8000 : 0
    guard !value.isNaN else { return sign | 0x7E00 }
    let magnitude = value.magnitude
    guard magnitude < 65520 else { return sign | 0x7C00 }
    // In units of the last place of the number's binade; subnormal below 2^-14.
    let exponent = max(magnitude == 0 ? -14 : Int(magnitude.exponent), -14)
    let unit = Double(sign: .plus, exponent: exponent - 10, significand: 1)
    let units = UInt16((magnitude / unit).rounded(.toNearestOrEven))
    // A rounding up to 2048 units carries into the exponent by itself.
    return sign | (UInt16(exponent + 14) << 10) &+ units
  }

  /// The bfloat16 bits nearest to a double, ties to even; infinite beyond the range.
  static func bfloat16Bits(_ value: Double) -> UInt16 {
    guard !value.isNaN else { return 0x7FC0 }
    // Rounding twice would go wrong at ties, so the float in between is rounded to odd.
    var float = Float(value)
    if float.isFinite, Double(float) != value {
      if Double(float).magnitude > value.magnitude {
        float = value < 0 ? float.nextUp : float.nextDown
      }
      float = Float(bitPattern: float.bitPattern | 1)
    }
    let bits = float.bitPattern
    let rounding = 0x7FFF + (bits >> 16 & 1)
    return UInt16(truncatingIfNeeded: (bits &+ rounding) >> 16)
  }
}
