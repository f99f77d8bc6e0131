internal import RealModule

/// The probability of a statistic at least as extreme as the one observed, with its logarithms.
///
/// With tens of thousands of images p is often below the smallest double. `p` is then 0 and the
/// logarithms hold the value, which is right to about 1e-12 relative down to 1e-5000 and beyond.
public struct PValue: Equatable, Sendable {
  /// The p-value, 0 where it is below about 5e-324.
  public var p: Double
  /// The natural logarithm of the p-value; negative infinity only where p is exactly 0.
  public var lnP: Double
  /// The decimal logarithm of the p-value.
  public var log10P: Double { lnP * 0.434294481903251827651128918916605082 }

  /// Creates a p-value from itself and its natural logarithm.
  ///
  /// - Parameters:
  ///   - p: The probability.
  ///   - lnP: Its natural logarithm.
  public init(p: Double, lnP: Double) {
    self.p = p
    self.lnP = lnP
  }

  /// Creates a p-value from its natural logarithm, at most 0.
  ///
  /// - Parameter lnP: The logarithm.
  init(lnP: Double) {
    self.init(p: Double.exp(lnP), lnP: lnP)
  }

  /// Creates the p-value of a side; the two-sided one is twice the smaller tail, at most 1.
  init(lnGreater: Double, lnLess: Double, _ alternative: Alternative) {
    switch alternative {
    case .greater: self.init(lnP: lnGreater)
    case .less: self.init(lnP: lnLess)
    case .twoSided: self.init(lnP: min(0, Double.log(2) + min(lnGreater, lnLess)))
    }
  }
}

/// The side of the alternative hypothesis.
public enum Alternative: String, CaseIterable, Sendable {
  /// The true value differs from the null value.
  case twoSided = "two-sided"
  /// The true value is below the null value.
  case less
  /// The true value is above the null value.
  case greater
}
