/// The generator splitmix64, with independent streams for each purpose.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Creates the generator of one stream of a seed.
  init(seed: UInt64, stream: UInt64) {
    state = seed
    let first = next()
    state = first ^ (stream &* 0xD1B5_4A32_D192_ED03)
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in [0, 1) of 53 bits.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number in 0..<bound, without bias (Lemire 2019, doi:10.1145/3230636).
  mutating func below(_ bound: Int) -> Int {
    let bound = UInt64(bound)
    while true {
      let (high, low) = next().multipliedFullWidth(by: bound)
      if low >= (0 &- bound) % bound { return Int(high) }
    }
  }

  /// Puts numbers in random order (Fisher and Yates).
  mutating func shuffle(_ values: inout [Int]) {
    for last in stride(from: values.count - 1, to: 0, by: -1) {
      values.swapAt(last, below(last + 1))
    }
  }
}
