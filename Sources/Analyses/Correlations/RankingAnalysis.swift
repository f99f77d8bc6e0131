internal import Statistics
package import StudyValues

/// Which score is best: every score of every network against every human measure, ranked.
///
/// Scores that know the label and scores that do not are ranked apart, since knowing it is worth more
/// than any formula. For each network, human measure, coefficient and population: a correlation row per
/// score, and two estimates per score with the family as group (`label` or `no label`):
///
/// * `rank`: its place by strength; the range is the best and worst place that the simultaneous
///   comparisons of all pairs (largest |t|) leave open;
/// * `behind_best`: how far its strength is behind the best, with the simultaneous interval and the
///   single-step p-value, which goes with the interval.
///
/// With `crossed` the choice of annotators is added, for HSF from single answers of persons.
///
/// Keys: `scores`, `humans` (`[hsf]`), `methods` (`[spearman]`), `populations`
/// (`[classes-fixed, classes-random]`; also `images`), `crossed` (false), `draws` (10,000), `set`.
package struct RankingAnalysis: Analysis {
  package static let kind = "ranking"
  package static let words: [Prose] = [
    """
    Scores that know the label and scores that do not are ranked apart. A place has the range that \
    comparisons of all pairs at once leave open: scores whose ranges overlap are not told apart. Read \
    *classes-random* when the claim is about classes in general.
    """
  ]

  /// The scores.
  package var scores: [String]
  /// The human measures.
  package var humans: [HumanMeasure]
  /// The coefficients.
  package var methods: [CoefficientName]
  /// What is a random sample.
  package var populations: [Population]
  /// Whether the choice of annotators is added.
  package var crossed: Bool
  /// The number of draws of the largest |t|.
  package var draws: Int
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// Creates the analysis.
  package init(
    scores: [String], humans: [HumanMeasure] = [.hsf], methods: [CoefficientName] = [.spearman],
    populations: [Population] = [.classesFixed, .classesRandom], crossed: Bool = false,
    draws: Int = 10_000,
    annotationSet: String? = nil
  ) {
    self.scores = scores
    self.humans = humans
    self.methods = methods
    self.populations = populations
    self.crossed = crossed
    self.draws = draws
    self.annotationSet = annotationSet
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init(scores: try fields.decode([String].self, forKey: .scores))
    try fields.read(.humans, into: &humans)
    try fields.read(.methods, into: &methods)
    populations = try Populations.read(decoder) ?? populations
    try fields.read(.crossed, into: &crossed)
    try fields.read(.draws, into: &draws, in: 1...10_000_000)
    try fields.read(.annotationSet, into: &annotationSet)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case scores, humans, methods, populations, crossed, draws
    case annotationSet = "set"
  }

  /// The names of the two families of scores.
  static let families: [(usesLabel: Bool, name: String)] = [
    (true, "label"), (false, "no label"),
  ]

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id, of: data)
    let set = annotationSet ?? data.annotationSets[0]
    let answers = crossed ? try data.answers(annotationSet: set) : nil
    if crossed, answers == nil {
      output.notes.append("`\(set)` has counts only, so the choice of annotators is not added")
    }
    for model in data.models {
      let table = try data.table(model: model, annotationSet: set)
      if let note = table.missingNote(scores) { output.notes.append("\(model): \(note)") }
      for human in humans {
        for method in methods.map(\.method) {
          for family in Self.families {
            let members = scores.filter { table.score($0)?.usesLabel == family.usesLabel }
            guard !members.isEmpty else { continue }
            append(table, human, method, members, family.name, answers, to: &output, decisions)
          }
        }
      }
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    return output
  }

  /// One network's scores of one family; what one score or population lacks says nothing of the others.
  private func append(
    _ table: ImageTable, _ human: HumanMeasure, _ method: CorrelationMethod, _ members: [String],
    _ family: String, _ answers: AnswerTriples?, to output: inout AnalysisOutput,
    _ decisions: AnalysisDecisions
  ) {
    guard let all = KnownValues(table, human: human, scores: members) else { return }
    func leave(_ scores: [String], _ population: Population, _ reason: String) {
      for score in scores {
        var row = CorrelationResult(
          table, human: human, score: score, method: method.rawValue, n: all.count,
          dropped: all.dropped)
        row.population = hasRaters(human, answers) ? .ratersRandom : population
        row.note = reason
        let values = KnownValues(table, human: human, scores: [score])
        row.statistic = values.flatMap {
          try? method.correlation($0.human, $0.scores[0]).coefficient
        }
        output.correlations.append(row)
        let key = key(output.analysis, table, score, human, method, row.population, family)
        output.estimates.append(EstimateResult(key, value: nil, n: all.count, note: reason))
      }
      let text = "\(table.key.model), \(human.rawValue), \(method.rawValue): \(reason)"
      if !output.notes.contains(text) { output.notes.append(text) }
    }
    var varying: [String] = []
    for (score, values) in zip(members, all.scores) {
      if values.contains(where: { $0 != values[0] }) {
        varying.append(score)
      } else {
        populations.forEach { leave([score], $0, "every value of `\(score)` is the same") }
      }
    }
    guard !varying.isEmpty, let known = KnownValues(table, human: human, scores: varying)
    else { return }
    do {
      let joint = try known.joint(method, threads: decisions.threads)
      var raters: StrengthCovariance.Source?
      if let answers, hasRaters(human, answers) {
        raters = try joint.raterCovariance(
          RaterTable(answers).selections(for: table, among: known.indices),
          threads: decisions.threads)
      }
      for population in populations {
        do {
          try rank(
            table, human, method, known, joint, raters, family, population, to: &output, decisions)
        } catch {
          leave(varying, population, "\(error)")
        }
      }
    } catch {
      populations.forEach { leave(varying, $0, "\(error)") }
    }
  }

  /// Whether the choice of annotators is added.
  private func hasRaters(_ human: HumanMeasure, _ answers: AnswerTriples?) -> Bool {
    human == .hsf && answers != nil
  }

  private func key(
    _ analysis: String, _ table: ImageTable, _ score: String, _ human: HumanMeasure,
    _ method: CorrelationMethod, _ population: Population?, _ family: String
  ) -> ResultKey {
    ResultKey(analysis, "rank", of: table, score: score).with {
      ($0.human, $0.method, $0.population) = (human.rawValue, method.rawValue, population)
      ($0.grouping, $0.group) = ("knowledge", family)
    }
  }

  /// The rows of one population.
  private func rank(
    _ table: ImageTable, _ human: HumanMeasure, _ method: CorrelationMethod, _ known: KnownValues,
    _ joint: JointCorrelations, _ raters: StrengthCovariance.Source?, _ family: String,
    _ population: Population, to output: inout AnalysisOutput, _ decisions: AnalysisDecisions
  ) throws(StatisticsError) {
    var covariance = try joint.covariance(try Populations.design(population, known.classes))
    if let raters { covariance = covariance.adding(raters) }
    let named = raters == nil ? population : .ratersRandom
    let ranking = try ScoreRanking(
      joint, covariance, level: 1 - decisions.alpha, draws: draws, seed: decisions.seed,
      threads: decisions.threads)
    for (index, column) in known.columns.enumerated() {
      var row = CorrelationResult(
        table, human: human, score: column.name, method: method.rawValue, n: known.count,
        dropped: known.dropped)
      let strength = joint.strength(index, covariance)
      // As a correlation of the score alone gives it, to the last bit.
      row.statistic = try method.correlation(known.human, known.scores[index]).coefficient
      try row.set(
        strength, of: named, level: 1 - decisions.alpha, sign: column.sign * human.sign)
      output.correlations.append(row)
    }
    for row in ranking.rows {
      let key = key(
        output.analysis, table, known.columns[row.score].name, human, method, named, family)
      output.estimates += [
        EstimateResult(
          key, value: Double(row.rank), rangeLow: Double(row.rankLow),
          rangeHigh: Double(row.rankHigh), n: known.count,
          note: "range: max-t, \(covariance.name)"),
        row.behind(
          key.with { $0.quantity = "behind_best" }, how: covariance.name, n: known.count),
      ]
    }
  }

  /// Places and distances behind the best, one line per score, then the correlations.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    TableSpecification.pivot(
      "ranking",
      """
      The place of each score by strength, with the best and worst place that simultaneous comparisons \
      leave open, and how far it is behind the best.
      """,
      Pivot(
        by: ["model", "human", "method", "population", "group", "score"],
        [
          .init("rank", "Place", .integer),
          .init("behind_best", "Behind the best", .coefficient(decimals: 3)),
        ], showing: [.range, .interval, .p]), output.estimates)
      + TableSpecification.correlations(output.correlations)
  }
}
