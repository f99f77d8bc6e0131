/// Counts inversions of a sequence of small whole numbers.
enum Inversions {
  /// Blocks up to this size are counted pair by pair.
  private static let shortBlock = 32

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
    guard sequence.count >= 100_000, bit > 0 else { return count(sequence, bit: bit) }
    var (low, high) = (sequence, sequence)
    var (zeros, crossing) = (0, 0)
    unsafe low.withUnsafeMutableBufferPointer { low in
      unsafe high.withUnsafeMutableBufferPointer { high in
        (zeros, crossing) = unsafe split(low, high, bit)
      }
    }
    low.removeLast(sequence.count - zeros)
    high.removeLast(zeros)
    let (lower, upper) = (low, high)
    let (first, second) = Parallel.both(
      { count(lower, bit: bit - 1) }, { count(upper, bit: bit - 1) })
    return crossing + first + second
  }

  private static func count(_ sequence: [Int32], bit: Int) -> Int {
    guard sequence.count > 1 else { return 0 }
    var values = sequence
    return unsafe values.withUnsafeMutableBufferPointer { values in
      unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: values.count) { ones in
        unsafe count(values, ones, bit)
      }
    }
  }

  /// Counts one block whose numbers agree above `bit`, and splits it on the way.
  private static func count(
    _ values: UnsafeMutableBufferPointer<Int32>, _ ones: UnsafeMutableBufferPointer<Int32>,
    _ bit: Int
  ) -> Int {
    if values.count <= shortBlock { return unsafe pairs(values) }
    let (zeros, crossing) = unsafe split(values, ones, bit)
    let oneCount = values.count - zeros
    for index in 0..<oneCount { unsafe values[zeros + index] = ones[index] }
    guard bit > 0 else { return crossing }
    let low = unsafe UnsafeMutableBufferPointer(rebasing: values[..<zeros])
    let high = unsafe UnsafeMutableBufferPointer(rebasing: values[zeros...])
    return unsafe crossing + count(low, ones, bit - 1) + count(high, ones, bit - 1)
  }

  /// Moves the numbers with a 0 at `bit` to the front and the others, in order, to `ones`.
  private static func split(
    _ values: UnsafeMutableBufferPointer<Int32>, _ ones: UnsafeMutableBufferPointer<Int32>,
    _ bit: Int
  ) -> (zeros: Int, crossing: Int) {
    let shift = Int32(bit)
    var zeroCount = 0
    var oneCount = 0
    var crossing = 0
    for index in 0..<values.count {
      let value = unsafe values[index]
      let isOne = Int((value >> shift) & 1)
      // Both places are written and only one of them kept.
      unsafe ones[oneCount] = value
      unsafe values[zeroCount] = value
      crossing &+= oneCount & (isOne &- 1)
      oneCount &+= isOne
      zeroCount = index &+ 1 &- oneCount
    }
    return (zeroCount, crossing)
  }

  /// Counts the inversions of a short block by looking at every pair.
  private static func pairs(_ values: UnsafeMutableBufferPointer<Int32>) -> Int {
    var total: Int32 = 0
    for second in 0..<values.count {
      let value = unsafe values[second]
      for first in 0..<second { total &+= unsafe values[first] > value ? 1 : 0 }
    }
    return Int(total)
  }
}
