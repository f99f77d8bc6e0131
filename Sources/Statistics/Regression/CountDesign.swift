internal import RealModule

/// The design matrix and counts of a count regression.
struct CountDesign {
  /// The columns, intercept first, row by row.
  let rows: [Double]
  /// The number of columns.
  let width: Int
  let selected: [Double]
  let shown: [Double]
  /// The distinct pairs of counts.
  let cells: [SIMD2<Double>]
  /// The place of each row's pair of selected and shown among them.
  let cellOfRow: [Int32]

  var n: Int { shown.count }
  var totalSelected: Double { selected.reduce(0, +) }
  var totalShown: Double { shown.reduce(0, +) }

  /// Builds the matrix of a score.
  init(
    _ outcome: SelectionCounts, score: [Double], basis: ScoreBasis
  ) throws(StatisticsError) {
    guard score.count == outcome.count else {
      throw .lengthMismatch(expected: outcome.count, got: score.count)
    }
    self.init(outcome, columns: try basis.columns(of: score))
  }

  /// Builds the matrix of the model with an intercept only.
  init(interceptFor outcome: SelectionCounts) {
    self.init(outcome, columns: [])
  }

  private init(_ outcome: SelectionCounts, columns: [[Double]]) {
    let width = columns.count + 1
    var rows = [Double](repeating: 1, count: outcome.count * width)
    for (column, values) in columns.enumerated() {
      for (row, value) in values.enumerated() { rows[row * width + column + 1] = value }
    }
    self.init(
      rows: rows, width: width, selected: outcome.selected.map { Double($0) },
      shown: outcome.shown.map { Double($0) })
  }

  private init(rows: [Double], width: Int, selected: [Double], shown: [Double]) {
    self.rows = rows
    self.width = width
    self.selected = selected
    self.shown = shown
    var places: [SIMD2<Double>: Int32] = [:]
    var cells: [SIMD2<Double>] = []
    cellOfRow = zip(selected, shown).map { selected, shown in
      let cell = SIMD2(selected, shown)
      if let place = places[cell] { return place }
      places[cell] = Int32(cells.count)
      cells.append(cell)
      return Int32(cells.count - 1)
    }
    self.cells = cells
  }

  /// The same matrix for some of its rows.
  func subset(_ kept: [Int]) -> CountDesign {
    var rows: [Double] = []
    rows.reserveCapacity(kept.count * width)
    for row in kept { rows.append(contentsOf: self.rows[row * width..<(row + 1) * width]) }
    return CountDesign(
      rows: rows, width: width, selected: kept.map { selected[$0] },
      shown: kept.map { shown[$0] })
  }

  /// The log-odds of one row.
  func logOdds(_ row: Int, _ beta: [Double]) -> Double {
    var sum = 0.0
    for column in 0..<width { sum += rows[row * width + column] * beta[column] }
    return sum
  }

  /// The log-odds turned into p and 1 - p, each to full precision.
  static func shares(_ logOdds: Double) -> (p: Double, q: Double) {
    let e = Double.exp(-abs(logOdds))
    let small = e / (1 + e)
    let large = 1 / (1 + e)
    return logOdds >= 0 ? (large, small) : (small, large)
  }

  /// Twice the log-likelihood ratio of the saturated model to this one.
  func binomialDeviance(_ beta: [Double]) -> Double {
    var sum = 0.0
    for row in 0..<n {
      let (p, q) = Self.shares(logOdds(row, beta))
      let k = selected[row]
      let m = shown[row] - k
      if k > 0 { sum += k * .log(k / (shown[row] * p)) }
      if m > 0 { sum += m * .log(m / (shown[row] * q)) }
    }
    return 2 * sum
  }

  /// One step of Fisher scoring, and the inverse Fisher information.
  func scoringStep(
    _ beta: [Double]
  ) throws(StatisticsError) -> (step: [Double], inverse: [Double]) {
    var information = [Double](repeating: 0, count: width * width)
    var gradient = [Double](repeating: 0, count: width)
    for row in 0..<n {
      let (p, q) = Self.shares(logOdds(row, beta))
      let weight = shown[row] * p * q
      let residual = selected[row] - shown[row] * p
      let base = row * width
      for i in 0..<width {
        gradient[i] += rows[base + i] * residual
        for j in 0...i { information[i * width + j] += weight * rows[base + i] * rows[base + j] }
      }
    }
    for i in 0..<width {
      for j in 0..<i { information[j * width + i] = information[i * width + j] }
    }
    guard let cholesky = SmallCholesky(information, size: width) else {
      throw .singularCovariates(name: "score")
    }
    return (cholesky.solve(gradient), cholesky.inverse())
  }

  /// Pearson's statistic, fitted shares and log-likelihoods of the rows.
  func binomialSummary(
    _ beta: [Double]
  ) -> (pearson: Double, fitted: [Double], logLikelihoods: [Double]) {
    var pearson = 0.0
    var fitted: [Double] = []
    var logLikelihoods: [Double] = []
    for row in 0..<n {
      let (p, q) = Self.shares(logOdds(row, beta))
      let k = selected[row]
      let m = shown[row] - k
      let residual = k - shown[row] * p
      if residual != 0 { pearson += residual * residual / (shown[row] * p * q) }
      fitted.append(p)
      logLikelihoods.append(
        Self.logChoose(shown[row], k) + (k > 0 ? k * .log(p) : 0) + (m > 0 ? m * .log(q) : 0))
    }
    return (pearson, fitted, logLikelihoods)
  }

  /// ln(n choose k).
  static func logChoose(_ n: Double, _ k: Double) -> Double {
    .logGamma(n + 1) - .logGamma(k + 1) - .logGamma(n - k + 1)
  }
}
