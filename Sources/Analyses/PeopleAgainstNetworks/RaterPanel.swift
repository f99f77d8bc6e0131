internal import Networks
internal import Statistics
internal import StudyValues

/// Annotators who are persons and judged many of the same images.
struct RaterPanel {
  /// The analysis and the annotation set.
  let key: ResultKey
  let raters: RaterTable
  let table: ImageTable

  /// The strength of each score with the variance of images and that of annotators.
  func strengths(
    _ columns: [(model: String, column: ScoreColumn)], decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    guard let first = columns.first else { return [] }
    let key = key.with {
      $0.quantity = "strength"
      $0.human = HumanMeasure.hsf.rawValue
      $0.method = CorrelationMethod.spearman.rawValue
      $0.population = .ratersRandom
    }
    do {
      let raters = try raters.selections(for: table)
      let known = columns.filter { !$0.column.values.contains(where: \.isNaN) }
      let joint = try JointCorrelations(
        .spearman, scores: known.map(\.column.hardness),
        directions: known.map { _ in .higherIsHarder }, human: table.hsf,
        humanDirection: .higherIsEasier, threads: decisions.threads)
      let images = try joint.covariance(.images)
      let people = try joint.raterCovariance(raters, threads: decisions.threads)
      let both = images.adding(people)
      return try known.enumerated().map { index, entry in
        let estimate = joint.strength(index, both)
        let interval = try estimate.interval(level: 1 - decisions.alpha)
        let test = estimate.test()
        let contrast = StrengthContrast.strength(index)
        let alone = StrengthCovariance(count: known.count, sources: [people])
        let share = alone.variance(contrast).variance / both.variance(contrast).variance
        return EstimateResult(
          key.with { ($0.model, $0.score) = (entry.model, entry.column.name) },
          value: estimate.estimate, standardError: estimate.standardError, df: estimate.df,
          low: interval.low, high: interval.high,
          interval: "strength (both turned so that higher = harder); \(interval.method)",
          n: table.count, p: test.pValue.p, log10P: test.pValue.log10P,
          note: "\(Verdict.number(100 * share)) % of the variance is the choice of annotators")
      }
    } catch {
      return [
        EstimateResult(key.with { $0.score = first.column.name }, value: nil, note: "\(error)")
      ]
    }
  }

  /// One row an annotator: answers, shares of the responses, agreement with the others on the same
  /// question, and the range of each over annotators.
  func addScreen(to output: inout AnalysisOutput) throws {
    let screen = try RaterScreen(raters.responses())
    var summaries: [EstimateResult] = []
    func add(
      _ quantity: String, of response: String? = nil, _ note: String,
      _ value: (RaterScreen.Row) -> Double
    ) {
      let key = key.with { ($0.quantity, $0.score) = (quantity, response) }
      let values = screen.rows.map(value)
      for (row, value) in zip(screen.rows, values) {
        output.estimates.append(
          EstimateResult(
            key.with { ($0.grouping, $0.group) = ("annotator", "\(row.annotator + 1)") },
            value: value.isFinite ? value : nil, n: row.answers, note: note))
      }
      let sorted = values.filter(\.isFinite).sorted()
      guard !sorted.isEmpty else { return }
      summaries.append(
        EstimateResult(
          key, value: Quantile.type7(sorted, 0.5), rangeLow: sorted.first, rangeHigh: sorted.last,
          n: sorted.count, note: "median over annotators"))
    }
    add("rater_answers", "count") { Double($0.answers) }
    for (index, label) in raters.responseNames.enumerated() {
      add("rater_share", of: label, "share of the annotator's answers") { $0.labelShares[index] }
    }
    add(
      "rater_agreement", "mean share of the others with the same answer to the question",
      \.agreement)
    add("rater_kappa", "agreement corrected for chance", \.kappa)
    output.estimates += summaries
  }
}
