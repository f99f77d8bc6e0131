/// The sum of products of two rankings, exact.
enum RankProducts {
  /// Returns Σ (2R - n - 1)(2S - n - 1) over the average ranks R and S of the same n items.
  ///
  /// The sum is at most n³/3, so 64 bits hold it for n below 2²¹; beyond that it is kept in 128. A product
  /// of two ranks is at most n², which 64 bits hold for every ranking.
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
    var total: Sum = 0
    if x.levels == n, y.levels == n {
      for (a, b) in zip(x.codes, y.codes) {
        total &+= Sum((2 &* Int(a) &+ 1 &- n) &* (2 &* Int(b) &+ 1 &- n))
      }
    } else {
      let (first, second) = (centredRanks(x), centredRanks(y))
      for (a, b) in zip(x.codes, y.codes) {
        total &+= Sum(Int(first[Int(a)]) &* Int(second[Int(b)]))
      }
    }
    return total
  }

  /// 2R - n - 1 of each level.
  private static func centredRanks(_ ranking: Ranking) -> [Int32] {
    (0..<ranking.levels).map {
      Int32(Int(ranking.starts[$0]) + Int(ranking.starts[$0 + 1]) - ranking.count)
    }
  }
}
