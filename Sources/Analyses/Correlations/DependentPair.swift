import Files
internal import Statistics
internal import StudyValues

/// Two scores against one human measure on the same images, with every test of their difference.
///
/// All scores and the measure are turned so that higher = harder before anything is compared, so that a
/// score that falls with HSF and one that rises with it are compared by their strengths.
struct DependentPair {
  private let scores: ComparedScores
  /// The coefficients of the scores, and between them, as a correlation of each alone gives them.
  private let plain: (first: Double, second: Double, between: Double)

  init(
    method: CorrelationMethod, first: ScoreColumn, second: ScoreColumn, human: HumanMeasure,
    measure: [Double], classes: [Int], used: [Int]
  ) throws(StatisticsError) {
    let hardness = [first, second].map { column in used.map { column.sign * column.values[$0] } }
    let values = [first, second].map { column in used.map { column.values[$0] } }
    let answers = used.map { measure[$0] }
    plain = (
      try method.correlation(answers, values[0]).coefficient,
      try method.correlation(answers, values[1]).coefficient,
      try method.correlation(values[0], values[1]).coefficient
    )
    scores = try ComparedScores(
      method, hardness[0], hardness[1], directions: (.higherIsHarder, .higherIsHarder),
      human: used.map { human.sign * measure[$0] }, humanDirection: .higherIsHarder,
      classes: used.map { classes[$0] })
  }

  /// The row of one test; what the test cannot give is left empty with a note.
  func row(
    _ blank: ComparisonResult, _ test: TestName, _ method: ComparisonTest,
    _ decisions: AnalysisDecisions
  ) -> ComparisonResult {
    var row = blank
    row.test = test.rawValue
    row.population = method.population
    row.statisticA = plain.first
    row.statisticB = plain.second
    row.statisticAB = plain.between
    row.difference = scores.strengthA - scores.strengthB
    row.alternative = Alternative.twoSided.rawValue
    do {
      try fill(&row, method, decisions)
    } catch {
      row.note = [row.note, "\(error)"].compactMap { $0 }.joined(separator: "; ")
    }
    return row
  }

  /// Which classes have no part in the mean over classes.
  private func perClassNote() throws(StatisticsError) -> String {
    let classes = scores.classes ?? []
    let found = try scores.joint.perClassDifferences(0, 1, classes: classes)
    let all = found.classes.count + found.skipped.count
    return "mean over \(found.classes.count) of \(all, "class")"
      + (found.skipped.isEmpty ? "" : "; the others are constant or have fewer than 3 images")
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
      row.set(found)
    }
    row.standardError = outcome.standardError
    if let interval = outcome.interval { row.set(interval) }
    if let error = outcome.standardError, outcome.test != nil {
      row.detectable = StrengthEstimate(
        estimate: outcome.estimate, standardError: error, df: row.df, method: row.test,
        isCorrelation: false
      ).detectable(alpha: decisions.alpha)
    }
    var skipped: String?
    if method == .perClassMean {
      // Another quantity than the difference of the two coefficients beside it.
      row.difference = outcome.estimate
      skipped = try perClassNote()
    }
    let notes = [row.note, remark, skipped, outcome.caution].compactMap { $0 }
    row.note = notes.isEmpty ? nil : notes.joined(separator: "; ")
  }
}
