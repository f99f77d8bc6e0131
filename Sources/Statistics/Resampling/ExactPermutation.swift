import RealModule

/// The exact null distribution of Σ x y over all orders of y, counted against the order observed.
///
/// It is the distribution of every coefficient that is a rising function of that sum: Pearson's r, and
/// Spearman's ρ when x and y are ranks. Equal sums are recognised as equal, also when ties make many of
/// them.
///
/// - Complexity: O(n!) for n ≤ 10.
public struct PermutationTails: Equatable, Sendable {
  /// The most values that are enumerated.
  public static let limit = 10

  /// The number of orders, n!.
  public let permutations: Int
  /// The orders whose sum is at least the one observed.
  public let greaterOrEqual: Int
  /// The orders whose sum is at most the one observed.
  public let lessOrEqual: Int
  /// The orders whose distance from the mean of the sum is at least the one observed.
  public let absolute: Int

  /// Counts the orders of two rankings, given as doubled ranks.
  init(_ x: [Int32], _ y: [Int32]) {
    let n = x.count
    let sumX = x.reduce(0) { $0 + Int($1) }
    let sumY = y.reduce(0) { $0 + Int($1) }
    // n x - Σx is centred and whole.
    let centredX = x.map { n * Int($0) - sumX }
    let centredY = y.map { n * Int($0) - sumY }
    self.init(centredX, centredY) { $0 - $1 }
  }

  /// Counts the orders of two measurements.
  ///
  /// The sums are formed in double-double arithmetic (about 32 digits), and sums that agree to 25
  /// digits count as equal.
  ///
  /// - Parameters:
  ///   - x: The first measurement of each item.
  ///   - y: The second measurement of each item.
  ///   - method: The coefficient; for Kendall's the score C - D is counted in place of the sum.
  /// - Throws: ``StatisticsError/tooManyValues(allowed:got:)`` beyond ``limit``,
  ///   ``StatisticsError/tooFewValues(needed:got:)`` below 2, ``StatisticsError/constant(name:)``, and
  ///   the errors of the coefficient.
  public init(
    _ x: [Double], _ y: [Double], method: CorrelationMethod = .pearson
  ) throws(StatisticsError) {
    let pairs = try Pairs(x, y)
    guard pairs.x.count >= 2 else { throw .tooFewValues(needed: 2, got: pairs.x.count) }
    guard pairs.x.count <= Self.limit else {
      throw .tooManyValues(allowed: Self.limit, got: pairs.x.count)
    }
    let (firstRanks, secondRanks) = try (Ranking(x, name: "x"), Ranking(y, name: "y"))
    guard firstRanks.levels > 1 else { throw .constant(name: "x") }
    guard secondRanks.levels > 1 else { throw .constant(name: "y") }
    switch method {
    case .pearson:
      let (first, second) = try (TwofoldDeviations(x, name: "x"), TwofoldDeviations(y, name: "y"))
      let equal = 1e-25 * first.size * second.size * Double(x.count)
      self.init(first.values, second.values) { left, right in
        let difference = (left - right).value
        return abs(difference) <= equal ? 0 : (difference < 0 ? -1 : 1)
      }
    case .spearman: self.init(firstRanks.doubledAverage, secondRanks.doubledAverage)
    case .kendall: self.init(codes: firstRanks.codes, secondRanks.codes)
    }
  }

  /// Counts the orders of two rankings by the concordant less the discordant pairs, Kendall's S.
  ///
  /// - Parameters:
  ///   - x: The number of each item's level in x.
  ///   - y: The number of each item's level in y.
  init(codes x: [Int32], _ y: [Int32]) {
    let n = x.count
    var placed = [Int32](repeating: 0, count: n)
    var free = [Bool](repeating: true, count: n)
    /// The pairs that an item at a position adds to S.
    func balance(_ position: Int, _ code: Int32, _ placed: [Int32]) -> Int {
      var sum = 0
      for earlier in 0..<position {
        sum += Int((x[position] - x[earlier]).signum() * (code - placed[earlier]).signum())
      }
      return sum
    }
    let observed = (0..<n).reduce(0) { $0 + balance($1, y[$1], y) }
    var counts = (all: 0, greater: 0, less: 0, absolute: 0)
    func place(_ position: Int, _ sum: Int) {
      guard position < n else {
        counts.all += 1
        if sum >= observed { counts.greater += 1 }
        if sum <= observed { counts.less += 1 }
        if abs(sum) >= abs(observed) { counts.absolute += 1 }
        return
      }
      for candidate in 0..<n where free[candidate] {
        free[candidate] = false
        placed[position] = y[candidate]
        place(position + 1, sum + balance(position, y[candidate], placed))
        free[candidate] = true
      }
    }
    place(0, 0)
    permutations = counts.all
    greaterOrEqual = counts.greater
    lessOrEqual = counts.less
    absolute = counts.absolute
  }

  /// Counts over all orders; `compare` gives the sign of the difference of two sums.
  private init<Term: SignedNumeric>(
    _ x: [Term], _ y: [Term], compare: (Term, Term) -> Int
  ) {
    let n = x.count
    let observed = zip(x, y).reduce(into: Term.zero) { $0 += $1.0 * $1.1 }
    let isNegative = compare(observed, .zero) < 0
    let size = isNegative ? .zero - observed : observed
    let negativeSize = Term.zero - size
    var counts = (all: 0, greater: 0, less: 0, absolute: 0)
    var free = [Bool](repeating: true, count: n)
    func place(_ position: Int, _ sum: Term) {
      guard position < n else {
        let sign = compare(sum, observed)
        counts.all += 1
        if sign >= 0 { counts.greater += 1 }
        if sign <= 0 { counts.less += 1 }
        if compare(sum, size) >= 0 || compare(sum, negativeSize) <= 0 { counts.absolute += 1 }
        return
      }
      for candidate in 0..<n where free[candidate] {
        free[candidate] = false
        place(position + 1, sum + x[position] * y[candidate])
        free[candidate] = true
      }
    }
    place(0, .zero)
    permutations = counts.all
    greaterOrEqual = counts.greater
    lessOrEqual = counts.less
    absolute = counts.absolute
  }

  /// Returns the exact p-value; the two-sided one is twice the smaller tail, at most 1.
  ///
  /// - Parameter alternative: The side of the alternative hypothesis.
  /// - Returns: The p-value, at least 1/n!.
  public func pValue(_ alternative: Alternative) -> PValue {
    let p =
      switch alternative {
      case .greater: greaterTail
      case .less: lessTail
      case .twoSided: min(1, 2 * min(greaterTail, lessTail))
      }
    return PValue(p: p, lnP: Double.log(p))
  }

  /// The share of orders with a sum at least as large.
  public var greaterTail: Double { Double(greaterOrEqual) / Double(permutations) }

  /// The share of orders with a sum at most as large.
  public var lessTail: Double { Double(lessOrEqual) / Double(permutations) }

  /// The share of orders with a coefficient at least as far from zero.
  public var absoluteTail: Double { Double(absolute) / Double(permutations) }
}
