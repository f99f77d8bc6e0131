/// Sums over rows, compensated after Neumaier (1974, doi:10.1002/zamm.19740540106).
struct ScoreTotals {
  private struct Sum {
    var value = 0.0
    var correction = 0.0
    var count = 0

    mutating func add(_ x: Double) {
      let next = value + x
      correction += abs(value) >= abs(x) ? (value - next) + x : (x - next) + value
      value = next
      count += 1
    }
  }

  private var sums = [Sum](repeating: Sum(), count: ScoreKind.allCases.count)
  private var rows = 0
  private var labelledRows = 0
  private(set) var agreement = LogitAgreement()

  mutating func add(_ scored: ScoredTile) {
    let tile = scored.tile
    rows += tile.rows.count
    labelledRows += tile.targetClasses.count { $0 >= 0 }
    for kind in ScoreKind.allCases {
      for value in tile.values(kind) where !value.isNaN { sums[kind.position].add(value) }
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
    classes: Int, precision: ScoringPrecision, unavailable: [ScoreKind: String],
    comparesLogits: Bool
  ) -> ScoringSummary {
    var means: [ScoreKind: Double] = [:]
    for kind in ScoreKind.allCases where kind != .predictedClass {
      let sum = sums[kind.position]
      if sum.count > 0 { means[kind] = (sum.value + sum.correction) / Double(sum.count) }
    }
    return ScoringSummary(
      rows: rows, labelledRows: labelledRows, classes: classes, accuracy: means[.correct] ?? .nan,
      means: means, unavailable: unavailable, precision: precision, library: BLASLibrary.name,
      logitAgreement: comparesLogits ? agreement : nil)
  }
}
