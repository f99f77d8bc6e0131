internal import RealModule

/// The power of the test of a rank correlation over a few units, such as networks.
///
/// With so few units the test is exact and its p moves in steps, so that no formula gives the power; it is
/// simulated in a bivariate normal population.
public enum OrderPower {
  /// The number of simulated samples, which puts the power within one point or so.
  static let samples = 2_000

  /// Returns the smallest coefficient of a bivariate normal population that the test finds with a power.
  ///
  /// The coefficient is that of the population, 2/π asin r for Kendall's and 6/π asin(r/2) for Spearman's, with
  /// r its Pearson correlation. The same samples serve every r, so that the power grows with r, and it is found by
  /// halving.
  ///
  /// - Parameters:
  ///   - method: The coefficient.
  ///   - n: The number of units.
  ///   - power: The probability to find it, in 0..<1.
  ///   - alpha: The two-sided level of the test.
  /// - Returns: The coefficient; nil for fewer than three units, and where the power is not reached at r = .999,
  ///   as where no order of so few units is beyond chance.
  /// - Complexity: Two thousand tests for each of ten halvings.
  public static func detectable(
    _ method: CorrelationMethod, n: Int, power: Double = 0.8, alpha: Double = 0.05
  ) -> Double? {
    guard n >= 3 else { return nil }
    var sampler = NormalSampler(SplitMix64(seed: 20_260_101))
    let pairs = (0..<samples).map { _ in
      (0..<n).map { _ in (sampler.next(), sampler.next()) }
    }
    // So few units have few coefficients, whose tests are kept.
    var found: [Double: Bool] = [:]
    func isPowerful(_ r: Double) -> Bool {
      let rest = (1 - r * r).squareRoot()
      let count = pairs.count { sample in
        guard
          let correlation = try? method.correlation(
            sample.map(\.0), sample.map { r * $0.0 + rest * $0.1 })
        else { return false }
        if let known = found[correlation.coefficient] { return known }
        let isFound = (try? correlation.test(.twoSided)).map { $0.pValue.p <= alpha } ?? false
        found[correlation.coefficient] = isFound
        return isFound
      }
      return Double(count) >= power * Double(samples)
    }
    var (low, high) = (0.0, 0.999)
    guard isPowerful(high) else { return nil }
    for _ in 0..<10 {
      let middle = (low + high) / 2
      if isPowerful(middle) { high = middle } else { low = middle }
    }
    switch method {
    case .pearson: return high
    case .spearman: return 6 / .pi * Double.asin(high / 2)
    case .kendall: return 2 / .pi * Double.asin(high)
    }
  }
}
