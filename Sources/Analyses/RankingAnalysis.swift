internal import Statistics
package import StudyValues

/// Which score is best: every score of every network against every human measure, ranked.
///
/// Scores that know the label and scores that do not are ranked apart, since knowing it is worth more
/// than any formula. For each network, human measure, coefficient and population: a correlation row per
/// score, and two estimates in the group `network | human | coefficient | population | family`:
///
/// * `rank:<score>`: its place by strength; the limits are the best and worst place that the simultaneous
///   comparisons of all pairs (largest |t|) leave open;
/// * `behind_best:<score>`: how far its strength is behind the best, with the simultaneous interval and the
///   step-down p-value.
///
/// Populations: `images`, `fixed` (these classes) and `random` (classes as a sample). With `crossed` the
/// choice of annotators is added, for HSF from single answers of persons.
///
/// Keys: `scores`, `humans` (`[hsf]`), `methods` (`[spearman]`), `classes` (`[fixed, random]`), `crossed`
/// (false), `draws` (10,000), `set`.
package struct RankingAnalysis: Analysis {
  /// The populations that a manifest can name.
  package enum Population: String, Codable, CaseIterable, Sendable {
    case images, fixed, random
  }

  /// The scores.
  package var scores: [String]
  /// The human measures.
  package var humans: [HumanMeasure]
  /// The coefficients.
  package var methods: [CoefficientName]
  /// The populations of classes.
  package var classes: [Population]
  /// Whether the choice of annotators is added.
  package var crossed: Bool
  /// The number of draws of the largest |t|.
  package var draws: Int
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// Creates the analysis.
  package init(
    scores: [String], humans: [HumanMeasure] = [.hsf], methods: [CoefficientName] = [.spearman],
    classes: [Population] = [.fixed, .random], crossed: Bool = false, draws: Int = 10_000,
    annotationSet: String? = nil
  ) {
    self.scores = scores
    self.humans = humans
    self.methods = methods
    self.classes = classes
    self.crossed = crossed
    self.draws = draws
    self.annotationSet = annotationSet
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    scores = try fields.decode([String].self, forKey: .scores)
    humans = try fields.decodeIfPresent([HumanMeasure].self, forKey: .humans) ?? [.hsf]
    methods = try fields.decodeIfPresent([CoefficientName].self, forKey: .methods) ?? [.spearman]
    classes = try fields.decodeIfPresent([Population].self, forKey: .classes) ?? [.fixed, .random]
    crossed = try fields.decodeIfPresent(Bool.self, forKey: .crossed) ?? false
    draws = try fields.decodeIfPresent(Int.self, forKey: .draws) ?? 10_000
    annotationSet = try fields.decodeIfPresent(String.self, forKey: .annotationSet)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case scores, humans, methods, classes, crossed, draws
    case annotationSet = "set"
  }

  /// The names of the two families of scores.
  static let families: [(usesLabel: Bool, name: String)] = [
    (true, "knows the label"), (false, "does not"),
  ]

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = AnalysisOutput(analysis: id, kind: AnalysisKind.ranking.rawValue)
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
            do {
              try append(
                table, human, method, members, family.name, answers, to: &output, decisions)
            } catch {
              output.notes.append("\(model), \(human.rawValue), \(method.rawValue): \(error)")
            }
          }
        }
      }
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    if data.models.isEmpty { output.notes.append("no data: the study names no networks") }
    return output
  }

  private func append(
    _ table: ImageTable, _ human: HumanMeasure, _ method: CorrelationMethod, _ members: [String],
    _ family: String, _ answers: AnswerTriples?, to output: inout AnalysisOutput,
    _ decisions: AnalysisDecisions
  ) throws(StatisticsError) {
    guard let known = KnownValues(table, human: human, scores: members) else { return }
    let joint = try known.joint(method, threads: decisions.threads)
    var raters: StrengthCovariance.Source?
    if human == .hsf, let answers {
      raters = try joint.raterCovariance(
        RaterTable(answers).selections(
          images: known.indices.map { table.images[$0] }, targets: known.classes),
        threads: decisions.threads)
    }
    for population in classes {
      let design: SamplingDesign =
        switch population {
        case .images: .images
        case .fixed: .classesFixed(known.classes)
        case .random: .classesRandomDeleteOne(known.classes)
        }
      var covariance = try joint.covariance(design)
      if let raters { covariance = covariance.adding(raters) }
      output.correlations += try correlations(
        table, known, human, joint, covariance, decisions)
      let ranking = try ScoreRanking(
        joint, covariance, level: 1 - decisions.alpha, draws: draws, seed: decisions.seed,
        threads: decisions.threads)
      let group = [
        table.key.model, human.rawValue, method.rawValue, population.rawValue, family,
      ].joined(separator: " | ")
      for row in ranking.rows {
        output.estimates += estimates(
          output.analysis, row, members[row.score], group, n: known.count, covariance.name)
      }
    }
  }

  private func correlations(
    _ table: ImageTable, _ known: KnownValues, _ human: HumanMeasure, _ joint: JointCorrelations,
    _ covariance: StrengthCovariance, _ decisions: AnalysisDecisions
  ) throws(StatisticsError) -> [CorrelationResult] {
    var rows: [CorrelationResult] = []
    for (index, column) in known.columns.enumerated() {
      var row = CorrelationResult(
        table, human: human, score: column.name, method: joint.method.rawValue, n: known.count,
        dropped: known.dropped)
      let strength = joint.strength(index, covariance)
      let sign = column.sign * human.sign
      row.statistic = strength.estimate * sign
      row.set(strength.test())
      row.testStatistic = row.testStatistic.map { $0 * sign }
      let interval = try strength.interval(level: 1 - decisions.alpha)
      let limits = [interval.low * sign, interval.high * sign].sorted()
      (row.ciLow, row.ciHigh, row.ciLevel) = (limits[0], limits[1], interval.level)
      row.ciMethod = interval.method
      rows.append(row)
    }
    return rows
  }

  private func estimates(
    _ id: String, _ row: ScoreRanking.Row, _ score: String, _ group: String, n: Int,
    _ method: String
  ) -> [EstimateResult] {
    [
      EstimateResult(
        analysis: id, name: "rank:\(score)", group: group, value: Double(row.rank),
        low: Double(row.rankLow), high: Double(row.rankHigh), n: n, method: "max-t, \(method)"),
      EstimateResult(
        analysis: id, name: "behind_best:\(score)", group: group, value: row.behindBest,
        low: row.behindBestInterval?.low, high: row.behindBestInterval?.high, n: n,
        method: "max-t, \(method)", p: row.behindBestP?.p, log10P: row.behindBestP?.log10P),
    ]
  }
}
