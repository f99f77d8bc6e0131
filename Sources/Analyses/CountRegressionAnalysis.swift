internal import Statistics
package import StudyValues

/// The votes for the true class as a logistic function of a score, with room for images of equal score to
/// differ.
///
/// For each network and score, as estimates in the group `network score`:
///
/// | name | what |
/// | --- | --- |
/// | `slope` | log-odds for one step of the (normal) score, beta-binomial; below 0 when higher = harder |
/// | `dispersion` | of the binomial model; 1 when the score says all there is to say |
/// | `deviance_explained` | share of the binomial null deviance |
/// | `intraclass_correlation` | of two votes for one image given the score |
/// | `between_image_variance_explained` | share of that correlation that the score takes away |
/// | `held_out_gain` | beta-binomial log-likelihood of unseen images above no score, nats an image |
///
/// For `pairs` the difference of the held-out log-likelihoods, first minus second, over images and over
/// classes as a sample (`gain_difference`, in the groups `network first - second` with `, classes random`).
///
/// Keys: `scores`, `pairs`, `basis` (`normal-scores`, `linear` or `spline` with 4 degrees of freedom), `folds`
/// (5; 0 leaves the held-out part out), `models` (all), `set`.
package struct CountRegressionAnalysis: Analysis {
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
  package var pairs: [[String]]
  /// The form in which the score enters.
  package var basis: Basis
  /// The number of folds.
  package var folds: Int
  /// The networks, all of them when empty.
  package var models: [String]
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// Creates the analysis.
  package init(
    scores: [String], pairs: [[String]] = [], basis: Basis = .normalScores, folds: Int = 5,
    models: [String] = [], annotationSet: String? = nil
  ) {
    self.scores = scores
    self.pairs = pairs
    self.basis = basis
    self.folds = folds
    self.models = models
    self.annotationSet = annotationSet
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    scores = try fields.decode([String].self, forKey: .scores)
    pairs = try ScorePairs.read(fields, .pairs, optional: true)
    basis = try fields.decodeIfPresent(Basis.self, forKey: .basis) ?? .normalScores
    folds = try fields.decodeIfPresent(Int.self, forKey: .folds) ?? 5
    models = try fields.decodeIfPresent([String].self, forKey: .models) ?? []
    annotationSet = try fields.decodeIfPresent(String.self, forKey: .annotationSet)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case scores, pairs, basis, folds, models
    case annotationSet = "set"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = AnalysisOutput(analysis: id, kind: AnalysisKind.countRegression.rawValue)
    let set = annotationSet ?? data.annotationSets[0]
    guard try data.selections(annotationSet: set).areCounts else {
      output.notes.append("no data: `\(set)` holds probabilities, and a regression needs counts")
      return output
    }
    for model in models.isEmpty ? data.models : models {
      let table = try data.table(model: model, annotationSet: set)
      let names = scores + pairs.flatMap { $0 }.filter { !scores.contains($0) }
      guard let known = KnownValues(table, human: .hsf, scores: names) else {
        output.notes.append("no data: \(model): \(table.missingNote(names) ?? "")")
        continue
      }
      let counts = try SelectionCounts(
        selected: known.indices.map { table.selected[$0] },
        shown: known.indices.map { table.shown[$0] })
      var heldOut: [String: [Double]] = [:]
      for (index, score) in names.enumerated() {
        output.estimates += rows(
          output.analysis, "\(model) \(score)", counts, known.scores[index], decisions,
          &heldOut[score])
      }
      for pair in pairs {
        output.estimates += differences(
          output.analysis, model, pair, heldOut, known.classes, decisions)
      }
    }
    if output.isEmpty, output.notes.isEmpty {
      output.notes = ["no data: the study names no networks"]
    }
    return output
  }

  private func rows(
    _ id: String, _ group: String, _ counts: SelectionCounts, _ score: [Double],
    _ decisions: AnalysisDecisions, _ heldOut: inout [Double]?
  ) -> [EstimateResult] {
    var rows: [EstimateResult] = []
    func add(
      _ name: String, _ value: Double, _ limits: (low: Double, high: Double)?,
      _ method: String
    ) {
      rows.append(
        EstimateResult(
          analysis: id, name: name, group: group, value: value, low: limits?.low,
          high: limits?.high, n: counts.count, method: method))
    }
    do {
      let binomial = try BinomialRegression(counts, score: score, basis: basis.form)
      let beta = try BetaBinomialRegression(counts, score: score, basis: basis.form)
      if basis != .spline {
        let half = Normal.quantile(1 - decisions.alpha / 2) * beta.standardErrors[1]
        let slope = beta.coefficients[1]
        add("slope", slope, (slope - half, slope + half), "beta-binomial, \(basis.rawValue); Wald")
      }
      add("dispersion", binomial.dispersion, nil, "Pearson's statistic over its degrees of freedom")
      add("deviance_explained", binomial.devianceExplained, nil, "binomial")
      add("intraclass_correlation", beta.intraclassCorrelation, nil, "beta-binomial")
      add(
        "between_image_variance_explained", beta.betweenImageVarianceExplained, nil,
        "beta-binomial")
      guard folds > 0 else { return rows }
      let validation = try CountCrossValidation(
        counts, score: score, basis: basis.form, folds: folds, seed: decisions.seed,
        threads: decisions.threads)
      heldOut = validation.betaBinomial
      let gains = zip(validation.betaBinomial, validation.betaBinomialBaseline).map { $0 - $1 }
      if let gain = MeanEstimate(gains) {
        add(
          "held_out_gain", gain.value, gain.interval(alpha: decisions.alpha),
          "nats an image above no score, \(folds) folds; normal interval over images")
      }
    } catch {
      rows.append(
        EstimateResult(
          analysis: id, name: "slope", group: group, value: nil, n: counts.count, note: "\(error)"))
    }
    return rows
  }

  private func differences(
    _ id: String, _ model: String, _ pair: [String], _ heldOut: [String: [Double]],
    _ classes: [Int], _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    guard let first = heldOut[pair[0]], let second = heldOut[pair[1]] else { return [] }
    let gains = zip(first, second).map { $0 - $1 }
    let group = "\(model) \(pair[0]) - \(pair[1])"
    var rows: [EstimateResult] = []
    if let mean = MeanEstimate(gains) {
      let limits = mean.interval(alpha: decisions.alpha)
      rows.append(
        EstimateResult(
          analysis: id, name: "gain_difference", group: group, value: mean.value, low: limits.low,
          high: limits.high, n: mean.n, method: "nats an image; normal interval over images"))
    }
    if let mean = MeanEstimate(gains.means(byClass: classes)) {
      let limits = mean.tInterval(alpha: decisions.alpha)
      rows.append(
        EstimateResult(
          analysis: id, name: "gain_difference", group: "\(group), classes random",
          value: mean.value, low: limits.low, high: limits.high, n: mean.n,
          method: "mean of the classes' means; t over classes"))
    }
    return rows
  }
}
