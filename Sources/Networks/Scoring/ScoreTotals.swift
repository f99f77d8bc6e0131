/// Sums over rows, compensated after Neumaier (1974, doi:10.1002/zamm.19740540106).
struct ScoreTotals {
  private struct Sum {
    var value = 0.0
    var correction = 0.0
    var count = 0
    var undefined = 0

    mutating func add(_ x: Double) {
      let next = value + x
      correction += abs(value) >= abs(x) ? (value - next) + x : (x - next) + value
      value = next
      count += 1
    }
  }

  private var sums = [Sum](repeating: Sum(), count: Score.all.count)
  private var rows = 0
  private var labelledRows = 0
  private(set) var agreement = LogitAgreement()

  mutating func add(_ scored: ScoredTile) {
    let tile = scored.tile
    rows += tile.rows.count
    labelledRows += tile.targetClasses.count { $0 >= 0 }
    for (place, score) in Score.all.enumerated() {
      for (row, value) in tile.values(score).enumerated() {
        if !value.isNaN {
          sums[place].add(value)
        } else if !score.usesLabel || tile.targetClasses[row] >= 0 {
          sums[place].undefined += 1
        }
      }
    }
    agreement.rows += scored.agreement.rows
    agreement.disagreeing += scored.agreement.disagreeing
    if agreement.firstRow == nil {
      agreement.firstRow = scored.agreement.firstRow
      agreement.firstGiven = scored.agreement.firstGiven
      agreement.firstComputed = scored.agreement.firstComputed
    }
  }

  func summary(
    classes: Int, precision: ScoringPrecision, unavailable: [Score: String],
    comparesLogits: Bool
  ) -> ScoringSummary {
    var means: [Score: Double] = [:]
    var undefined: [Score: Int] = [:]
    for score in Score.all where score.number != .classIndex {
      let sum = sums[score.position]
      if sum.count > 0 { means[score] = (sum.value + sum.correction) / Double(sum.count) }
      if sum.undefined > 0, unavailable[score] == nil { undefined[score] = sum.undefined }
    }
    return ScoringSummary(
      rows: rows, labelledRows: labelledRows, classes: classes, accuracy: means[.correct] ?? .nan,
      means: means, unavailable: unavailable, undefined: undefined, precision: precision,
      library: BLASLibrary.name,
      logitAgreement: comparesLogits ? agreement : nil)
  }
}
