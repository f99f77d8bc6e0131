/// The ascending order of an array of numbers, with the borders of its groups of equal values.
///
/// The bits of a double, read as an integer with the sign turned, have the order of the numbers. The
/// 32 leading bits that differ between the smallest and the largest value are sorted by a radix sort
/// with the index in the low half of the same word; only values that agree in these bits are compared
/// again. Infinities are ordinary values and -0 equals 0.
///
/// - Complexity: O(n) time and 28 n bytes, O(n log n) when most values agree in their leading bits.
struct SortedOrder: Sendable {
  /// The indices of the values in ascending order; equal values keep the order of the input.
  var indices: [Int32]
  /// The position in `indices` where each group of equal values begins, and the count at the end.
  var starts: [Int32]

  /// Creates the order.
  ///
  /// - Parameters:
  ///   - values: The numbers.
  ///   - name: What the values are, for messages.
  /// - Throws: ``StatisticsError/notANumber(name:index:)``, and
  ///   ``StatisticsError/tooManyValues(allowed:got:)`` beyond 2³¹ - 1 values.
  init(_ values: [Double], name: String) throws(StatisticsError) {
    guard values.count < Int32.max else {
      throw .tooManyValues(allowed: Int(Int32.max) - 1, got: values.count)
    }
    let keys = SortKeys(values)
    if keys.mayHoldNaN, let index = values.firstIndex(where: \.isNaN) {
      throw .notANumber(name: name, index: index)
    }
    var words = keys.words(values)
    keys.sort(&words)
    indices = unsafe [Int32](unsafeUninitializedCapacity: words.count) { buffer, count in
      for (position, word) in words.enumerated() {
        unsafe buffer[position] = Int32(truncatingIfNeeded: word)
      }
      count = words.count
    }
    starts = []
    separate(values, words, keysAreExact: keys.shift == 0)
  }

  /// Finds the groups, and orders values that agree in their leading bits.
  private mutating func separate(_ values: [Double], _ words: [UInt64], keysAreExact: Bool) {
    let count = words.count
    starts.reserveCapacity(count + 1)
    var begin = 0
    while begin < count {
      starts.append(Int32(begin))
      let key = words[begin] >> 32
      var end = begin + 1
      while end < count, words[end] >> 32 == key { end += 1 }
      if end > begin + 1, !keysAreExact { separateRun(values, begin..<end) }
      begin = end
    }
    starts.append(Int32(count))
  }

  /// Orders one run of equal leading bits, whose first start is already noted.
  private mutating func separateRun(_ values: [Double], _ run: Range<Int>) {
    let first = values[Int(indices[run.lowerBound])]
    if run.allSatisfy({ values[Int(indices[$0])] == first }) { return }
    indices[run].sort { left, right in
      let (a, b) = (values[Int(left)], values[Int(right)])
      return a < b || (a == b && left < right)
    }
    for position in run.dropFirst()
    where values[Int(indices[position])] != values[Int(indices[position - 1])] {
      starts.append(Int32(position))
    }
  }
}

/// The integer keys of a radix sort of doubles.
private struct SortKeys {
  /// The smallest key.
  let smallest: UInt64
  /// The number of trailing bits that do not enter the sort.
  let shift: UInt64
  /// The number of bits that do.
  let significantBits: Int
  /// Whether a key lies beyond those of the infinities.
  let mayHoldNaN: Bool

  init(_ values: [Double]) {
    var least = UInt64.max
    var greatest = UInt64.min
    for value in values {
      let key = Self.key(value)
      least = min(least, key)
      greatest = max(greatest, key)
    }
    smallest = least
    mayHoldNaN = greatest > Self.key(.infinity) || least < Self.key(-.infinity)
    let bits = values.isEmpty ? 0 : 64 - (greatest - least).leadingZeroBitCount
    shift = UInt64(max(0, bits - 32))
    significantBits = bits - Int(shift)
  }

  /// The bits of a number as an integer in the same order; -0 becomes 0.
  private static func key(_ value: Double) -> UInt64 {
    let bits = (value + 0).bitPattern
    let sign = UInt64(bitPattern: Int64(bitPattern: bits) >> 63)
    return bits ^ (sign | 0x8000_0000_0000_0000)
  }

  /// The leading bits of each key in the high half, the index in the low half.
  func words(_ values: [Double]) -> [UInt64] {
    unsafe [UInt64](unsafeUninitializedCapacity: values.count) { buffer, count in
      for index in values.indices {
        unsafe buffer[index] =
          (((Self.key(values[index]) &- smallest) >> shift) << 32) | UInt64(index)
      }
      count = values.count
    }
  }

  /// Sorts by the high half, eleven bits at a time; the low half makes the sort stable.
  func sort(_ words: inout [UInt64]) {
    guard words.count > 400 else {
      words.sort()
      return
    }
    let digits = (0..<3).filter { 11 * $0 < significantBits }
    var other = words
    for digit in digits {
      var offsets = Self.histogram(words, shift: Self.shift(digit))
      if offsets.contains(UInt32(words.count)) { continue }
      var total: UInt32 = 0
      for value in offsets.indices {
        let size = offsets[value]
        offsets[value] = total
        total &+= size
      }
      Self.scatter(words, into: &other, shift: Self.shift(digit), &offsets)
      swap(&words, &other)
    }
  }

  /// How far a digit of eleven bits lies above the lowest bit of a word.
  private static func shift(_ digit: Int) -> UInt64 { UInt64(32 + 11 * digit) }

  private static func histogram(_ words: [UInt64], shift: UInt64) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: 2048)
    unsafe counts.withUnsafeMutableBufferPointer { counts in
      for word in words {
        let digit = Int(truncatingIfNeeded: (word &>> shift) & 2047)
        unsafe counts[digit] &+= 1
      }
    }
    return counts
  }

  private static func scatter(
    _ source: [UInt64], into target: inout [UInt64], shift: UInt64, _ offsets: inout [UInt32]
  ) {
    unsafe target.withUnsafeMutableBufferPointer { target in
      unsafe offsets.withUnsafeMutableBufferPointer { offsets in
        for word in source {
          let digit = Int(truncatingIfNeeded: (word &>> shift) & 2047)
          let position = unsafe offsets[digit]
          unsafe target[Int(position)] = word
          unsafe offsets[digit] = position &+ 1
        }
      }
    }
  }
}
