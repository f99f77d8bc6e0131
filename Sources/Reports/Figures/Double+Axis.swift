internal import Foundation

extension Double {
  /// The decimal logarithm.
  var logarithm: Double { log10(self) }

  /// Ten to the power of this number.
  var power: Double { pow(10, self) }
}
