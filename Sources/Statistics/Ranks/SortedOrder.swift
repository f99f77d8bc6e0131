/// The ascending order of an array of numbers, with the borders of its groups of equal values.
///
/// The bits of a double, read as an integer with the sign turned, have the order of the numbers. A word has
/// the leading bits in which the smallest and the largest value differ, and below them the index in as
/// few bits as it needs. The 33 highest bits are sorted by a radix sort, words that agree in them by
/// comparison of the words, and values that agree in all bits of their words are compared again.
/// Infinities are ordinary values and -0 equals 0.
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
        unsafe buffer[position] = Int32(truncatingIfNeeded: word & keys.indexMask)
      }
      count = words.count
    }
    starts = []
    separate(values, words, keys)
  }

  /// Finds the groups, and orders values that agree in their leading bits.
  private mutating func separate(_ values: [Double], _ words: [UInt64], _ keys: SortKeys) {
    let count = words.count
    let indexBits = keys.indexBits
    guard (1..<max(count, 1)).contains(where: { (words[$0 - 1] ^ words[$0]) &>> indexBits == 0 })
    else {
      starts = (0...Int32(count)).map { $0 }
      return
    }
    starts.reserveCapacity(count + 1)
    var begin = 0
    while begin < count {
      starts.append(Int32(begin))
      let key = words[begin] &>> indexBits
      var end = begin + 1
      while end < count, words[end] &>> indexBits == key { end += 1 }
      if end > begin + 1, keys.shift > 0 { separateRun(values, begin..<end) }
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
  /// The number of trailing bits of a key that no word has room for.
  let shift: UInt64
  /// The number of bits of a word that hold the index.
  let indexBits: UInt64
  /// The place of the lowest bit of a word that the radix sort looks at.
  private let lowest: UInt64
  /// The number of bits that it looks at.
  private let sortedBits: Int
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
    let width = 64 - max(values.count - 1, 0).leadingZeroBitCount
    let keyBits = min(bits, 64 - width)
    indexBits = UInt64(width)
    shift = UInt64(bits - keyBits)
    sortedBits = min(keyBits, 33)
    lowest = UInt64(width + keyBits - sortedBits)
  }

  /// The bits of a word that hold the index.
  var indexMask: UInt64 { 1 << indexBits - 1 }

  /// The bits of a number as an integer in the same order; -0 becomes 0.
  private static func key(_ value: Double) -> UInt64 {
    let bits = (value + 0).bitPattern
    let sign = UInt64(bitPattern: Int64(bitPattern: bits) >> 63)
    return bits ^ (sign | 0x8000_0000_0000_0000)
  }

  /// The leading bits of each key above the index.
  func words(_ values: [Double]) -> [UInt64] {
    unsafe [UInt64](unsafeUninitializedCapacity: values.count) { buffer, count in
      for index in values.indices {
        unsafe buffer[index] =
          (((Self.key(values[index]) &- smallest) >> shift) << indexBits) | UInt64(index)
      }
      count = values.count
    }
  }

  /// Sorts the words, eleven bits at a time and by comparison where these agree.
  func sort(_ words: inout [UInt64]) {
    guard words.count > 400 else {
      words.sort()
      return
    }
    let digits = (0..<3).filter { 11 * $0 < sortedBits }
    var counts = histograms(words)
    var other: [UInt64] = []
    for digit in digits {
      let places = digit * 2048..<(digit + 1) * 2048
      if counts[places].contains(UInt32(words.count)) { continue }
      var total: UInt32 = 0
      for value in places {
        let size = counts[value]
        counts[value] = total
        total &+= size
      }
      if other.isEmpty {
        other = unsafe [UInt64](unsafeUninitializedCapacity: words.count) { target, count in
          unsafe scatter(words, into: target, digit: digit, &counts)
          count = words.count
        }
      } else {
        unsafe other.withUnsafeMutableBufferPointer { target in
          unsafe scatter(words, into: target, digit: digit, &counts)
        }
      }
      swap(&words, &other)
    }
    if lowest > indexBits { sortRuns(&words) }
  }

  /// Sorts words that agree in the bits of the radix sort, which keeps the order of indices already.
  private func sortRuns(_ words: inout [UInt64]) {
    var begin = 0
    while begin < words.count {
      let key = words[begin] &>> lowest
      var end = begin + 1
      while end < words.count, words[end] &>> lowest == key { end += 1 }
      if end - begin > 32 {
        words[begin..<end].sort()
      } else {
        // Nearly all runs have one or two words.
        for place in (begin + 1)..<max(end, begin + 1) {
          let word = words[place]
          var hole = place
          while hole > begin, words[hole - 1] > word {
            words[hole] = words[hole - 1]
            hole -= 1
          }
          words[hole] = word
        }
      }
      begin = end
    }
  }

  /// How often each digit of eleven bits has each value: 2,048 counts for each of three digits.
  private func histograms(_ words: [UInt64]) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: 3 * 2048)
    unsafe counts.withUnsafeMutableBufferPointer { counts in
      for word in words {
        let bits = word &>> lowest
        unsafe counts[Int(truncatingIfNeeded: bits & 2047)] &+= 1
        unsafe counts[2048 + Int(truncatingIfNeeded: (bits &>> 11) & 2047)] &+= 1
        unsafe counts[4096 + Int(truncatingIfNeeded: (bits &>> 22) & 2047)] &+= 1
      }
    }
    return counts
  }

  /// Puts each word at the place that the counts of smaller digits give it; every place gets one.
  private func scatter(
    _ source: [UInt64], into target: UnsafeMutableBufferPointer<UInt64>, digit: Int,
    _ offsets: inout [UInt32]
  ) {
    let shift = lowest + UInt64(11 * digit)
    let first = 2048 * digit
    unsafe offsets.withUnsafeMutableBufferPointer { offsets in
      for word in source {
        let place = first + Int(truncatingIfNeeded: (word &>> shift) & 2047)
        let position = unsafe offsets[place]
        unsafe target[Int(position)] = word
        unsafe offsets[place] = position &+ 1
      }
    }
  }
}
