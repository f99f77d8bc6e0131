import Files
internal import Networks
internal import Statistics
package import StudyValues

/// How alike two scores of a network order the images.
///
/// For each network and each two of `scores`, on the images of the set where both are known, both turned so
/// that higher = harder: 1 is the same order, 0 none, -1 the reverse. The score is the first in the order of
/// `scores`, the other score the second.
///
/// | quantity | what |
/// | --- | --- |
/// | `score_correlation` | the coefficient, with an interval from influence functions (the analytic one below 50 images) |
/// | `mean_score_correlation` | its mean over networks, with the least and greatest of them as range |
///
/// No test is made: two scores of the same outputs are related, and the question is how much. A pair without
/// a number keeps its row with the reason. No people are asked but for the images.
///
/// - Complexity: O(pairs x images x log images) a network.
///
/// Keys: `scores`, `methods` (`[spearman]`), `models` (all), `populations` (`[images]`), `set`.
package struct ScoreCorrelationsAnalysis: Analysis {
  package static let kind = "score-correlations"
  package static let words: [Prose] = [
    """
    Scores that order the images alike cannot follow people to very different degrees: where two of them \
    correlate near 1, a comparison of the two asks about the few images on which they part. Both are turned so \
    that higher means harder.
    """
  ]
  /// The quantity of one network.
  package static let quantity = "score_correlation"
  /// The quantity of all networks.
  package static let meanQuantity = "mean_score_correlation"

  /// The scores.
  package var scores: [String]
  /// The coefficients.
  package var methods: [CoefficientName] = [.spearman]
  /// The networks, all of them when empty.
  package var models: [String] = []
  /// What is a random sample; each gives a row.
  package var populations: [Population] = [.images]
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case scores, methods, models, populations
    case annotationSet = "set"
  }

  /// Creates the analysis.
  package init(scores: [String]) { self.scores = scores }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init(scores: try fields.decode([String].self, forKey: .scores))
    try fields.read(.methods, into: &methods)
    try fields.read(.models, into: &models)
    populations = try Populations.read(decoder) ?? populations
    try fields.read(.annotationSet, into: &annotationSet)
  }

  package func networks(among all: [String]) -> [String] { models.isEmpty ? all : models }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id, of: data)
    let pairs = scores.indices.flatMap { first in
      scores[(first + 1)...].map { (scores[first], $0) }
    }
    if pairs.isEmpty { output.notes.append("no data: one score has no other to be compared with") }
    for table in try data.tables(models, annotationSet: annotationSet) {
      for method in methods.map(\.method) {
        output.estimates += Parallel.map(count: pairs.count, threads: decisions.threads) { pair in
          rows(id, table, pairs[pair], method, decisions)
        }.flatMap(\.self)
      }
    }
    output.estimates += means(output.estimates)
    return output
  }

  /// The rows of two scores of a network, one a population.
  private func rows(
    _ id: String, _ table: ImageTable, _ pair: (String, String), _ method: CorrelationMethod,
    _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    let key = ResultKey(id, Self.quantity, of: table, score: pair.0).with {
      ($0.otherScore, $0.method) = (pair.1, method.rawValue)
    }
    func row(_ population: Population) -> EstimateResult {
      EstimateResult(key.with { $0.population = population }, value: nil)
    }
    guard let first = table.score(pair.0), let second = table.score(pair.1) else {
      let note = table.missingNote([pair.0, pair.1])
      return populations.map { population in
        var row = row(population)
        row.note = note
        return row
      }
    }
    let (all, others) = (first.hardness, second.hardness)
    let known = all.indices.filter { !all[$0].isNaN && !others[$0].isNaN }
    let (x, y) = (known.map { all[$0] }, known.map { others[$0] })
    let classes = known.map { table.targetClass[$0] }
    let value = Result { () throws(StatisticsError) in try method.correlation(x, y).coefficient }
    var joint: JointCorrelations?
    return populations.map { population in
      var row = row(population)
      row.n = known.count
      do {
        let value = try value.get()
        row.value = value
        guard abs(value) < 1 else {
          row.addNote("one order in all images, so that nothing varies and there is no interval")
          return row
        }
        let outcome = try CorrelationAnalysis.intervalMethod(
          method, population, images: known.count
        ).interval(
          method, score: x, human: y, classes: classes, level: 1 - decisions.alpha,
          options: .init(threads: 1), sharing: &joint)
        (row.low, row.high) = (outcome.interval.low, outcome.interval.high)
        row.interval = outcome.interval.method
        (row.standardError, row.df) = (outcome.estimate?.standardError, outcome.estimate?.df)
        if let caution = outcome.caution { row.addNote(caution) }
      } catch {
        row.addNote("\(error)")
      }
      return row
    }
  }

  /// The means over networks, where there are several with a number.
  private func means(_ rows: [EstimateResult]) -> [EstimateResult] {
    var order: [ResultKey] = []
    var values: [ResultKey: [Double]] = [:]
    for row in rows where row.key.population == populations.first {
      let key = row.key.with {
        ($0.quantity, $0.model, $0.population) = (Self.meanQuantity, nil, nil)
      }
      if values[key] == nil { order.append(key) }
      values[key, default: []] += row.value.map { [$0] } ?? []
    }
    return order.compactMap { key in
      guard let values = values[key], values.count > 1 else { return nil }
      return EstimateResult(
        key, value: values.reduce(0, +) / Double(values.count), rangeLow: values.min(),
        rangeHigh: values.max(), n: values.count, note: "mean over networks")
    }
  }

  /// The means, a column for each network, then everything.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    let leading = output.estimates.filter {
      $0.key.quantity == Self.quantity && $0.key.population == populations.first
    }
    let keys = (methods.count > 1 ? ["method"] : []) + ["score", "other_score"]
    return TableSpecification.pivot(
      "means", "Mean, least and greatest correlation between two scores over the networks.",
      Pivot(
        by: keys, [.init(Self.meanQuantity, "Mean", .coefficient(decimals: 3))],
        showing: [.range]), output.estimates
    ).showing(["other_score": "with"])
      + TableSpecification.pivot(
        "networks", "Correlations between scores in each network.",
        Pivot(
          by: keys,
          Pivot.across(\.model, of: Self.quantity, in: leading, .coefficient(decimals: 3))),
        leading
      ).showing(["other_score": "with"])
      + TableSpecification.estimates(output.estimates, "The same with intervals.")
      .showing(["other_score": "with"])
  }

  /// Every score against every other, over all networks.
  package func figures(of output: AnalysisOutput) -> [FigureSpecification] {
    Self.heatMap(of: output.estimates, model: nil, id: "scores", title: nil).map { [$0] } ?? []
  }

  /// The page for reading has room for twelve screens, and these rows answer no question of people.
  package static func reading(
    of outputs: [AnalysisOutput], in context: ReadingContext
  ) -> [Reading] { [] }

  /// The matrix of the first coefficient and population: of one network, or of all.
  ///
  /// - Parameters:
  ///   - rows: The rows of the analysis.
  ///   - model: The network; nil for the mean of all, or for the only one.
  ///   - id: The identifier of the figure.
  ///   - title: The title; one that names the network or networks when nil.
  /// - Returns: The figure; nil where there is no number.
  static func heatMap(
    of rows: [EstimateResult], model: String?, id: String, title: String?
  ) -> FigureSpecification? {
    let own = rows.filter { $0.key.quantity == quantity && $0.value != nil }
    let means = rows.filter { $0.key.quantity == meanQuantity }
    let models = Set(own.compactMap(\.key.model))
    let only = model ?? (models.count == 1 ? models.first : nil)
    let candidates = only.map { name in own.filter { $0.key.model == name } } ?? means
    guard let method = candidates.first?.key.method else { return nil }
    let population = candidates.first?.key.population
    let shown = candidates.filter {
      $0.key.method == method && $0.key.population == population
    }
    var names: [String] = []
    var values: [[String]: Double] = [:]
    for row in shown {
      guard let first = row.key.score, let second = row.key.otherScore, let value = row.value
      else { continue }
      for name in [first, second] where !names.contains(name) { names.append(name) }
      values[[first, second]] = value
      values[[second, first]] = value
    }
    guard names.count > 1 else { return nil }
    let networks = only.map { " in \($0)" } ?? ", mean over \(models.count, "network")"
    return FigureSpecification(
      id: id, title: title ?? "How alike the scores order the images\(networks)",
      caption: Prose(
        plain:
          "\(method.capitalizedFirst) correlations between scores\(networks), each turned so that higher means harder; a "
          + "score with itself is left out."),
      content: .heatMap(
        HeatMapFigure(
          rowNames: names.map(Score.title(of:)), columnNames: names.map(Score.title(of:)),
          values: names.map { first in names.map { values[[first, $0]] } },
          label: "correlation")))
  }
}
