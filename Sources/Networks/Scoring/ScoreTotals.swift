/// Sums over rows that do not depend on how the rows were divided.
///
/// The rows of a tile are summed with Neumaier's compensation (1974, doi:10.1002/zamm.19740540106), and
/// sum and compensation are added without rounding: totals of shards, which begin at tiles, add up to the
/// bits of the totals of all rows.
package struct ScoreTotals: Equatable, Sendable {
  /// The sum of one score.
  package struct Sum: Equatable, Sendable {
    /// The sum over the rows that have the score.
    package var total = ExactSum()
    /// The rows that have it.
    package var count = 0
    /// The rows that do not although their inputs suffice.
    package var undefined = 0

    /// Creates the sum of no rows.
    package init() {}
  }

  /// The sum of each score, in the order of all scores.
  package var sums = [Sum](repeating: Sum(), count: Score.all.count)
  /// The number of rows.
  package var rows = 0
  /// The number of rows with a known target class.
  package var labelledRows = 0
  private(set) var agreement = LogitAgreement()

  /// Creates the totals of no rows.
  package init() {}

  /// Adds the totals of other rows.
  package mutating func add(_ other: ScoreTotals) {
    rows += other.rows
    labelledRows += other.labelledRows
    for place in sums.indices {
      sums[place].total.add(other.sums[place].total)
      sums[place].count += other.sums[place].count
      sums[place].undefined += other.sums[place].undefined
    }
    add(other.agreement)
  }

  mutating func add(_ scored: ScoredTile) {
    let tile = scored.tile
    rows += tile.rows.count
    labelledRows += tile.targetClasses.count { $0 >= 0 }
    for (place, score) in Score.all.enumerated() {
      var (sum, correction) = (0.0, 0.0)
      for (row, value) in tile.values(score).enumerated() {
        if !value.isNaN {
          let next = sum + value
          correction += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
          sum = next
          sums[place].count += 1
        } else if !score.usesLabel || tile.targetClasses[row] >= 0 {
          sums[place].undefined += 1
        }
      }
      if sum != 0 { sums[place].total.add(sum) }
      if correction != 0 { sums[place].total.add(correction) }
    }
    add(scored.agreement)
  }

  private mutating func add(_ other: LogitAgreement) {
    agreement.rows += other.rows
    agreement.disagreeing += other.disagreeing
    if agreement.firstRow == nil {
      agreement.firstRow = other.firstRow
      agreement.firstGiven = other.firstGiven
      agreement.firstComputed = other.firstComputed
    }
  }

  /// The means over the rows.
  ///
  /// - Parameters:
  ///   - classes: The number of classes.
  ///   - precision: The precision of the products.
  ///   - unavailable: Why scores are missing from every row.
  ///   - comparesLogits: Whether given logits were compared.
  ///   - library: The BLAS library and processor type that the products are of.
  /// - Returns: The summary.
  package func summary(
    classes: Int, precision: ScoringPrecision, unavailable: [Score: String],
    comparesLogits: Bool = false, library: String = BLASLibrary.name
  ) -> ScoringSummary {
    var means: [Score: Double] = [:]
    var undefined: [Score: Int] = [:]
    for score in Score.all where score.number != .classIndex {
      let sum = sums[score.position]
      if sum.count > 0 { means[score] = sum.total.value / Double(sum.count) }
      if sum.undefined > 0, unavailable[score] == nil { undefined[score] = sum.undefined }
    }
    return ScoringSummary(
      rows: rows, labelledRows: labelledRows, classes: classes, accuracy: means[.correct] ?? .nan,
      means: means, unavailable: unavailable, undefined: undefined, precision: precision,
      library: library, logitAgreement: comparesLogits ? agreement : nil, totals: self)
  }
}
