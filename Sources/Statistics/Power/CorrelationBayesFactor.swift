import RealModule

/// The Bayes factor of a Pearson correlation against zero, with a stretched beta prior.
///
/// ```text
/// BF₁₀ = 2^(1-2/κ) √π / B(1/κ, 1/κ) · Γ((n + 2/κ - 1)/2)/Γ((n + 2/κ)/2)
///        · ₂F₁((n-1)/2, (n-1)/2; (n + 2/κ)/2; r²)
/// ```
///
/// Ly, Verhagen & Wagenmakers (2016), doi:10.1016/j.jmp.2015.06.004, equation 25; κ = 1 is the uniform
/// prior on ρ. The hypergeometric function is computed after Euler's transformation
/// (1-r²)^(c-a-b) ₂F₁(c-a, c-b; c; r²), whose terms are all positive and fall fast for large n. Agrees
/// with pingouin 0.7.0 `bayesfactor_pearson`. With tens of thousands of images it is saturated: read
/// ``ln``.
public struct CorrelationBayesFactor: Equatable, Sendable {
  /// The natural logarithm of BF₁₀; above 0 the data speak for a correlation.
  public let ln: Double

  /// BF₁₀, infinite where it exceeds the largest double.
  public var value: Double { Double.exp(ln) }

  /// Computes the Bayes factor.
  ///
  /// - Parameters:
  ///   - r: Pearson's correlation, in [-1, 1]; ±1 gives infinity from three pairs on.
  ///   - n: The number of pairs, at least 3.
  ///   - kappa: The width of the prior, above 0.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)``,
  ///   ``StatisticsError/didNotConverge(iterations:)`` for |r| within 1e-7 of 1 at small n.
  /// - Complexity: O(1/(1 - r²)) at worst.
  public init(r: Double, n: Int, kappa: Double = 1) throws(StatisticsError) {
    guard n >= 3 else { throw .tooFewValues(needed: 3, got: n) }
    guard abs(r) <= 1 else {
      throw .outOfRange(name: "r", value: r, allowed: "between -1 and 1")
    }
    guard kappa > 0, kappa.isFinite else {
      throw .outOfRange(name: "kappa", value: kappa, allowed: "above 0 and finite")
    }
    guard abs(r) < 1 else {
      ln = .infinity
      return
    }
    let size = Double(n)
    let shape = 1 / kappa
    let c = size / 2 + shape
    // Γ(c - 1/2)/Γ(c) = B(c - 1/2, 1/2)/√π
    let gammaRatio = Beta.ln(c - 0.5, 0.5) - 0.5 * Double.log(.pi)
    let series = try Self.hypergeometric(shape + 0.5, shape + 0.5, c, r * r)
    let unexplained = Double.log(onePlus: -r) + Double.log(onePlus: r)
    ln =
      (1 - 2 * shape) * Normal.ln2 + 0.5 * Double.log(.pi) - Beta.ln(shape, shape) + gammaRatio
      + (shape + 1 - size / 2) * unexplained + Double.log(series)
  }

  /// ₂F₁(a, b; c; z) by its series, for positive arguments and z < 1.
  private static func hypergeometric(
    _ a: Double, _ b: Double, _ c: Double, _ z: Double
  ) throws(StatisticsError) -> Double {
    let limit = 50_000_000
    var term = 1.0
    var sum = 1.0
    for index in 0..<limit {
      let k = Double(index)
      term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z
      sum += term
      // Later terms fall at least as fast as z^k once (a+k)(b+k) < (c+k)(k+1).
      if term <= sum * (1 - z) * 1e-17 { return sum }
    }
    throw .didNotConverge(iterations: limit)
  }
}
