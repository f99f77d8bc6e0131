/// A sum of doubles without any rounding, so that parts of it can be added in any order.
///
/// The sum is held as doubles that do not overlap, the smallest first, and rounded once when it is asked
/// for: sums over shards, joined, are the bits of the sum over all rows. Terms must be finite; beyond the
/// range of doubles the value is infinite.
///
/// Source: Shewchuk 1997, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric
/// Predicates", section 2 (doi:10.1007/PL00009321). Agrees with `math.fsum` of Python 3.11.
/// Complexity: O(parts) a term; there are seldom more than three parts.
package struct ExactSum: Sendable {
  /// Doubles that do not overlap, the smallest first, whose exact sum this is.
  package private(set) var parts: [Double] = []

  /// Creates the sum of nothing, which is 0.
  package init() {}

  /// Creates the sum of some terms.
  package init(_ terms: some Sequence<Double>) {
    for term in terms { add(term) }
  }

  /// Adds a term.
  package mutating func add(_ term: Double) {
    var x = term
    var kept = 0
    for index in parts.indices {
      var y = parts[index]
      if abs(x) < abs(y) { swap(&x, &y) }
      let high = x + y
      let low = y - (high - x)
      if low != 0 {
        parts[kept] = low
        kept += 1
      }
      x = high
    }
    parts.removeSubrange(kept...)
    parts.append(x)
  }

  /// Adds the terms of another sum.
  package mutating func add(_ other: ExactSum) {
    for part in other.parts { add(part) }
  }

  /// The double nearest to the sum; ties go to the even one.
  package var value: Double {
    guard var high = parts.last else { return 0 }
    var index = parts.count - 1
    var low = 0.0
    while index > 0 {
      index -= 1
      let x = high
      high = x + parts[index]
      low = parts[index] - (high - x)
      if low != 0 { break }
    }
    // A tie was rounded as if nothing stood below it; what does decides.
    if index > 0, low != 0, (low < 0) == (parts[index - 1] < 0) {
      let twice = 2 * low
      let other = high + twice
      if twice == other - high { high = other }
    }
    return high
  }
}

extension ExactSum: Equatable {
  /// Whether two sums are equal, however they are held.
  package static func == (first: ExactSum, second: ExactSum) -> Bool {
    var difference = first
    for part in second.parts { difference.add(-part) }
    return difference.value == 0
  }
}
