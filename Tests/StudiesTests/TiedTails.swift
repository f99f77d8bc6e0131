import Foundation

/// Exact two-sided p-values of rank coefficients of values with ties, counted anew from the sizes of the groups.
///
/// Group after group of x, the items of one group at a time; the library goes item by item.
struct TiedTails {
  /// The sizes of the groups of equal values in ascending order.
  let x: [Int]
  let y: [Int]

  /// Reads sizes as rows have them, `2 3x1 / 5x1`; without a text nothing is tied.
  init?(_ text: String?, n: Int) {
    guard let text else {
      (x, y) = ([Int](repeating: 1, count: n), [Int](repeating: 1, count: n))
      return
    }
    let sides = text.split(separator: "/").map { side in
      side.split(separator: " ").flatMap { part -> [Int] in
        let numbers = part.split(separator: "x").compactMap { Int($0) }
        return numbers.count == 2
          ? [Int](repeating: numbers[1], count: numbers[0]) : numbers
      }
    }
    guard sides.count == 2, sides.allSatisfy({ $0.reduce(0, +) == n }) else { return nil }
    (x, y) = (sides[0], sides[1])
  }

  private var n: Int { x.reduce(0, +) }

  /// 2R - n - 1 of each group.
  private static func ranks(_ sizes: [Int]) -> [Int] {
    var before = 0
    return sizes.map { size in
      defer { before += size }
      return 2 * before + size - sizes.reduce(0, +)
    }
  }

  private static func squares(_ sizes: [Int]) -> Double {
    zip(ranks(sizes), sizes).reduce(0.0) { $0 + Double($1.0 * $1.0 * $1.1) }
  }

  private static func untied(_ sizes: [Int]) -> Double {
    let n = sizes.reduce(0, +)
    return Double(n * (n - 1) / 2 - sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 })
  }

  /// ln of twice the least share that orders which rise, or fall, as far as they can have.
  func lnEnd(isRising: Bool) -> Double {
    func ln(_ k: Int) -> Double { lgamma(Double(k) + 1) }
    // Once sorted, each item's pair of groups is known; those with equal pairs may change places.
    let first = x.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
    let second = y.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
    let pairs = zip(first, isRising ? second : second.reversed()).map { [$0, $1] }
    let cells = Dictionary(grouping: pairs) { $0 }.values.map(\.count)
    let share =
      x.reduce(0) { $0 + ln($1) } + y.reduce(0) { $0 + ln($1) } - cells.reduce(0) { $0 + ln($1) }
      - ln(n)
    return min(0, log(2) + share)
  }

  /// Whether a coefficient is the largest, or the least, that the groups allow.
  func isEnd(_ coefficient: Double, isKendall: Bool) -> Bool {
    let first = x.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
    let second = y.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
    let other = coefficient > 0 ? second : second.reversed()
    let (rx, ry) = (Self.ranks(x), Self.ranks(y))
    var sum = 0.0
    if isKendall {
      for i in first.indices {
        for j in 0..<i {
          sum += Double((first[i] - first[j]).signum() * (other[i] - other[j]).signum())
        }
      }
      return abs(sum - score(coefficient)) < 1e-6
    }
    for i in first.indices { sum += Double(rx[first[i]] * ry[other[i]]) }
    return abs(sum - products(coefficient)) < 1e-6 * abs(sum)
  }

  private func products(_ rho: Double) -> Double {
    rho * (Self.squares(x) * Self.squares(y)).squareRoot()
  }

  private func score(_ tau: Double) -> Double {
    tau * (Self.untied(x) * Self.untied(y)).squareRoot()
  }

  /// The two-sided p of Kendall's tau-b or Spearman's rho, twice the smaller tail; nil where that costs too much.
  func pValue(_ coefficient: Double, isKendall: Bool) -> Double? {
    // Kendall: concordant less discordant; Spearman: sum of products of centred doubled ranks.
    let own = isKendall ? score(coefficient) : products(coefficient)
    guard abs(own - own.rounded()) < 1e-6 * max(1, abs(own)) else { return nil }
    let observed = Int(own.rounded())
    let states = y.reduce(1.0) { $0 * Double($1 + 1) }
    guard states * Double(y.count) * Double(n) < 2e5 else { return nil }
    let (rx, ry) = (Self.ranks(x), Self.ranks(y))
    // How many of each group of y are taken, and the shares of their sums.
    var now: [[Int]: [Int: Double]] = [[Int](repeating: 0, count: y.count): [0: 1]]
    var left = n
    for (group, size) in x.enumerated() {
      let before = now
      var inside: [[Int]: [Int: Double]] = [:]
      // Within a group of x nothing counts for tau, and each order of its items is as likely.
      var paths: [[Int]: [[Int]: [Int: Double]]] = [:]
      for (taken, sums) in before { paths[taken, default: [:]][taken] = sums }
      for item in 0..<size {
        var next: [[Int]: [[Int]: [Int: Double]]] = [:]
        for (start, ends) in paths {
          for (taken, sums) in ends {
            for level in y.indices where taken[level] < y[level] {
              let chance = Double(y[level] - taken[level]) / Double(left - item)
              var after = taken
              after[level] += 1
              var step = rx[group] * ry[level]
              if isKendall {
                step = 0
                for other in y.indices { step += start[other] * (level - other).signum() }
              }
              for (sum, share) in sums {
                next[start, default: [:]][after, default: [:]][sum + step, default: 0] +=
                  share * chance
              }
            }
          }
        }
        paths = next
      }
      for ends in paths.values {
        for (taken, sums) in ends {
          inside[taken, default: [:]].merge(sums, uniquingKeysWith: +)
        }
      }
      left -= size
      now = inside
    }
    let sums = now.values.first ?? [:]
    let greater = sums.filter { $0.key >= observed }.values.reduce(0, +)
    let less = sums.filter { $0.key <= observed }.values.reduce(0, +)
    return min(1, 2 * min(greater, less))
  }

  /// The normal deviate of tau-b, without continuity correction, with the variance given the ties.
  func z(_ tau: Double) -> Double {
    let size = Double(n)
    func sum(_ sizes: [Int], _ term: (Double) -> Double) -> Double {
      sizes.reduce(0) { $0 + term(Double($1)) }
    }
    func pairs(_ t: Double) -> Double { t * (t - 1) }
    let first =
      size * (size - 1) * (2 * size + 5) - sum(x) { pairs($0) * (2 * $0 + 5) }
      - sum(y) { pairs($0) * (2 * $0 + 5) }
    var variance = first / 18 + sum(x, pairs) * sum(y, pairs) / (2 * size * (size - 1))
    if n > 2 {
      variance +=
        sum(x) { pairs($0) * ($0 - 2) } * sum(y) { pairs($0) * ($0 - 2) }
        / (9 * size * (size - 1) * (size - 2))
    }
    return score(tau) / variance.squareRoot()
  }
}
