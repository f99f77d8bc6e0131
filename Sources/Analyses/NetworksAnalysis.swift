internal import Statistics
package import StudyValues

/// The networks: accuracy and the mean of each score with its interval.
///
/// Gives, per network, `accuracy` with a Wilson interval and `mean_<score>` with a normal interval of
/// the mean over images, and `images`, the number of images scored.
package struct NetworksAnalysis: Analysis {
  /// The scores whose means are shown.
  package var scores: [String]

  /// Creates the analysis.
  package init(scores: [String] = Self.usualScores) { self.scores = scores }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    scores = try fields.decodeIfPresent([String].self, forKey: .scores) ?? Self.usualScores
  }

  /// The scores shown when the manifest names none.
  package static let usualScores = ["avh", "angle", "confidence", "loss", "feature_norm", "rank"]

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable { case scores }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = AnalysisOutput(analysis: id, kind: AnalysisKind.networks.rawValue)
    let z = Normal.quantile(1 - decisions.alpha / 2)
    for model in data.models {
      let table = try data.table(model: model, annotationSet: data.annotationSets[0])
      output.estimates.append(
        EstimateResult(
          analysis: id, name: "images", group: model, value: Double(table.count), n: table.count))
      if let correct = table.score("correct") {
        let known = correct.values.filter { !$0.isNaN }
        let right = known.count { $0 == 1 }
        guard !known.isEmpty else { continue }
        let interval = try Proportion.wilson(
          successes: right, trials: known.count, level: 1 - decisions.alpha)
        output.estimates.append(
          EstimateResult(
            analysis: id, name: "accuracy", group: model,
            value: Double(right) / Double(known.count), low: interval.low, high: interval.high,
            n: known.count, method: "Wilson"))
      }
      for name in scores {
        guard let values = table.score(name)?.values.filter({ !$0.isNaN }), values.count > 1
        else { continue }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
        output.estimates.append(
          EstimateResult(
            analysis: id, name: "mean_\(name)", group: model, value: mean, low: mean - z * error,
            high: mean + z * error, n: values.count, method: "normal interval of the mean"))
      }
    }
    if data.models.isEmpty { output.notes.append("no data: the study names no networks") }
    return output
  }
}
