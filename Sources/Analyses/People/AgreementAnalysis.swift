internal import Annotations
package import Statistics
package import StudyValues

/// How far the annotators agree, and how each of them compares with the others.
///
/// For each annotation set, as estimates:
///
/// | quantity | what |
/// | --- | --- |
/// | `agreement` by method | the `measures`, with bootstrap intervals over images |
/// | `agreement` by `cohen-kappa` | of two annotators, where a set has just two, on the images that both answered |
/// | `rater_answers` | the answers of a person |
/// | `rater_yes` | the share of yes, in a yes-or-no task |
/// | `rater_agreement`, `rater_kappa` | against the others on the same images, kappa corrected for the person's own habits |
/// | `dawid_skene_accuracy` | the chance to be right under the model of Dawid and Skene |
///
/// Those about persons exist where annotators are persons: the median over annotators with the least and
/// largest as range, then one row for each `annotator`.
///
/// With `crossed` (each annotator judged many of the same images, as in ReaL) correlations of `scores`
/// with HSF have an interval that adds the choice of annotators, by leaving out one at a time, to that of
/// images. Where each annotator saw few images, leave it out: images then carry the voting noise.
///
/// Keys: `sets` (all), `measures`, `resamples` (500), `crossed` (false), `scores`, `methods`.
package struct AgreementAnalysis: Analysis {
  package static let kind = "agreement"
  package static let words: [Prose] = [
    """
    Agreement is over pairs of answers to one image. Kappa and alpha fall when one class dominates, AC1 does \
    not. A person's kappa compares them with the others on the same images, corrected for their own \
    habits [@dawid1979].
    """
  ]

  /// The annotation sets; all of the study when empty.
  package var sets: [String]
  /// The measures.
  package var measures: [PanelAgreement.Measure]
  /// The number of resamples of each interval.
  package var resamples: Int
  /// Whether annotators judged many of the same images.
  package var crossed: Bool
  /// The scores correlated with intervals over annotators.
  package var scores: [String]
  /// The coefficients of those.
  package var methods: [CoefficientName]

  /// Creates the analysis.
  package init(
    sets: [String] = [],
    measures: [PanelAgreement.Measure] = [
      .percentAgreement, .fleissKappa, .gwetAC1, .alphaNominal,
    ],
    resamples: Int = 500, crossed: Bool = false, scores: [String] = [],
    methods: [CoefficientName] = [.spearman]
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
    self.init()
    try fields.read(.sets, into: &sets)
    try fields.read(.measures, into: &measures)
    try fields.read(.resamples, into: &resamples, in: 1...10_000_000)
    try fields.read(.crossed, into: &crossed)
    try fields.read(.scores, into: &scores)
    try fields.read(.methods, into: &methods)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case sets, measures, resamples, crossed, scores, methods
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    for set in sets.isEmpty ? data.annotationSets : sets {
      let key = ResultKey(analysis: id, quantity: "", annotationSet: set)
      let given = try data.answers(annotationSet: set)
      let answers = given?.withoutRepeats ?? given
      let labelled = try answers.map {
        try RaterTable($0).labelled(classCount: data.classNames.count)
      }
      if let votes = try data.votes(annotationSet: set) {
        let (counts, note) = try data.agreementVotes(votes, annotationSet: set)
        if let note { output.notes.append(note) }
        output.estimates += counts.agreement(
          measures, key, resamples: resamples, decisions)
      } else if let labelled {
        let levels = try answers.map { try RaterTable($0).levels(classCount: labelled.classCount) }
        // No, maybe and yes are in an order, at equal distances: what that changes stands beside it.
        let ordered: [PanelAgreement.Measure] =
          answers.map { RaterTable($0).hasOrderedLevels } == true
          ? [.alphaOrdinal, .alphaInterval] : []
        output.estimates += (levels ?? labelled).counts.agreement(
          measures + ordered.filter { !measures.contains($0) }, key, resamples: resamples,
          decisions)
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
      output.estimates += pair(key, labelled, decisions)
      output.estimates += try persons(key, answers, labelled, decisions)
      guard crossed else { continue }
      for table in try data.tables(annotationSet: set) {
        for method in methods.map(\.method) {
          output.correlations += crossedRows(table, given ?? answers, method, decisions)
        }
      }
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    if data.annotationSets.isEmpty {
      output.notes.append("no data: the study names no annotation set")
    }
    return output
  }

  // MARK: - Persons

  /// Cohen's kappa where a set has two annotators, whose habits differ; nothing for more of them.
  private func pair(
    _ key: ResultKey, _ answers: LabelledAnswers, _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    let active = Set(answers.annotators).sorted()
    guard active.count == 2 else { return [] }
    var given = [[Int32?]](repeating: .init(repeating: nil, count: answers.imageCount), count: 2)
    for (answer, annotator) in answers.annotators.enumerated() {
      given[annotator == active[0] ? 0 : 1][Int(answers.images[answer])] = answers.labels[answer]
    }
    let both = zip(given[0], given[1]).compactMap { first, second in
      first.flatMap { first in second.map { (first, $0) } }
    }
    var row = EstimateResult(
      key.with {
        ($0.quantity, $0.method, $0.population) = ("agreement", "cohen-kappa", .images)
      }, value: nil, n: both.count)
    do {
      let kappa = try CohenKappa(
        both.map(\.0), both.map(\.1), classCount: answers.classCount)
      row.value = kappa.value
      guard kappa.standardError > 0 else {
        row.note = "the two never differ, so that its error is unknown"
        return [row]
      }
      let interval = try kappa.interval(level: 1 - decisions.alpha)
      row.standardError = kappa.standardError
      (row.low, row.high, row.interval) = (interval.low, interval.high, interval.method)
    } catch {
      row.note = "\(error)"
    }
    return [row]
  }

  private func persons(
    _ key: ResultKey, _ answers: AnswerTriples, _ labelled: LabelledAnswers,
    _ decisions: AnalysisDecisions
  ) throws(StatisticsError) -> [EstimateResult] {
    let screen = RaterScreen(labelled).rows
    // With many classes the confusions of all annotators are large, and mostly of no use.
    let unidentified = DawidSkene.reason(for: labelled)
    let model =
      unidentified == nil
      ? try DawidSkene(labelled, options: .init(threads: decisions.threads)) : nil
    let accuracies = model?.accuracies ?? screen.map { _ in .nan }
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
      guard let least = known.first, let largest = known.last else {
        rows.append(
          EstimateResult(
            key.with { $0.quantity = name }, value: nil,
            note: Self.reason(name, screen, unidentified)))
        continue
      }
      rows.append(
        EstimateResult(
          key.with { $0.quantity = name }, value: Quantile.type7(known, 0.5), rangeLow: least,
          rangeHigh: largest, n: known.count,
          note: "median over annotators"
            + (name == "dawid_skene_accuracy" ? Self.unsettled(model) : "")))
    }
    for person in screen where person.answers > 0 {
      for (name, values) in columns where !values[person.annotator].isNaN {
        rows.append(
          EstimateResult(
            key.with {
              $0.quantity = name
              ($0.grouping, $0.group) = (Self.annotator, answers.annotators[person.annotator])
            }, value: values[person.annotator], n: person.answers))
      }
    }
    return rows
  }

  /// What is said of a fit that its iterations did not settle.
  private static func unsettled(_ model: DawidSkene?) -> String {
    guard let model, !model.converged else { return "" }
    return "; the fit had not settled after \(model.iterations) iterations"
  }

  /// Why nobody has a value.
  private static func reason(
    _ name: String, _ screen: [RaterScreen.Row], _ unidentified: String?
  ) -> String {
    if name == "dawid_skene_accuracy", let unidentified { return unidentified }
    guard screen.contains(where: { $0.comparedAnswers > 0 }) else {
      return "no annotator answered what another one did"
    }
    return screen.contains { $0.comparedAnswers > 1 }
      ? "all answers are of one class, so that chance agrees as well"
      : "no annotator has two answers to images that others answered"
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
          for: table, among: known.indices)
        let sign = known.columns[0].sign * HumanMeasure.hsf.sign
        let covariance = try joint.covariance(.images).adding(
          joint.raterCovariance(raters, threads: decisions.threads))
        let estimate = joint.strength(0, covariance)
        row.statistic = try method.correlation(known.human, known.scores[0]).coefficient
        try row.set(estimate, of: .ratersRandom, level: 1 - decisions.alpha, sign: sign)
      } catch {
        row.note = "\(error)"
      }
      return row
    }
  }

  // MARK: - Tables

  /// The grouping of rows about one person.
  private static let annotator = "annotator"

  /// The sets, then one line per annotator.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    let persons = output.estimates.filter { $0.key.grouping == Self.annotator }
    return TableSpecification.estimates(
      output.estimates.filter { $0.key.grouping != Self.annotator },
      "Agreement of each set; for annotators the median with the least and largest.")
      + TableSpecification.pivot(
        "annotators", "Each annotator against the others on the same images.",
        Pivot(
          by: ["annotation_set", "group"],
          [
            .init("rater_answers", "Answers", .integer),
            .init("rater_yes", "Share of yes", .coefficient(decimals: 3)),
            .init("rater_agreement", "Agreement", .coefficient(decimals: 3)),
            .init("rater_kappa", "Kappa", .coefficient(decimals: 3)),
            .init(
              "dawid_skene_accuracy", "Accuracy by Dawid and Skene", .coefficient(decimals: 3)),
          ]), persons
      ).showing(["group": "Annotator"])
      + TableSpecification.correlations(output.correlations)
  }
}
