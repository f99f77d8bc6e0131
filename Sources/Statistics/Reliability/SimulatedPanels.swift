/// Panels of annotators simulated from a fitted mixture, for coefficients without a closed expectation.
///
/// For each image p is drawn from its posterior given its counts, then two panels answer
/// independently with that p. Averaged over images the posteriors are the mixture itself.
struct SimulatedPanels: Sendable {
  private let cellOfImage: [Int32]
  private let shown: [Int]
  private let grid: [Double]
  /// Cumulative posterior of each cell, row by row.
  private let cumulative: [Double]

  init(_ mixture: BinomialMixture, counts: SelectionCounts) {
    cellOfImage = mixture.cellOfImage
    shown = counts.shown
    grid = mixture.grid
    var rows: [Double] = []
    for cell in mixture.cells.indices {
      var sum = 0.0
      for weight in mixture.posterior(ofCell: cell) {
        sum += weight
        rows.append(sum)
      }
    }
    cumulative = rows
  }

  /// Two panels of full size, two halves of one, or two of a given size, as HSF of each image.
  func draw(
    halves: Bool, votes: Int? = nil, using generator: inout SplitMix64
  ) -> ([Double], [Double]) {
    var first = [Double](repeating: 0, count: shown.count)
    var second = first
    for image in shown.indices {
      let p = probability(Int(cellOfImage[image]), using: &generator)
      var sizes = (votes ?? shown[image], votes ?? shown[image])
      if halves {
        sizes.0 = shown[image] / 2
        if !shown[image].isMultiple(of: 2), generator.next() & 1 != 0 { sizes.0 += 1 }
        sizes.1 = shown[image] - sizes.0
      }
      first[image] = Self.frequency(sizes.0, p, using: &generator)
      second[image] = Self.frequency(sizes.1, p, using: &generator)
    }
    return (first, second)
  }

  private func probability(_ cell: Int, using generator: inout SplitMix64) -> Double {
    let u = generator.nextUnit()
    var low = cell * grid.count
    var high = low + grid.count - 1
    // The first point whose cumulative weight exceeds u.
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > u { high = middle } else { low = middle + 1 }
    }
    return grid[low - cell * grid.count]
  }

  private static func frequency(
    _ votes: Int, _ p: Double, using generator: inout SplitMix64
  ) -> Double {
    if p <= 0 { return 0 }
    if p >= 1 { return 1 }
    var selected = 0
    for _ in 0..<votes where generator.nextUnit() < p { selected += 1 }
    return Double(selected) / Double(votes)
  }

  /// The mean coefficient between the two panels over many draws.
  func meanCoefficient(
    _ method: CorrelationMethod, halves: Bool = false, votes: Int? = nil, draws: Int, seed: UInt64,
    threads: Int?
  ) -> Double {
    let values = Parallel.mapResamples(count: draws, threads: threads) { draw -> Double in
      var generator = SplitMix64(seed: seed, stream: draw)
      let (first, second) = self.draw(halves: halves, votes: votes, using: &generator)
      let a = CodedVariable(first, needsMoments: method == .pearson)
      let b = CodedVariable(second, needsMoments: method == .pearson)
      guard !a.isConstant, !b.isConstant else { return .nan }
      var engine = WeightedCorrelation()
      return engine.estimate(
        method, a, b, weights: [Int32](repeating: 1, count: first.count), total: first.count)
    }.filter { !$0.isNaN }
    return values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
  }
}
