internal import Statistics
package import StudyValues

/// What one score adds to another, for an average class: a mixed model with slopes that differ between
/// classes.
///
/// Normal scores of the human measure on normal scores of both scores of a pair, all turned so that higher = harder,
/// with a random intercept and random slopes by class (REML, t with Satterthwaite's degrees of freedom;
/// lme4's `(1 + a + b || class)`). For each network and pair, as estimates with classes as the sample:
///
/// | quantity | what |
/// | --- | --- |
/// | `slope` | of `score`, given `other_score`; above 0 when it follows people |
/// | `slope_difference` | of `score` less that of `other_score`, from the model of their half sum and half difference |
/// | `class_deviation` | how much the slopes of `score` (the intercepts, without one) differ between classes |
/// | `residual_deviation` | of what is left |
///
/// It is a working model: where many images share one value of the human measure, normal scores are not
/// normal. A singular fit, where classes cannot be told to differ, says so in the note. Where they cannot be told to
/// differ in the slope itself, its error is that of other images of these classes: at a level of 5 % such
/// slopes were beyond chance in 16 % of simulated studies of 10 classes without a difference (the others in 3 %), so
/// they decide no claim about classes and count as p = 1 where p is adjusted for the number of networks.
///
/// Keys: `human` (`hsf`), `pairs`, `models` (all), `set`.
package struct MixedModelAnalysis: Analysis {
  package static let kind = "mixed-model"
  package static let words: [Prose] = [
    """
    Normal scores of what people said, explained by both scores of a pair at once, with slopes that differ \
    between classes [@bates2015] [@kuznetsova2017]. A slope says what its score adds to the other in an average \
    class. Where the note says *singular*, classes could not be told to differ in the parts it names, and the \
    degrees of freedom are those of the model without them; a slope among these parts decides nothing about \
    classes as a sample, and its adjusted p is 1.
    """
  ]
  /// The quantity of the slope of the first score less that of the second.
  static let difference = "slope_difference"

  /// The human measure.
  package var human: HumanMeasure = .hsf
  /// The pairs of scores.
  package var pairs: [[String]]
  /// The networks, all of them when empty.
  package var models: [String] = []
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case human, pairs, models
    case annotationSet = "set"
  }

  package func networks(among all: [String]) -> [String] { models.isEmpty ? all : models }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id, of: data)
    for table in try data.tables(models, annotationSet: annotationSet) {
      for pair in pairs { output.estimates += rows(id, table, pair, decisions) }
    }
    Family.adjust(&output.estimates, method: decisions.adjustment)
    return output
  }

  private func rows(
    _ id: String, _ table: ImageTable, _ pair: [String], _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    let key = ResultKey(id, Self.difference, of: table).with {
      ($0.human, $0.method, $0.population) = (human.rawValue, "REML", .classesRandom)
      ($0.score, $0.otherScore) = (pair[0], pair[1])
    }
    guard let known = KnownValues(table, human: human, scores: pair) else {
      return [EstimateResult(key, value: nil, note: table.missingNote(pair))]
    }
    do {
      return try rows(key, known, decisions)
    } catch {
      return [EstimateResult(key, value: nil, n: known.count, note: "\(error)")]
    }
  }

  private func rows(
    _ key: ResultKey, _ known: KnownValues, _ decisions: AnalysisDecisions
  ) throws(StatisticsError) -> [EstimateResult] {
    let outcome = try NormalScores.of(known.humanHardness)
    let scores = try known.hardness.map { values throws(StatisticsError) in
      try NormalScores.of(values)
    }
    let pair = known.columns.map(\.name)
    let both = try MixedModel(outcome, columns: scores, classes: known.classes)
    // The slopes of two columns that resemble each other do not differ between classes independently; those
    // of their half sum and half difference do.
    let halves = [1.0, -1].map { sign in zip(scores[0], scores[1]).map { ($0 + sign * $1) / 2 } }
    let apart = try MixedModel(outcome, columns: halves, classes: known.classes)
    let names = ["the intercept"] + pair.map { "the slope of \($0)" }
    var rows: [EstimateResult] = []
    for (index, score) in pair.enumerated() {
      let slope = key.with {
        ($0.quantity, $0.score, $0.otherScore) = ("slope", score, pair[1 - index])
      }
      rows.append(try Self.row(slope, both, index, names, known.count, decisions))
    }
    rows.append(
      try Self.row(
        key, apart, 1, ["the intercept", "the slope of both", "the difference"], known.count,
        decisions))
    let scored: [String?] = [nil] + pair
    for (name, deviation) in zip(scored, both.classDeviations) {
      rows.append(
        EstimateResult(
          key.with {
            ($0.quantity, $0.score) = ("class_deviation", name)
            $0.otherScore = name.map { $0 == pair[0] ? pair[1] : pair[0] }
          }, value: deviation, n: both.classes))
    }
    rows.append(
      EstimateResult(
        key.with { ($0.quantity, $0.score, $0.otherScore) = ("residual_deviation", nil, nil) },
        value: both.residualDeviation, n: known.count))
    return rows
  }

  /// The row of one slope, with what a singular fit means for it.
  private static func row(
    _ key: ResultKey, _ model: MixedModel, _ column: Int, _ names: [String], _ n: Int,
    _ decisions: AnalysisDecisions
  ) throws(StatisticsError) -> EstimateResult {
    var row = try EstimateResult(key, model.slope(column), decisions: decisions, n: n)
    guard model.isSingular else { return row }
    let equal = zip(names, model.classDeviations).filter { $0.1 == 0 }.map(\.0)
    row.note = "singular: no difference between classes in \(equal.joined(separator: ", "))"
    row.decidesNothing = model.classDeviations[column + 1] == 0
    if row.decidesNothing {
      row.addNote(
        "the error is that of these classes and decides nothing about others, so that p counts as 1 where it is adjusted"
      )
      row.detectable = nil
    }
    return row
  }

  /// One line per network, pair and score, then the differences.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    let rows = output.estimates
    return TableSpecification.estimates(
      rows.filter { $0.key.quantity == Self.difference }, id: "differences",
      """
      The slope of the first score less that of the second, in normal scores of the human measure for one \
      normal score.
      """)
      + TableSpecification.estimates(
        rows.filter { $0.key.quantity == "slope" }, id: "slopes",
        "The slope of each score, given the other.")
      + TableSpecification.estimates(
        rows.filter { $0.key.quantity.hasSuffix("_deviation") }, id: "deviations",
        "How much intercepts and slopes differ between classes, and what is left.")
  }
}

extension MixedModelAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    try fields.read(.human, into: &human)
    pairs = try ScorePairs.read(fields, .pairs)
    try fields.read(.models, into: &models)
    try fields.read(.annotationSet, into: &annotationSet)
  }
}
