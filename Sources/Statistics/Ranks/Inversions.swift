/// Counts inversions of a sequence of small whole numbers.
enum Inversions {
  /// Returns the number of pairs i < j with sequence[i] > sequence[j].
  ///
  /// The numbers are split by their leading bit, in order; each 0 behind k ones makes k inversions, and
  /// the two halves are treated alike. That is a stable radix sort from the top, without branches that
  /// depend on the data, and equal numbers never count.
  ///
  /// - Parameters:
  ///   - sequence: The numbers, all in 0..<bound.
  ///   - bound: Above the largest number.
  /// - Returns: The number of inversions.
  /// - Complexity: O(n log(bound)) time, O(n) memory; two processors from 100,000 numbers on.
  static func count(_ sequence: [Int32], below bound: Int) -> Int {
    guard sequence.count > 1, bound > 1 else { return 0 }
    let bit = Int.bitWidth - (bound - 1).leadingZeroBitCount - 1
    guard sequence.count >= 100_000 else { return count(sequence, bit: bit) }
    let mask = Int32(1) << Int32(bit)
    var low: [Int32] = []
    var high: [Int32] = []
    low.reserveCapacity(sequence.count)
    high.reserveCapacity(sequence.count)
    var crossing = 0
    for value in sequence {
      if value & mask == 0 {
        crossing += high.count
        low.append(value)
      } else {
        high.append(value)
      }
    }
    guard bit > 0 else { return crossing }
    let (lower, upper) = (low, high)
    let (first, second) = Parallel.both(
      { count(lower, bit: bit - 1) }, { count(upper, bit: bit - 1) })
    return crossing + first + second
  }

  private static func count(_ sequence: [Int32], bit: Int) -> Int {
    var values = sequence
    return unsafe values.withUnsafeMutableBufferPointer { values in
      unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: values.count) { ones in
        unsafe split(values, ones, bit)
      }
    }
  }

  /// Counts and splits one block whose numbers agree above `bit`.
  private static func split(
    _ values: UnsafeMutableBufferPointer<Int32>, _ ones: UnsafeMutableBufferPointer<Int32>,
    _ bit: Int
  ) -> Int {
    let size = values.count
    if size <= 20 { return unsafe pairs(values) }
    let shift = Int32(bit)
    var zeroCount = 0
    var oneCount = 0
    var crossing = 0
    for index in 0..<size {
      let value = unsafe values[index]
      let isOne = Int((value >> shift) & 1)
      // Both places are written and only one of them kept.
      unsafe ones[oneCount] = value
      unsafe values[zeroCount] = value
      crossing &+= oneCount & (isOne &- 1)
      oneCount &+= isOne
      zeroCount &+= 1 &- isOne
    }
    for index in 0..<oneCount { unsafe values[zeroCount + index] = ones[index] }
    guard bit > 0 else { return crossing }
    let low = unsafe UnsafeMutableBufferPointer(rebasing: values[0..<zeroCount])
    let high = unsafe UnsafeMutableBufferPointer(rebasing: values[zeroCount..<size])
    if zeroCount > 1 { crossing &+= unsafe split(low, ones, bit - 1) }
    if oneCount > 1 { crossing &+= unsafe split(high, ones, bit - 1) }
    return crossing
  }

  /// Counts the inversions of a short block by looking at every pair.
  private static func pairs(_ values: UnsafeMutableBufferPointer<Int32>) -> Int {
    var total = 0
    for second in 0..<values.count {
      let value = unsafe values[second]
      for first in 0..<second { total &+= unsafe values[first] > value ? 1 : 0 }
    }
    return total
  }
}
