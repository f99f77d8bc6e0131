#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What turns exponentials of logits into those of the logits without bias.
///
/// exp(z_k - b_k) is proportional to f_k exp(z_k) with f_k = exp(min b - b_k), so no second
/// exponential per class is needed. Factors are used while they span less than e^64: then nothing
/// that counts is lost where exp(z_k) is too small to be kept.
final class BiasFactors: Sendable {
  static let widestSpan = 64.0

  /// The factor of each class, in (0, 1], padded with zeros.
  let values: AlignedStorage<Double>
  /// The logarithm of each factor.
  let logarithms: [Double]

  /// Creates the factors of a bias, or nil when it spans too much.
  init?(_ bias: [Double]) {
    guard let least = bias.min(), let largest = bias.max(), largest - least <= Self.widestSpan
    else { return nil }
    let logarithms = bias.map { least - $0 }
    let padding = HeadTables.padded(bias.count) - bias.count
    values = AlignedStorage(
      logarithms.map { exp($0) } + Array(repeating: 0, count: padding))
    self.logarithms = logarithms
  }

  /// The probability of the target class without bias.
  ///
  /// - Parameters:
  ///   - target: The class.
  ///   - gap: Its logit less the largest logit, at most 0.
  ///   - predicted: The class of the largest logit.
  ///   - rest: The sum over the other classes of f_k exp(z_k - largest logit).
  /// - Returns: The probability.
  func confidence(target: Int, gap: Double, predicted: Int, rest: Double) -> Double {
    var total = unsafe rest + values.start[predicted]
    if target != predicted { total += unsafe values.start[target] * exp(gap) }
    return exp(gap + logarithms[target] - log(total))
  }
}
