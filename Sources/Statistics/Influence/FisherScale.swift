internal import RealModule

/// Steps on the scale of Fisher's z without leaving -1...1 or cancelling near its ends.
enum FisherScale {
  /// atanh(a) - atanh(b) as atanh((a - b)/(1 - a b)).
  static func difference(_ a: Double, _ b: Double) -> Double {
    Double.atanh((a - b) / (1 - a * b))
  }

  /// tanh(atanh(value) + step); a value of 1 or -1 stays.
  static func moved(_ value: Double, by step: Double) -> Double {
    guard abs(value) < 1 else { return value }
    return Double.tanh(Double.atanh(value) + step)
  }
}
