internal import RealModule

/// Normal and chi-squared random numbers from a stream.
public struct NormalSampler: Sendable {
  private var generator: SplitMix64
  private var spare: Double?

  /// Takes its randomness from a stream.
  ///
  /// - Parameter generator: The stream.
  public init(_ generator: SplitMix64) { self.generator = generator }

  /// Returns a standard normal number, by the polar method.
  ///
  /// Marsaglia & Bray (1964, doi:10.1137/1006063).
  ///
  /// - Returns: The number.
  public mutating func next() -> Double {
    if let value = spare {
      spare = nil
      return value
    }
    while true {
      let u = 2 * generator.nextUnit() - 1
      let v = 2 * generator.nextUnit() - 1
      let s = u * u + v * v
      guard s > 0, s < 1 else { continue }
      let factor = (-2 * Double.log(s) / s).squareRoot()
      spare = v * factor
      return u * factor
    }
  }

  /// A chi-squared number (Marsaglia & Tsang 2000, doi:10.1145/358407.358414, with shape df/2).
  mutating func nextChiSquared(df: Double) -> Double {
    // Shapes below 1 are raised by 1 and brought back with a power of a uniform number.
    let shape = df / 2
    let raised = shape < 1 ? shape + 1 : shape
    let d = raised - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = next()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      let u = generator.nextUnit()
      guard u > 0, Double.log(u) < 0.5 * x * x + d - d * v + d * Double.log(v) else { continue }
      let gamma = d * v
      guard shape < 1 else { return 2 * gamma }
      return 2 * gamma * Double.pow(generator.nextUnit(), 1 / shape)
    }
  }
}
