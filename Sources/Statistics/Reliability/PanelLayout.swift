/// The sizes of the panels to be compared, with everything that does not depend on the mixture's weights.
struct PanelLayout: Sendable {
  /// One panel size.
  struct Size: Sendable {
    /// The number of votes.
    let votes: Int
    /// The rank of s/votes among the values that any panel can give, for s = 0...votes.
    let levels: [Int]
    /// The probability of s selections at each grid point, row by row.
    let probabilities: [Double]
  }

  /// For each number of annotators: one size for full panels, two for the halves.
  let panels: [[Size]]
  /// The number of values of HSF that the panels can give.
  let levelCount: Int
  /// The position in ``panels`` of each cell of the mixture.
  private let stratumOfCell: [Int]

  /// Lays out full panels, each as large as the observed one, or the two halves of each, the odd vote
  /// going to either half.
  init(_ mixture: BinomialMixture, halves: Bool) {
    let shown = Array(Set(mixture.cells.map(\.shown))).sorted()
    let position = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1, $0) })
    self.init(
      mixture, sizes: shown.map { halves ? [$0 / 2, $0 - $0 / 2] : [$0] },
      stratumOfCell: mixture.cells.map { position[$0.shown] ?? 0 })
  }

  /// Lays out panels of one size, whatever the observed ones are.
  init(_ mixture: BinomialMixture, votes: Int) {
    self.init(mixture, sizes: [[votes]], stratumOfCell: mixture.cells.map { _ in 0 })
  }

  /// Lays out full panels cut to a size.
  init(_ mixture: BinomialMixture, atMost votes: Int) {
    let shown = Array(Set(mixture.cells.map { min(votes, $0.shown) })).sorted()
    let position = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1, $0) })
    self.init(
      mixture, sizes: shown.map { [$0] },
      stratumOfCell: mixture.cells.map { position[min(votes, $0.shown)] ?? 0 })
  }

  private init(_ mixture: BinomialMixture, sizes: [[Int]], stratumOfCell: [Int]) {
    self.stratumOfCell = stratumOfCell
    var values = Set<Double>()
    for votes in Set(sizes.joined()) {
      for s in 0...votes { values.insert(Double(s) / Double(votes)) }
    }
    let sorted = values.sorted()
    let level = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
    levelCount = sorted.count
    var made: [Int: Size] = [:]
    for votes in Set(sizes.joined()) {
      made[votes] = Size(
        votes: votes, levels: (0...votes).map { level[Double($0) / Double(votes)] ?? 0 },
        probabilities: mixture.grid.flatMap { BinomialMixture.binomial(votes, $0) })
    }
    panels = sizes.map { pair in pair.compactMap { made[$0] } }
  }

  /// The weight of each grid point among the images of each number of annotators, all summing to 1.
  func pointWeights(_ mixture: BinomialMixture, cellWeights: [Double]) -> [[Double]] {
    let total = cellWeights.reduce(0, +)
    var result = [[Double]](
      repeating: [Double](repeating: 0, count: mixture.grid.count), count: panels.count)
    for cell in cellWeights.indices where cellWeights[cell] > 0 {
      let share = cellWeights[cell] / total
      let posterior = mixture.posterior(ofCell: cell)
      let stratum = stratumOfCell[cell]
      for point in posterior.indices { result[stratum][point] += share * posterior[point] }
    }
    return result
  }
}
