/// A small random generator whose streams depend only on a seed and a number.
///
/// The sequence for a seed is that of Steele, Lea & Flood (2014, doi:10.1145/2660193.2660195); seed 0
/// gives 0xE220A8397B1DCDAF first. Each resample uses a stream of its own, so that a result does not
/// depend on how many threads shared the work.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Creates the plain sequence of a seed.
  ///
  /// - Parameter seed: Any number.
  public init(seed: UInt64) { state = seed }

  /// Creates an independent sequence for one resample, replicate or shard.
  ///
  /// - Parameters:
  ///   - seed: The seed of the whole analysis.
  ///   - stream: The number of the resample.
  public init(seed: UInt64, stream: Int) {
    let number = UInt64(bitPattern: Int64(stream)) &+ 1
    state = Self.mix(Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15) ^ Self.mix(number))
  }

  /// Returns the next 64 random bits.
  ///
  /// - Returns: A number uniform over all 64-bit values.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// Returns the next number uniform in [0, 1), a multiple of 2⁻⁵³.
  ///
  /// - Returns: At least 0 and below 1.
  public mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Returns the next whole number uniform in 0..<bound, without bias.
  ///
  /// Lemire (2019, doi:10.1145/3230636): the high half of a 128-bit product, drawn again in the rare
  /// case that would favour small numbers.
  ///
  /// - Parameter bound: The number of outcomes, above 0.
  /// - Returns: A number of at least 0 and below the bound.
  public mutating func next(below bound: Int) -> Int {
    precondition(bound > 0, "a random number below \(bound) was asked for")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
