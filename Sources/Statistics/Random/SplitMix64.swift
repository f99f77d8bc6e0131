internal import CRandom

/// A small random generator whose streams depend only on a seed and a number.
///
/// The sequence for a seed is that of Steele, Lea & Flood (2014, doi:10.1145/2660193.2660195); seed 0
/// gives 0xE220A8397B1DCDAF first. Each resample uses a stream of its own, so that a result does not
/// depend on how many threads shared the work.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

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
    state = Self.mix(Self.mix(seed &+ Self.step) ^ Self.mix(number))
  }

  /// Returns the next 64 random bits.
  ///
  /// - Returns: A number uniform over all 64-bit values.
  public mutating func next() -> UInt64 {
    state &+= Self.step
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

  /// Calls a body with what ``next(below:)`` gives for the bound, the bound less the fall, and so on.
  ///
  /// The numbers are drawn some hundred at a time, for which vectors serve; they are the same.
  ///
  /// - Parameters:
  ///   - count: How many numbers are drawn.
  ///   - bound: The number of outcomes of the first.
  ///   - fall: By how much the number of outcomes falls from one to the next; the last is above 0.
  ///   - body: Receives one number after another.
  @inline(__always)
  mutating func draw(_ count: Int, below bound: Int, fall: Int = 0, _ body: (Int) -> Void) {
    precondition(
      count == 0 || bound - (count - 1) * fall > 0,
      "\(count) random numbers below \(bound), less \(fall) each, were asked for")
    let block = 256
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: block) { numbers in
      var drawn = 0
      while drawn < count {
        let size = min(block, count - drawn)
        let first = bound - drawn * fall
        if first < 1 << 32,
          unsafe avh_draw(state, UInt64(first), UInt64(fall), Int32(size), numbers.baseAddress) == 0
        {
          state &+= UInt64(size) &* Self.step
          for place in 0..<size { body(Int(unsafe numbers[place])) }
        } else {
          for place in 0..<size { body(next(below: first - place * fall)) }
        }
        drawn += size
      }
    }
  }

  /// Counts how often each of so many things is drawn when as many are drawn with replacement.
  ///
  /// - Parameter count: The number of things, and of draws.
  /// - Returns: The number of times that each was drawn; their sum is the count.
  package mutating func drawWithReplacement(_ count: Int) -> [Int32] {
    var times = [Int32](repeating: 0, count: count)
    draw(count, below: count) { times[$0] += 1 }
    return times
  }

  /// Puts values in a random order, each order as probable as another (Fisher and Yates).
  ///
  /// - Parameter values: What is put in another order, from the last place to the first.
  package mutating func shuffle<Element>(_ values: inout [Element]) {
    shuffle(&values) { _, _ in }
  }

  /// Puts values in a random order and tells what came to each place.
  ///
  /// - Parameters:
  ///   - values: What is put in another order.
  ///   - body: Receives each place, from the last to the first, and its value.
  @inline(__always)
  mutating func shuffle<Element>(_ values: inout [Element], _ body: (Int, Element) -> Void) {
    guard !values.isEmpty else { return }
    unsafe values.withUnsafeMutableBufferPointer { values in
      var last = values.count - 1
      draw(last, below: values.count, fall: 1) { other in
        let drawn = unsafe values[other]
        unsafe values[other] = values[last]
        unsafe values[last] = drawn
        body(last, drawn)
        last -= 1
      }
      unsafe body(0, values[0])
    }
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
