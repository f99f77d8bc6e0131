/// The sum of products of two rankings, exact.
enum RankProducts {
  /// Returns Σ (2R - n - 1)(2S - n - 1) over the average ranks R and S of the same n items.
  ///
  /// The sum is at most n³/3, so 64 bits hold it for n below 2²¹; beyond that it is kept in 128.
  ///
  /// - Complexity: O(n).
  static func centred(_ x: Ranking, _ y: Ranking) -> Int128 {
    x.count < 1 << 21 ? Int128(sum(x, y, Int.self)) : sum(x, y, Int128.self)
  }

  @_specialize(where Sum == Int)
  @_specialize(where Sum == Int128)
  private static func sum<Sum: FixedWidthInteger>(
    _ x: Ranking, _ y: Ranking, _: Sum.Type
  ) -> Sum {
    let n = x.count
    // y's doubled and centred rank of each code; without ties it is 2 code + 1 - n.
    let yIsUntied = y.levels == n
    let yRanks: [Int32] =
      yIsUntied
      ? [] : (0..<y.levels).map { y.starts[$0] + y.starts[$0 + 1] - Int32(n) }
    var total: Sum = 0
    for level in 0..<x.levels {
      let group = Int(x.starts[level])..<Int(x.starts[level + 1])
      let rank = Int(x.starts[level]) + Int(x.starts[level + 1]) - n
      var inner = 0
      if yIsUntied {
        for position in group { inner += Int(y.codes[Int(x.order[position])]) }
        inner = 2 * inner + (1 - n) * group.count
      } else {
        for position in group { inner += Int(yRanks[Int(y.codes[Int(x.order[position])])]) }
      }
      total += Sum(rank) * Sum(inner)
    }
    return total
  }
}
