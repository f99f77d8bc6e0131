package import StudyValues

/// The networks: accuracy and the mean of each score with its interval.
///
/// For each network, as estimates:
///
/// | quantity | what |
/// | --- | --- |
/// | `images` | the number of images that people judged |
/// | `accuracy` | with Wilson's interval |
/// | `mean` | of each `score`, with an interval of t over images |
package struct NetworksAnalysis: Analysis {
  package static let kind = "networks"
  package static let words: [Prose] = [
    "Means are over the images that have human answers, with 95 % intervals over images."
  ]

  /// The scores whose means are shown.
  package var scores: [String]

  /// Creates the analysis.
  package init(
    scores: [String] =
      ["avh", "angle", "confidence", "loss", "feature_norm", "rank"]
  ) { self.scores = scores }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    try fields.read(.scores, into: &scores)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable { case scores }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id, of: data)
    for table in try data.tables() {
      output.estimates.append(
        EstimateResult(
          ResultKey(id, "images", of: table), value: Double(table.count), n: table.count))
      if let correct = table.score("correct") {
        let known = correct.values.filter { !$0.isNaN }
        guard !known.isEmpty else { continue }
        output.estimates.append(
          try EstimateResult(
            ResultKey(id, "accuracy", of: table), share: known.count { $0 == 1 }, of: known.count,
            alpha: decisions.alpha))
      }
      for name in scores {
        guard let values = table.score(name)?.values.filter({ !$0.isNaN }),
          let mean = MeanEstimate(values)
        else { continue }
        var key = ResultKey(id, "mean", of: table)
        key.score = name
        output.estimates.append(EstimateResult(key, over: mean, alpha: decisions.alpha))
      }
    }
    return output
  }

  private static func mean(
    _ score: String, _ heading: String, _ kind: Column.Kind
  ) -> Pivot.Quantity {
    .init("mean_\(score)", heading, kind) { $0.quantity == "mean" && $0.score == score }
  }

  /// One line per network, then every mean with its interval.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    TableSpecification.pivot(
      "networks", "Accuracy and mean scores of each network.",
      Pivot(
        by: ["model"],
        [
          .init("accuracy", "Accuracy", .fixed(decimals: 3)),
          Self.mean("avh", "Mean AVH", .real(digits: 4)),
          Self.mean("confidence", "Mean confidence", .fixed(decimals: 3)),
          Self.mean("loss", "Mean loss", .fixed(decimals: 3)),
          Self.mean("feature_norm", "Mean |x|", .real(digits: 4)),
        ]), output.estimates)
      + TableSpecification.estimates(output.estimates, "Every mean with its interval.")
  }
}
