internal import Statistics
internal import StudyValues

/// Two scores against one human measure on the same images, with every test of their difference.
///
/// All scores and the measure are turned so that higher = harder before anything is compared, so that a
/// score that falls with HSF and one that rises with it are compared by their strengths.
struct DependentPair {
  private let scores: ComparedScores
  private let signs: [Double]

  init(
    method: CorrelationMethod, first: ScoreColumn, second: ScoreColumn, human: HumanMeasure,
    measure: [Double], classes: [Int], used: [Int]
  ) throws(StatisticsError) {
    let hardness = [first, second].map { column in used.map { column.sign * column.values[$0] } }
    signs = [first, second].map { $0.sign * human.sign }
    scores = try ComparedScores(
      method, hardness[0], hardness[1], directions: (.higherIsHarder, .higherIsHarder),
      human: used.map { human.sign * measure[$0] }, humanDirection: .higherIsHarder,
      classes: used.map { classes[$0] })
  }

  /// The row of one test; what the test cannot give is left empty with a note.
  func row(
    _ blank: ComparisonResult, _ test: ComparisonAnalysis.Test, _ method: ComparisonTest,
    _ decisions: AnalysisDecisions
  ) -> ComparisonResult {
    var row = blank
    row.test = test.rawValue
    row.population = method.population
    row.statisticA = scores.strengthA * signs[0]
    row.statisticB = scores.strengthB * signs[1]
    row.statisticAB = scores.between * signs[0] * signs[1]
    row.difference = scores.strengthA - scores.strengthB
    row.alternative = Alternative.twoSided.rawValue
    do {
      try fill(&row, method, decisions)
    } catch {
      row.note = [row.note, "\(error)"].compactMap { $0 }.joined(separator: "; ")
    }
    return row
  }

  private func fill(
    _ row: inout ComparisonResult, _ method: ComparisonTest, _ decisions: AnalysisDecisions
  ) throws(StatisticsError) {
    guard method.applies(to: scores.method) else {
      throw .undefined(
        reason: "the test is for Pearson and, approximately, Spearman correlations")
    }
    let outcome = try method.compare(
      scores, level: 1 - decisions.alpha,
      options: .init(
        resamples: decisions.resamples, seed: decisions.seed, threads: decisions.threads))
    var remark = outcome.remark
    if method == .bootstrapPercentile {
      remark = "an interval of \(decisions.resamples) resamples of images, no test"
    } else if let found = outcome.test {
      row.testStatistic = found.statistic
      row.df = found.df
      row.alternative = found.alternative.rawValue
      row.p = found.pValue.p
      row.log10P = found.pValue.log10P
    }
    row.standardError = outcome.standardError
    if let interval = outcome.interval {
      row.ciLow = interval.low
      row.ciHigh = interval.high
      row.ciLevel = interval.level
      row.ciMethod = interval.method
    }
    let notes = [row.note, remark, outcome.caution].compactMap { $0 }
    row.note = notes.isEmpty ? nil : notes.joined(separator: "; ")
  }
}
