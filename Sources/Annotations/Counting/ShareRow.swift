/// Shares of the classes of one image, which sum to 1.
enum ShareRow {
  /// How the sum of shares compares with 1.
  enum Sum: Equatable {
    /// It is 1 up to 1e-4.
    case one
    /// It is 1 within the rounding of the decimals.
    case rounded
    /// It is another number.
    case other(Double)
  }

  /// Compares the sum of shares with 1.
  static func sum(_ shares: some Sequence<Double>) -> Sum {
    let sum = shares.reduce(0, +)
    if abs(sum - 1) <= 1e-4 { return .one }
    return abs(sum - 1) <= rounding(shares) ? .rounded : .other(sum)
  }

  /// How far the sum of shares may be from 1, if each was rounded to the decimals that it has.
  private static func rounding(_ shares: some Sequence<Double>) -> Double {
    for decimals in 2...6 {
      let scale = [1e2, 1e3, 1e4, 1e5, 1e6][decimals - 2]
      // Single precision gives seven digits.
      let isWhole = shares.allSatisfy { abs($0 * scale - ($0 * scale).rounded()) < 1e-7 * scale }
      let count = Double(shares.reduce(0) { count, _ in count + 1 })
      if isWhole { return min(0.5 / scale * count, 0.01) + 1e-7 }
    }
    return 0
  }
}
