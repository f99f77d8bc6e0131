internal import Statistics
package import StudyValues

/// The votes for the true class as a logistic function of a score, with room for images of equal score to
/// differ.
///
/// For each network and `score`, as estimates:
///
/// | quantity | what |
/// | --- | --- |
/// | `slope` | log-odds for one step of the (normal) score, beta-binomial; below 0 when higher = harder |
/// | `dispersion` | of the binomial model; 1 when the score says all there is to say |
/// | `deviance_explained` | share of the binomial null deviance |
/// | `intraclass_correlation` | of two votes for one image given the score |
/// | `between_image_variance_explained` | share of that correlation that the score takes away |
/// | `held_out_gain` | beta-binomial log-likelihood of unseen images above no score, nats an image |
/// | `gain_difference` | of `pairs`: held-out log-likelihood of `score` less that of `other_score` |
///
/// The difference has two populations: `images`, and `classes-random`, the mean of the classes' means.
///
/// Keys: `scores`, `pairs`, `basis` (`normal-scores`, `linear` or `spline` with 4 degrees of freedom), `folds`
/// (5; 0 leaves the held-out part out), `models` (all), `set`.
package struct CountRegressionAnalysis: Analysis {
  package static let kind = "count-regression"
  package static let words: [Prose] = [
    """
    The votes for the label as a logistic function of a score, with room for images of equal score to differ \
    (beta-binomial). A dispersion above 1 says how much is left to explain; the held-out gain is the only \
    figure here that no fit can flatter.
    """
  ]

  /// The quantity of the held-out log-likelihood of one score less that of another.
  static let gainDifference = "gain_difference"

  /// The forms in which a score can enter.
  package enum Basis: String, Codable, CaseIterable, Sendable {
    case linear
    case normalScores = "normal-scores"
    case spline

    var form: ScoreBasis {
      switch self {
      case .linear: .linear
      case .normalScores: .normalScores
      case .spline: .naturalSpline(degreesOfFreedom: 4)
      }
    }
  }

  /// The scores.
  package var scores: [String]
  /// The pairs of scores that are compared.
  package var pairs: [[String]] = []
  /// The form in which the score enters.
  package var basis: Basis = .normalScores
  /// The number of folds.
  package var folds = 5
  /// The networks, all of them when empty.
  package var models: [String] = []
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case scores, pairs, basis, folds, models
    case annotationSet = "set"
  }

  package func networks(among all: [String]) -> [String] { models.isEmpty ? all : models }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    let set = annotationSet ?? data.annotationSets[0]
    guard try data.selections(annotationSet: set).areCounts else {
      output.notes.append("no data: `\(set)` holds probabilities, and a regression needs counts")
      return output
    }
    for table in try data.tables(models, annotationSet: set) {
      let names = scores + pairs.flatMap { $0 }.filter { !scores.contains($0) }
      guard let known = KnownValues(table, human: .hsf, scores: names) else {
        output.notes.append("no data: \(table.key.model): \(table.missingNote(names) ?? "")")
        continue
      }
      let counts: SelectionCounts
      do {
        counts = try SelectionCounts(votes: known.indices.map { table.selections[$0] }, set: set)
      } catch {
        output.notes.append("no data: \(error)")
        return output
      }
      var heldOut: [String: [Double]] = [:]
      for (index, score) in names.enumerated() {
        output.estimates += rows(
          key(id, table, score), counts, known.scores[index], decisions, &heldOut[score])
      }
      for pair in pairs {
        output.estimates += differences(id, table, pair, heldOut, known.classes, decisions)
      }
    }
    Family.adjust(&output.estimates, method: decisions.adjustment)
    if output.isEmpty, output.notes.isEmpty {
      output.notes = ["no data: the study names no networks"]
    }
    return output
  }

  private func key(_ id: String, _ table: ImageTable, _ score: String) -> ResultKey {
    var key = ResultKey(id, "slope", of: table)
    (key.human, key.score) = (HumanMeasure.hsf.rawValue, score)
    return key
  }

  private func rows(
    _ key: ResultKey, _ counts: SelectionCounts, _ score: [Double],
    _ decisions: AnalysisDecisions, _ heldOut: inout [Double]?
  ) -> [EstimateResult] {
    var rows: [EstimateResult] = []
    func add(_ quantity: String, _ value: Double, by method: String?, note: String? = nil) {
      rows.append(
        EstimateResult(
          key.with { ($0.quantity, $0.method) = (quantity, method) }, value: value,
          n: counts.count, note: note))
    }
    do {
      let binomial = try BinomialRegression(counts, score: score, basis: basis.form)
      let beta = try BetaBinomialRegression(counts, score: score, basis: basis.form)
      if basis != .spline {
        let error = beta.standardErrors[1]
        let half = Normal.quantile(1 - decisions.alpha / 2) * error
        let slope = beta.coefficients[1]
        rows.append(
          EstimateResult(
            key.with {
              ($0.method, $0.population) = ("beta-binomial, \(basis.rawValue)", .images)
            }, value: slope, standardError: error, low: slope - half, high: slope + half,
            interval: "Wald", n: counts.count))
      }
      add(
        "dispersion", binomial.dispersion, by: "binomial",
        note: "Pearson's statistic over its degrees of freedom")
      add("deviance_explained", binomial.devianceExplained, by: "binomial")
      add("intraclass_correlation", beta.intraclassCorrelation, by: "beta-binomial")
      add(
        "between_image_variance_explained", beta.betweenImageVarianceExplained,
        by: "beta-binomial")
      guard folds > 0 else { return rows }
      let validation = try CountCrossValidation(
        counts, score: score, basis: basis.form, folds: folds, seed: decisions.seed,
        threads: decisions.threads)
      heldOut = validation.betaBinomial
      let gains = zip(validation.betaBinomial, validation.betaBinomialBaseline).map { $0 - $1 }
      if let gain = MeanEstimate(gains) {
        rows.append(
          EstimateResult(
            key.with { $0.quantity = "held_out_gain" }, over: gain, alpha: decisions.alpha,
            note: "nats an image above no score, \(folds) folds"))
      }
    } catch {
      rows.append(EstimateResult(key, value: nil, n: counts.count, note: "\(error)"))
    }
    return rows
  }

  private func differences(
    _ id: String, _ table: ImageTable, _ pair: [String], _ heldOut: [String: [Double]],
    _ classes: [Int], _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    guard let first = heldOut[pair[0]], let second = heldOut[pair[1]] else { return [] }
    let gains = zip(first, second).map { $0 - $1 }
    let key = key(id, table, pair[0]).with {
      ($0.quantity, $0.otherScore) = (Self.gainDifference, pair[1])
    }
    return [
      MeanEstimate(gains).map {
        EstimateResult(key, over: $0, alpha: decisions.alpha, note: "nats an image")
      },
      MeanEstimate(gains.means(byClass: classes)).map {
        EstimateResult(
          key, overClasses: $0, alpha: decisions.alpha, note: "mean of the classes' means")
      },
    ].compactMap(\.self).map { $0.tested(alpha: decisions.alpha) }
  }

  /// One line per network and score, and the differences of pairs.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    TableSpecification.pivot(
      "regression", "Regressions of the votes; the gain is in nats an image.",
      Pivot(
        by: ["model", "score"],
        [
          .init("slope", "Slope", .fixed(decimals: 3)),
          .init("dispersion", "Dispersion", .fixed(decimals: 2)),
          .init("deviance_explained", "Deviance explained", .coefficient(decimals: 3)),
          .init("intraclass_correlation", "ICC", .coefficient(decimals: 3)),
          .init(
            "between_image_variance_explained", "Between-image share", .coefficient(decimals: 3)),
          .init("held_out_gain", "Held-out gain", .coefficient(decimals: 4)),
        ], showing: [.interval]), output.estimates)
      + TableSpecification.estimates(
        output.estimates.filter { $0.key.quantity == Self.gainDifference }, id: "gains",
        "Differences of the held-out log-likelihood, first less second, in nats an image.")
  }
}

extension CountRegressionAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    scores = try fields.decode([String].self, forKey: .scores)
    pairs = try ScorePairs.read(fields, .pairs, optional: true)
    try fields.read(.basis, into: &basis)
    try fields.read(.folds, into: &folds, in: 2...10_000)
    try fields.read(.models, into: &models)
    try fields.read(.annotationSet, into: &annotationSet)
  }
}
