internal import Statistics
package import StudyValues

/// How far the annotators agree, and how each of them compares with the others.
///
/// For each annotation set, as estimates with the set as group: the `measures` of agreement with bootstrap
/// intervals over images. Where annotators are persons, further estimates with one person as group:
/// `rater_answers`, `rater_agreement`, `rater_kappa` (against the others on the same images, corrected for
/// the person's own habits), `rater_yes` in a yes-or-no task, and `dawid_skene_accuracy`, the chance to be
/// right under the model of Dawid and Skene; and their least, middle and largest values for the set.
///
/// With `crossed` (each annotator judged many of the same images, as in ReaL) correlations of `scores`
/// with HSF have an interval that adds the choice of annotators, by leaving out one at a time, to that of
/// images. Where each annotator saw few images, leave it out: images then carry the voting noise.
///
/// Keys: `sets` (all), `measures`, `resamples` (500), `crossed` (false), `scores`, `methods`.
package struct AgreementAnalysis: Analysis {
  /// The measures that a manifest can name.
  package enum Measure: String, Codable, CaseIterable, Sendable {
    case percentAgreement = "percent-agreement"
    case fleissKappa = "fleiss-kappa"
    case gwetAC1 = "gwet-ac1"
    case alphaNominal = "krippendorff-alpha-nominal"
    case alphaOrdinal = "krippendorff-alpha-ordinal"
    case alphaInterval = "krippendorff-alpha-interval"
  }

  /// The annotation sets; all of the study when empty.
  package var sets: [String]
  /// The measures.
  package var measures: [Measure]
  /// The number of resamples of each interval.
  package var resamples: Int
  /// Whether annotators judged many of the same images.
  package var crossed: Bool
  /// The scores correlated with intervals over annotators.
  package var scores: [String]
  /// The coefficients of those.
  package var methods: [CoefficientName]

  /// The measures shown when the manifest names none.
  package static let usualMeasures: [Measure] = [
    .percentAgreement, .fleissKappa, .gwetAC1, .alphaNominal,
  ]

  /// Creates the analysis.
  package init(
    sets: [String] = [], measures: [Measure] = Self.usualMeasures, resamples: Int = 500,
    crossed: Bool = false, scores: [String] = [], methods: [CoefficientName] = [.spearman]
  ) {
    self.sets = sets
    self.measures = measures
    self.resamples = resamples
    self.crossed = crossed
    self.scores = scores
    self.methods = methods
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    sets = try fields.decodeIfPresent([String].self, forKey: .sets) ?? []
    measures = try fields.decodeIfPresent([Measure].self, forKey: .measures) ?? Self.usualMeasures
    resamples = try fields.decodeIfPresent(Int.self, forKey: .resamples) ?? 500
    crossed = try fields.decodeIfPresent(Bool.self, forKey: .crossed) ?? false
    scores = try fields.decodeIfPresent([String].self, forKey: .scores) ?? []
    methods = try fields.decodeIfPresent([CoefficientName].self, forKey: .methods) ?? [.spearman]
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case sets, measures, resamples, crossed, scores, methods
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = AnalysisOutput(analysis: id, kind: AnalysisKind.agreement.rawValue)
    for set in sets.isEmpty ? data.annotationSets : sets {
      let answers = try data.answers(annotationSet: set)
      let labelled = try answers.map {
        try RaterTable($0).labelled(classCount: data.classNames.count)
      }
      if let votes = try data.votes(annotationSet: set) {
        let counts = try VoteCounts(votes.counts, classCount: votes.classNames.count)
        output.estimates += panel(id, set, counts, decisions)
      } else if let labelled {
        output.estimates += panel(id, set, labelled.counts, decisions)
      } else {
        output.notes.append("no data: `\(set)` has neither votes over classes nor single answers")
      }
      guard let answers, let labelled, answers.annotatorsArePersons else {
        let reason = StudyValuesError.needsPersons(
          method: "a look at each annotator (Dawid-Skene, agreement with the others)",
          identity: answers == nil ? .none : .position)
        output.notes.append("`\(set)`: \(reason)")
        continue
      }
      output.estimates += try persons(id, set, answers, labelled, decisions)
      guard crossed else { continue }
      for model in data.models {
        let table = try data.table(model: model, annotationSet: set)
        for method in methods.map(\.method) {
          output.correlations += crossedRows(table, answers, method, decisions)
        }
      }
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    if data.annotationSets.isEmpty {
      output.notes.append("no data: the study names no annotation set")
    }
    return output
  }

  private func panel(
    _ id: String, _ set: String, _ counts: VoteCounts, _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    measures.compactMap { PanelAgreement.Measure(rawValue: $0.rawValue) }.map { measure in
      var row = EstimateResult(analysis: id, name: measure.rawValue, group: set, value: nil)
      do {
        let panel = try PanelAgreement(counts)
        let estimate = try panel.estimate(
          measure, resamples: resamples, level: 1 - decisions.alpha, seed: decisions.seed,
          threads: decisions.threads)
        row.value = estimate.value
        (row.low, row.high) = (estimate.interval.low, estimate.interval.high)
        (row.n, row.method) = (panel.images, "bootstrap of \(resamples) over images")
      } catch {
        row.note = "\(error)"
      }
      return row
    }
  }

  // MARK: - Persons

  private func persons(
    _ id: String, _ set: String, _ answers: AnswerTriples, _ labelled: LabelledAnswers,
    _ decisions: AnalysisDecisions
  ) throws(StatisticsError) -> [EstimateResult] {
    let screen = RaterScreen(labelled).rows
    let model = try DawidSkene(labelled, options: .init(threads: decisions.threads))
    let accuracies = model.accuracies
    var columns: [(name: String, values: [Double])] = [
      ("rater_answers", screen.map { Double($0.answers) }),
      ("rater_agreement", screen.map(\.agreement)), ("rater_kappa", screen.map(\.kappa)),
      ("dawid_skene_accuracy", accuracies),
    ]
    if labelled.classCount == 2 {
      columns.insert(("rater_yes", screen.map { $0.labelShares[1] }), at: 1)
    }
    var rows: [EstimateResult] = []
    for (name, values) in columns {
      let known = values.filter { !$0.isNaN }.sorted()
      guard let least = known.first, let largest = known.last else { continue }
      rows.append(
        EstimateResult(
          analysis: id, name: name, group: set, value: Quantile.type7(known, 0.5), low: least,
          high: largest, n: known.count, method: "median over annotators; least and largest",
          note: name == "dawid_skene_accuracy" && !model.converged
            ? "the fit had not settled after \(model.iterations) iterations" : nil))
    }
    for person in screen where person.answers > 0 {
      for (name, values) in columns where !values[person.annotator].isNaN {
        rows.append(
          EstimateResult(
            analysis: id, name: name, group: "annotator \(answers.annotators[person.annotator])",
            value: values[person.annotator], n: person.answers))
      }
    }
    return rows
  }

  // MARK: - Crossed annotators

  private func crossedRows(
    _ table: ImageTable, _ answers: AnswerTriples, _ method: CorrelationMethod,
    _ decisions: AnalysisDecisions
  ) -> [CorrelationResult] {
    scores.map { score in
      var row = CorrelationResult(table, human: .hsf, score: score, method: method.rawValue)
      guard let known = KnownValues(table, human: .hsf, scores: [score]) else {
        row.note = table.missingNote([score])
        return row
      }
      (row.n, row.dropped) = (known.count, known.dropped)
      do {
        let joint = try known.joint(method, threads: decisions.threads)
        let raters = try RaterTable(answers).selections(
          images: known.indices.map { table.images[$0] }, targets: known.classes)
        let sign = known.columns[0].sign * HumanMeasure.hsf.sign
        let covariance = try joint.covariance(.images).adding(
          joint.raterCovariance(raters, threads: decisions.threads))
        let estimate = joint.strength(0, covariance)
        row.statistic = estimate.estimate * sign
        row.set(estimate.test())
        let interval = try estimate.interval(level: 1 - decisions.alpha)
        let limits = [interval.low * sign, interval.high * sign].sorted()
        (row.ciLow, row.ciHigh, row.ciLevel) = (limits[0], limits[1], interval.level)
        row.ciMethod = interval.method
        row.testStatistic = row.testStatistic.map { $0 * sign }
      } catch {
        row.note = "\(error)"
      }
      return row
    }
  }
}
