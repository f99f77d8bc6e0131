internal import RealModule

/// The distribution of the images' true selection probability, fitted to counts.
///
/// Image i is selected `s_i` of `m_i` times with probability p_i; the distribution of p is a set of
/// weights on a fixed grid, `sin^2` spaced so that it is dense near 0 and 1 where HSF piles up, and
/// holding 0 and 1 themselves. The weights maximize the likelihood (Kiefer & Wolfowitz 1956) by the EM
/// algorithm (Laird 1978, doi:10.1080/01621459.1978.10480103).
///
/// What it gives depends on the data only through the counts, so it assumes votes that are
/// independent given the image; ``NoiseCeiling`` checks that against observed halves.
struct BinomialMixture: Sendable {
  /// One distinct pair of counts.
  struct Cell: Sendable {
    let selected: Int
    let shown: Int
    /// The number of images with these counts, or their weight in a resample.
    var weight: Double
  }

  /// The probabilities of the grid, ascending from 0 to 1.
  let grid: [Double]
  /// The distinct pairs of counts.
  let cells: [Cell]
  /// The cell of each image.
  let cellOfImage: [Int32]
  /// The weight of each grid point; their sum is 1.
  private(set) var weights: [Double]
  /// The likelihood of each cell at each grid point, row by row, scaled to a maximum of 1.
  private let likelihood: [Double]
  /// The grid points of each cell whose likelihood is above 1e-14 of its maximum.
  private let supports: [Range<Int>]

  /// Fits the mixture.
  ///
  /// - Parameters:
  ///   - counts: The counts of all images.
  ///   - gridSize: The number of grid points.
  ///   - iterations: The most EM steps; it stops earlier when a step gains less than 1e-3 in the log
  ///     likelihood of all images, which no data could tell apart.
  init(_ counts: SelectionCounts, gridSize: Int = 161, iterations: Int = 2000) {
    let last = gridSize - 1
    grid = (0..<gridSize).map { index in
      if index == 0 { return 0 }
      if index == last { return 1 }
      let sine = Double.sin(.pi / 2 * Double(index) / Double(last))
      return sine * sine
    }
    var position: [SIMD2<Int>: Int32] = [:]
    var cells: [Cell] = []
    cellOfImage = counts.shown.indices.map { image in
      let key = SIMD2(counts.selected[image], counts.shown[image])
      if let known = position[key] {
        cells[Int(known)].weight += 1
        return known
      }
      let new = Int32(cells.count)
      position[key] = new
      cells.append(Cell(selected: key.x, shown: key.y, weight: 1))
      return new
    }
    self.cells = cells
    var likelihood: [Double] = []
    var supports: [Range<Int>] = []
    likelihood.reserveCapacity(cells.count * gridSize)
    for cell in cells {
      let logs = grid.map { Self.logKernel(cell.selected, cell.shown, $0) }
      let largest = logs.max() ?? 0
      likelihood += logs.map { Double.exp($0 - largest) }
      // The likelihood has one peak, so what is above the limit is one stretch.
      let first = logs.firstIndex { $0 - largest > -32.2 } ?? 0
      let final = logs.lastIndex { $0 - largest > -32.2 } ?? last
      supports.append(first..<final + 1)
    }
    self.likelihood = likelihood
    self.supports = supports
    weights = [Double](repeating: 1 / Double(gridSize), count: gridSize)
    improve(cellWeights: cells.map(\.weight), iterations: iterations)
  }

  /// s ln p + (m - s) ln (1 - p), with 0 ln 0 = 0.
  private static func logKernel(_ selected: Int, _ shown: Int, _ p: Double) -> Double {
    let yes = selected == 0 ? 0 : Double(selected) * (p > 0 ? Double.log(p) : -.infinity)
    let rest = shown - selected
    let no = rest == 0 ? 0 : Double(rest) * (p < 1 ? Double.log(onePlus: -p) : -.infinity)
    return yes + no
  }

  /// Takes EM steps from the present weights, for the cells weighted as in a resample.
  mutating func improve(cellWeights: [Double], iterations: Int) {
    let size = grid.count
    let total = cellWeights.reduce(0, +)
    guard total > 0 else { return }
    var lastLikelihood = -Double.infinity
    var next = [Double](repeating: 0, count: size)
    for _ in 0..<iterations {
      for point in 0..<size { next[point] = 0 }
      var logLikelihood = 0.0
      for cell in cells.indices where cellWeights[cell] > 0 {
        let row = cell * size
        let support = supports[cell]
        var sum = 0.0
        for point in support { sum += weights[point] * likelihood[row + point] }
        guard sum > 0 else { continue }
        logLikelihood += cellWeights[cell] * Double.log(sum)
        let factor = cellWeights[cell] / (sum * total)
        for point in support { next[point] += factor * likelihood[row + point] }
      }
      for point in 0..<size { weights[point] *= next[point] }
      if logLikelihood - lastLikelihood < 1e-3 { break }
      lastLikelihood = logLikelihood
    }
  }

  /// The distribution of p given a cell's counts, one number a grid point, summing to 1.
  func posterior(ofCell cell: Int) -> [Double] {
    let row = cell * grid.count
    var result = grid.indices.map { weights[$0] * likelihood[row + $0] }
    let sum = result.reduce(0, +)
    guard sum > 0 else { return weights }
    for point in result.indices { result[point] /= sum }
    return result
  }

  /// The probabilities of 0...m selections of m at probability p.
  static func binomial(_ m: Int, _ p: Double) -> [Double] {
    guard p > 0 else { return [1] + [Double](repeating: 0, count: m) }
    guard p < 1 else { return [Double](repeating: 0, count: m) + [1] }
    let logP = Double.log(p)
    let logQ = Double.log(onePlus: -p)
    var logChoose = 0.0
    return (0...m).map { s in
      if s > 0 { logChoose += Double.log(Double(m - s + 1) / Double(s)) }
      return Double.exp(logChoose + Double(s) * logP + Double(m - s) * logQ)
    }
  }
}
