internal import Foundation

extension Double {
  /// The decimal logarithm.
  var logarithm10: Double { log10(self) }

  /// A power of ten.
  static func power10(_ exponent: Int) -> Double { pow(10, Double(exponent)) }
}
