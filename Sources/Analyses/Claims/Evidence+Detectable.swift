internal import RealModule
internal import Statistics
internal import StudyValues

extension Evidence {
  /// The smallest difference that would be found with 80 % power.
  struct Detectable {
    let value: Double
    let decimals: Int
    /// Whether it is known roughly only, as where no standard error belongs to the interval.
    let isRough: Bool

    var words: String {
      (isRough ? "about " : "") + RoundedNumber.fixed(value, decimals: decimals)
    }
  }

  /// The smallest difference from the reference that would be found with 80 % power.
  ///
  /// Of an estimate by its standard error, for a coefficient on Fisher's scale; of an order of networks by the
  /// power of its exact test in a normal population; of an interval made otherwise by the distance of the
  /// limit on the side of the reference, as if it were that of a normal distribution.
  ///
  /// - Parameters:
  ///   - alpha: The level.
  ///   - reference: The value that means no effect.
  /// - Returns: The difference; nil for a row that can decide nothing.
  func detectable(alpha: Double, reference: Double) -> Detectable? {
    if decidesNothing { return nil }
    if let smallestP, smallestP > alpha { return nil }
    if let estimate {
      let step = estimate.detectable(alpha: alpha)
      guard estimate.isCorrelation, abs(reference) < 1 else {
        return Detectable(value: step, decimals: decimals, isRough: false)
      }
      // A value above the reference is found from below it, and the reverse.
      let side: Double = value < reference ? -1 : 1
      let far = FisherZ.inverse(
        FisherZ.transform(reference) + side * step / (1 - value * value))
      return Detectable(value: abs(far - reference), decimals: decimals, isRough: false)
    }
    if let order, let n, reference == 0 {
      return OrderPower.detectable(order, n: n, alpha: alpha).map {
        Detectable(value: $0, decimals: 2, isRough: true)
      }
    }
    guard let low, let high, low < high else { return nil }
    let distance = value < reference ? high - value : value - low
    let quantile = -Normal.quantile(alpha / 2)
    return Detectable(
      value: distance * (quantile + Normal.quantile(0.8)) / quantile, decimals: decimals,
      isRough: true)
  }
}
