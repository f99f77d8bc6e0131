internal import Networks
internal import Statistics
internal import StudyValues

/// Annotators who are persons and judged many of the same images.
struct RaterPanel {
  /// The analysis and the annotation set.
  let key: ResultKey
  let raters: RaterTable
  let table: ImageTable

  /// The strength of each score with the variance of images and that of annotators; of scores that
  /// all networks share also with that of classes and annotators.
  func strengths(
    _ columns: [(model: String, column: ScoreColumn)], decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    let known = columns.filter { !$0.column.values.contains(where: \.isNaN) }
    return rows(of: known, table, .ratersRandom, "strength", decisions)
      + rows(
        of: known.filter(\.column.isShared), table, .ratersAndClassesRandom, "strength", decisions)
  }

  /// The strength of the scores that all networks share beside that of another panel's HSF, on the
  /// images that both panels judged, and the differences.
  func beside(
    _ other: ImageTable, _ columns: [(model: String, column: ScoreColumn)],
    decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    let places = Dictionary(zip(other.images, 0...)) { first, _ in first }
    let common = table.images.indices.filter { places[table.images[$0]] != nil }
    let hsf = common.map { other.hsf[places[table.images[$0]] ?? 0] }
    let panel = ScoreColumn(
      name: other.key.annotationSet, values: hsf, direction: .higherIsEasier, usesLabel: true)
    let shared = columns.filter { entry in
      entry.column.isShared && !common.contains { entry.column.values[$0].isNaN }
    }.map { entry in
      let column = entry.column
      return (
        model: entry.model,
        column: ScoreColumn(
          name: column.name, values: common.map { column.values[$0] },
          direction: column.direction, usesLabel: column.usesLabel)
      )
    }
    guard !shared.isEmpty else { return [] }
    return rows(
      of: shared + [(model: "people", column: panel)], table.rows(common),
      .ratersAndClassesRandom, "panel_strength", lessLast: "panel_difference", decisions)
  }

  /// One row a score, and with a name for them the differences from the last one.
  private func rows(
    of columns: [(model: String, column: ScoreColumn)], _ table: ImageTable,
    _ population: Population, _ quantity: String, lessLast difference: String? = nil,
    _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    guard let first = columns.first else { return [] }
    let key = key.with {
      $0.quantity = quantity
      $0.human = HumanMeasure.hsf.rawValue
      $0.method = CorrelationMethod.spearman.rawValue
      $0.population = population
    }
    do {
      let raters = try raters.selections(for: table)
      let joint = try JointCorrelations(
        .spearman, scores: columns.map(\.column.hardness),
        directions: columns.map { _ in .higherIsHarder }, human: table.hsf,
        humanDirection: .higherIsEasier, threads: decisions.threads)
      let images = try joint.covariance(
        population == .ratersRandom ? .images : .classesRandomDeleteOne(table.targetClass))
      let people = try joint.raterCovariance(raters, threads: decisions.threads)
      let both = images.adding(people)
      let alone = StrengthCovariance(count: columns.count, sources: [people])
      func row(_ key: ResultKey, _ contrast: StrengthContrast) throws -> EstimateResult {
        let estimate = joint.estimate(contrast, both)
        let interval = try estimate.interval(level: 1 - decisions.alpha)
        let test = estimate.test()
        let share = alone.variance(contrast).variance / both.variance(contrast).variance
        return EstimateResult(
          key, value: estimate.estimate, standardError: estimate.standardError, df: estimate.df,
          low: interval.low, high: interval.high,
          interval: "strength (both turned so that higher = harder); \(interval.method)",
          n: table.count, p: test.pValue.p, log10P: test.pValue.log10P,
          note: "\(Verdict.number(100 * share)) % of the variance is the choice of annotators")
      }
      let last = columns.count - 1
      return try columns.enumerated().map { index, entry in
        try row(
          key.with { ($0.model, $0.score) = (entry.model, entry.column.name) }, .strength(index))
      }
        + (difference == nil ? [] : columns.indices.dropLast()).map { index in
          let entry = columns[index]
          return try row(
            key.with {
              ($0.quantity, $0.model) = (difference ?? "", entry.model)
              ($0.score, $0.otherScore) = (entry.column.name, columns[last].column.name)
            }, .difference(index, last))
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
