internal import Statistics
package import StudyValues

/// Partial and semi-partial correlations of each score of a pair with a human measure, given the other.
///
/// For a pair `[avh, confidence]` both directions: AVH given confidence, and confidence given AVH. In a
/// partial correlation both the human measure and the score are freed of what is held constant, in a
/// semi-partial one only the score, so that its square is the further share of variance explained.
/// Each has two rows: images as the sample (Fisher's z with one pair less for each covariate, made for
/// normal data) and classes as the sample (leaving out one class at a time, t).
///
/// Keys: `human` (`hsf`), `pairs`, `given` (further scores held constant in every row), `methods`
/// (`[spearman]`), `set`.
package struct PartialAnalysis: Analysis {
  package static let kind = "partial"
  package static let words: [Prose] = [
    """
    What a score adds to another one. In a partial correlation human measure and score are freed of what \
    stands under *Given*, in a semi-partial one only the score. Of the two intervals read the jackknife over \
    classes when the claim is about classes in general; Fisher's is made for normal data.
    """
  ]

  /// The human measure.
  package var human: HumanMeasure
  /// The pairs of scores.
  package var pairs: [[String]]
  /// Further scores held constant.
  package var given: [String]
  /// The coefficients.
  package var methods: [CoefficientName]
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// Creates the analysis.
  package init(
    human: HumanMeasure = .hsf, pairs: [[String]], given: [String] = [],
    methods: [CoefficientName] = [.spearman], annotationSet: String? = nil
  ) {
    self.human = human
    self.pairs = pairs
    self.given = given
    self.methods = methods
    self.annotationSet = annotationSet
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init(pairs: try ScorePairs.read(fields, .pairs))
    try fields.read(.human, into: &human)
    try fields.read(.given, into: &given)
    try fields.read(.methods, into: &methods)
    try fields.read(.annotationSet, into: &annotationSet)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case human, pairs, given, methods
    case annotationSet = "set"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id, of: data)
    for table in try data.tables(annotationSet: annotationSet) {
      for pair in pairs {
        for method in methods {
          for direction in [pair, [pair[1], pair[0]]] {
            output.correlations += rows(table, direction, method.method, decisions)
          }
        }
      }
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    return output
  }

  /// The rows of one score, given the other of its pair.
  private func rows(
    _ table: ImageTable, _ pair: [String], _ method: CorrelationMethod,
    _ decisions: AnalysisDecisions
  ) -> [CorrelationResult] {
    let covariates = Array(pair.dropFirst()) + given
    return PartialCorrelation.Kind.allCases.flatMap { kind -> [CorrelationResult] in
      var row = CorrelationResult(
        table, human: human, score: pair[0], method: "\(kind.rawValue) \(method.rawValue)")
      row.covariates = covariates.joined(separator: ", ")
      guard let known = KnownValues(table, human: human, scores: [pair[0]] + covariates) else {
        row.note = table.missingNote([pair[0]] + covariates)
        return [row]
      }
      row.n = known.count
      row.dropped = known.dropped
      do {
        return try rows(row, known, kind, method, decisions)
      } catch {
        row.note = "\(error)"
        return [row]
      }
    }
  }

  private func rows(
    _ blank: CorrelationResult, _ known: KnownValues, _ kind: PartialCorrelation.Kind,
    _ method: CorrelationMethod, _ decisions: AnalysisDecisions
  ) throws(StatisticsError) -> [CorrelationResult] {
    let (human, scores) = (known.human, known.scores)
    let partial = try PartialCorrelation(
      human, scores[0], covariates: Array(scores.dropFirst()), method: method, kind: kind)
    var images = blank
    images.statistic = partial.coefficient
    images.population = .images
    images.take(try partial.test(.twoSided))
    images.set(try partial.interval(level: 1 - decisions.alpha))
    var classes = blank
    classes.statistic = partial.coefficient
    classes.population = .classesRandom
    do {
      let estimate = try ClassJackknife.estimate(
        partial.coefficient, classes: known.classes, isCorrelation: true,
        threads: decisions.threads
      ) { kept throws(StatisticsError) in
        try PartialCorrelation(
          kept.map { human[$0] }, kept.map { scores[0][$0] },
          covariates: scores.dropFirst().map { column in kept.map { column[$0] } },
          method: method, kind: kind
        ).coefficient
      }
      try classes.set(estimate, of: .classesRandom, level: 1 - decisions.alpha)
    } catch {
      classes.note = "classes as a sample: \(error)"
    }
    return [images, classes]
  }
}
