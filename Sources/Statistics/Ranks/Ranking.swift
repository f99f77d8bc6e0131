/// The ranks of an array of numbers, from which every convention for ties is read.
///
/// Ranks count from 1 for the smallest value. Infinities are ordinary values, -0 equals 0, NaN is
/// refused. Agrees with SciPy 1.17.1 `rankdata`.
///
/// - Complexity: O(n); see `SortedOrder`.
public struct Ranking: Sendable {
  /// The indices of the values in ascending order; equal values keep the order of the input.
  public let order: [Int32]
  /// The number of each value among the different values in ascending order, from 0.
  public let codes: [Int32]
  /// The position in `order` where each group of equal values begins, and the count at the end.
  public let starts: [Int32]
  /// The groups of equal values.
  public let ties: Ties

  /// Ranks an array of numbers.
  ///
  /// - Parameters:
  ///   - values: The numbers.
  ///   - name: What they are, for messages.
  /// - Throws: ``StatisticsError/notANumber(name:index:)``.
  public init(_ values: [Double], name: String = "x") throws(StatisticsError) {
    let sorted = try SortedOrder(values, name: name)
    let starts = sorted.starts
    let order = sorted.indices
    self.order = order
    self.starts = starts
    let levels = starts.count - 1
    codes = unsafe [Int32](unsafeUninitializedCapacity: order.count) { buffer, count in
      if levels == order.count {
        for position in order.indices {
          unsafe buffer[Int(order[position])] = Int32(truncatingIfNeeded: position)
        }
      } else {
        for level in 0..<levels {
          for position in Int(starts[level])..<Int(starts[level + 1]) {
            unsafe buffer[Int(order[position])] = Int32(truncatingIfNeeded: level)
          }
        }
      }
      count = order.count
    }
    ties = Ties(groupSizes: (0..<levels).lazy.map { Int(starts[$0 + 1] - starts[$0]) })
  }

  /// The number of values.
  public var count: Int { order.count }

  /// The number of different values.
  public var levels: Int { starts.count - 1 }

  /// The ranks of equal values are their mean.
  public var average: [Double] { codes.map { Double(doubledRank($0)) / 2 } }

  /// The ranks of equal values are their smallest.
  public var minimum: [Int] { codes.map { Int(starts[Int($0)]) + 1 } }

  /// The ranks of equal values are their largest.
  public var maximum: [Int] { codes.map { Int(starts[Int($0) + 1]) } }

  /// Equal values share a rank and the next value has the next rank.
  public var dense: [Int] { codes.map { Int($0) + 1 } }

  /// Equal values are ranked in the order of the input.
  public var ordinal: [Int] {
    var ranks = [Int](repeating: 0, count: count)
    for (position, index) in order.enumerated() { ranks[Int(index)] = position + 1 }
    return ranks
  }

  /// Twice the average rank of each value, a whole number.
  public var doubledAverage: [Int32] { codes.map { doubledRank($0) } }

  /// Twice the average rank of a code: first + last rank of its group.
  func doubledRank(_ code: Int32) -> Int32 {
    starts[Int(code)] + starts[Int(code) + 1] + 1
  }
}
