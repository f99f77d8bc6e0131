internal import Foundation

extension Double {
  /// The decimal logarithm.
  package var logarithm: Double { log10(self) }

  /// Ten to the power of this number.
  package var power: Double { pow(10, self) }
}
