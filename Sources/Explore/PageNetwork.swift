/// The file of one network: what it predicts, and how people and it do on each class.
struct PageNetwork: Encodable {
  /// A class, for the small multiples.
  struct Class: Encodable {
    let code: Int
    let images: Int
    let hsf: Double
    let accuracy: Double
  }

  let predicted: PackedColumn
  /// Per row 0 for unknown, 1 right, 2 wrong.
  let correct: PackedColumn
  /// Where a run was scored with other classes than the data set's.
  let target: PackedColumn?
  let share: PackedColumn?
  /// The shares that only this network needs, from the number after the last of the study.
  let shares: PageShares?
  let classes: [Class]
}

/// Counts of votes with their frequencies and limits, one entry for each different combination.
struct PageShares: Encodable {
  let shown: PackedColumn
  let selected: PackedColumn
  let partial: PackedColumn
  let hsf: PackedColumn
  let low: PackedColumn
  let high: PackedColumn
  let wide: PackedColumn

  init(_ shares: some Sequence<PeopleColumns.Share>) {
    let all = Array(shares)
    shown = PackedColumn(all.map { $0.shown ?? .nan })
    selected = PackedColumn(all.map { $0.selected ?? .nan })
    partial = PackedColumn(all.map { $0.partial ?? .nan })
    hsf = PackedColumn(all.map { $0.hsf ?? .nan })
    low = PackedColumn(all.map { $0.low ?? .nan })
    high = PackedColumn(all.map { $0.high ?? .nan })
    wide = PackedColumn(all.map { $0.isWide ? 1 : 0 })
  }
}

/// The file of one score of one network.
///
/// `rank` is the number of images that the score calls easier, which are told apart by all digits of the
/// score. `values` are the scores in that order, from the easiest image, as multiples of `step`, a power of
/// ten that leaves four or five figures of their range.
struct PageScore: Encodable {
  /// One rank a row; the number of rows where there is no score.
  let rank: PackedColumn
  /// The place within the class in percent, 100 for the hardest image; 255 where there is none.
  let percent: PackedColumn
  let decimals: Int
  /// The first of the values in multiples of the step, and whether they fall.
  let first: Double
  let falls: Bool
  let values: PackedColumn
  let count: Int

  /// Ranks the images.
  ///
  /// - Parameters:
  ///   - values: One score a row; NaN for none.
  ///   - isHigherHarder: Which way the score points.
  ///   - classes: The class of each row; 0 for none.
  init(_ values: [Double], isHigherHarder: Bool, classes: [Int]) {
    let order = Self.order(values, isHigherHarder)
    let ranks = Self.ranks(order, values)
    count = order.count
    rank = PackedColumn(ranks.map { $0 ?? values.count })
    percent = PackedColumn(Self.percents(order, values, classes))
    let finite = order.map { values[$0] }.filter(\.isFinite)
    let width = (finite.max() ?? 0) - (finite.min() ?? 0)
    // The width of finite values may be beyond all numbers.
    let digits = min(width, .greatestFiniteMagnitude).logarithm10.rounded(.down)
    decimals = width > 0 ? min(12, 4 - Int(digits)) : 6
    let scale = Double.power10(decimals)
    let bounds = (finite.min() ?? 0, finite.max() ?? 0)
    let multiples = order.map { (min(max(values[$0], bounds.0), bounds.1) * scale).rounded() }
    falls = !isHigherHarder
    first = multiples.first ?? 0
    let sign = isHigherHarder ? 1.0 : -1.0
    self.values = PackedColumn(
      rising: multiples.map { [first] in Int(min(sign * ($0 - first), 4e9)) })
  }

  /// The rows with a score, from the easiest.
  private static func order(_ values: [Double], _ isHigherHarder: Bool) -> [Int] {
    values.indices.filter { !values[$0].isNaN }.sorted { one, other in
      values[one] == values[other]
        ? one < other : (values[one] < values[other]) == isHigherHarder
    }
  }

  /// How many images are easier.
  private static func ranks(_ order: [Int], _ values: [Double]) -> [Int?] {
    var ranks = [Int?](repeating: nil, count: values.count)
    var start = 0
    for (place, row) in order.enumerated() {
      if values[row] != values[order[start]] { start = place }
      ranks[row] = start
    }
    return ranks
  }

  /// The share of the other images of its class that are easier, in whole percent, rounded down.
  private static func percents(_ order: [Int], _ values: [Double], _ classes: [Int]) -> [Int] {
    var percents = [Int](repeating: 255, count: values.count)
    var members: [Int: [Int]] = [:]
    for row in order where classes[row] > 0 { members[classes[row], default: []].append(row) }
    for own in members.values where own.count > 1 {
      var start = 0
      for (place, row) in own.enumerated() {
        if values[row] != values[own[start]] { start = place }
        percents[row] = 100 * start / (own.count - 1)
      }
    }
    return percents
  }
}
