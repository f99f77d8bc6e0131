/// The part of a coefficient that changes when one side is reordered.
struct PermutedStatistic: Sendable {
  /// A value of the statistic.
  enum Value: Sendable, Equatable {
    case integer(Int)
    case real(Double)
  }

  private let method: CorrelationMethod
  private let left: CodedVariable
  private let leftRanks: [Int32]
  private let leftReal: [Double]
  private let originalRanks: [Int32]
  private let originalReal: [Double]
  /// The reordered side: doubled centred ranks, codes (Kendall) or standardized values.
  private var ranks: [Int32]
  private var real: [Double]
  private let levels: Int
  private var tree: CountingTree

  init(_ method: CorrelationMethod, _ x: CodedVariable, _ y: CodedVariable) {
    self.method = method
    left = x
    levels = y.ranks.levelCount
    tree = CountingTree(levels: method == .kendall ? levels : 0)
    switch method {
    case .pearson:
      leftRanks = []
      leftReal = x.standardized
      originalRanks = []
      originalReal = y.standardized
    case .spearman:
      leftRanks = Self.doubledRanks(x.ranks)
      leftReal = []
      originalRanks = Self.doubledRanks(y.ranks)
      originalReal = []
    case .kendall:
      leftRanks = []
      leftReal = []
      originalRanks = y.ranks.codes
      originalReal = []
    }
    ranks = originalRanks
    real = originalReal
  }

  /// 2 rank - (n + 1) of each image.
  private static func doubledRanks(_ ranks: RankCodes) -> [Int32] {
    ranks.codes.map { code in
      ranks.starts[Int(code)] + ranks.starts[Int(code) + 1] - Int32(ranks.count)
    }
  }

  /// The statistic of the data.
  var observed: Value {
    switch method {
    case .pearson:
      var sum = 0.0
      for image in originalReal.indices { sum += leftReal[image] * originalReal[image] }
      return .real(sum)
    case .spearman:
      var sum = 0
      for image in originalRanks.indices {
        sum &+= Int(leftRanks[image]) &* Int(originalRanks[image])
      }
      return .integer(sum)
    case .kendall:
      var copy = self
      copy.ranks = originalRanks
      return .integer(copy.balance())
    }
  }

  /// Puts the original side into a random order (Fisher & Yates) and returns the statistic.
  mutating func shuffle(using generator: inout SplitMix64) -> Value {
    switch method {
    case .pearson:
      let fixed = leftReal
      var sum = 0.0
      real = originalReal
      generator.shuffle(&real) { place, drawn in sum += fixed[place] * drawn }
      return .real(sum)
    case .spearman:
      let fixed = leftRanks
      var sum = 0
      ranks = originalRanks
      generator.shuffle(&ranks) { place, drawn in
        // A product is at most n^2 and the sum at most n^3/3, within 64 bits up to n = 3 million.
        sum &+= Int(fixed[place]) &* Int(drawn)
      }
      return .integer(sum)
    case .kendall:
      ranks = originalRanks
      generator.shuffle(&ranks)
      return .integer(balance())
    }
  }

  /// Concordant minus discordant pairs of the present order.
  private mutating func balance() -> Int {
    tree.reset()
    var sum = 0
    for level in 0..<left.ranks.levelCount {
      let images = Int(left.ranks.starts[level])..<Int(left.ranks.starts[level + 1])
      for position in images {
        let code = Int(ranks[Int(left.ranks.order[position])])
        sum += tree.sum(below: code) - (tree.total - tree.sum(below: code + 1))
      }
      for position in images { tree.add(1, at: Int(ranks[Int(left.ranks.order[position])])) }
    }
    return sum
  }

  /// Compares a value with the observed one: bit 0 at least as large, bit 1 at most as large, bit 2 at
  /// least as far from 0.
  func compare(_ value: Value, with observed: Value) -> UInt8 {
    switch (value, observed) {
    case (.integer(let a), .integer(let b)):
      return (a >= b ? 1 : 0) | (a <= b ? 2 : 0) | (a.magnitude >= b.magnitude ? 4 : 0)
    case (.real(let a), .real(let b)):
      // The sum of n products of standardized values is at most n.
      let slack = 1e-12 * Double(real.count)
      return (a >= b - slack ? 1 : 0) | (a <= b + slack ? 2 : 0)
        | (abs(a) >= abs(b) - slack ? 4 : 0)
    default:
      preconditionFailure("values of two kinds of statistic were compared")
    }
  }
}
