internal import CAngularKernels

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What the logits of a row say, from sums that lose nothing where a probability is near 0 or 1.
///
/// With m the largest logit, c its class and y the target, the kernel leaves c and y out of its
/// sums. So 1 - p_y and ln sum - m are sums of positive terms, never differences.
struct SoftmaxScores {
  /// ln sum_k exp(z_k).
  let logSumExp: Double
  /// max_k p_k.
  let maxProbability: Double
  /// -sum_k p_k ln p_k.
  let entropy: Double
  /// -ln p_y; NaN without a target, as all below.
  let loss: Double
  /// p_y.
  let confidence: Double
  /// p_y - max over k != y of p_k.
  let margin: Double
  /// |p - onehot(y)|.
  let errorNorm: Double

  /// Evaluates the sums of one row.
  ///
  /// - Parameters:
  ///   - sums: What the kernel found.
  ///   - target: The target class, -1 when unknown.
  ///   - targetLogit: Its logit.
  init(_ sums: avh_scores, target: Int, targetLogit: Double) {
    let top = sums.max_logit
    let isTop = target < 0 || target == Int(sums.predicted)
    let term = isTop ? 0 : Self.exp(targetLogit - top)
    let notTop = sums.exp_rest + term
    let total = 1 + notTop
    let logSum = log1p(notTop)
    logSumExp = top + logSum
    maxProbability = 1 / total
    let weighted = sums.exp_weighted_rest + (isTop ? 0 : (targetLogit - top) * term)
    entropy = logSum - weighted / total
    guard target >= 0 else {
      (loss, confidence, margin, errorNorm) = (.nan, .nan, .nan, .nan)
      return
    }
    loss = isTop ? logSum : (top - targetLogit) + logSum
    confidence = Self.exp(-loss)
    let gap = sums.max_other - targetLogit
    margin =
      gap <= 0 ? -confidence * expm1(gap) : Self.exp(sums.max_other - logSumExp) * expm1(-gap)
    let notTarget = isTop ? sums.exp_rest : 1 + sums.exp_rest
    let squares = isTop ? sums.exp_squared_rest : 1 + sums.exp_squared_rest
    errorNorm = (notTarget * notTarget + squares).squareRoot() / total
  }

  /// The exponential of the system's mathematics library.
  static func exp(_ x: Double) -> Double {
    #if canImport(Darwin)
      Darwin.exp(x)
    #else
      Glibc.exp(x)
    #endif
  }
}
