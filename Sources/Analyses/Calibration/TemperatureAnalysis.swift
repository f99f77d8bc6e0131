internal import Networks
internal import Statistics
package import StudyValues

/// Whether confidence loses, or wins, only because of its temperature or its saturation.
///
/// Dividing the logits by a temperature changes the order of images by confidence. For each network with
/// logits at hand: the estimate `temperature` of each `half` of the images; the correlation of people's measure with the label's probability at temperature 1
/// (`confidence`), at the temperature fitted on the other half of the images (`confidence_scaled`), and of the
/// largest probability at that temperature (`max_probability_scaled`); the comparison of each score of
/// `against` with `confidence_scaled`; and the strength over a range of `temperatures` as the curve
/// `strength_at_temperature`. Ranks come from log-probabilities, so nothing saturates.
///
/// Keys: `human` (`hsf`), `against` (`[avh]`), `temperatures` (.25 to 8), `set`.
package struct TemperatureAnalysis: Analysis {
  package static let kind = "temperature"
  package static let words: [Prose] = [
    """
    Each half of the images is scaled by the temperature fitted on the other half [@guo2017]. If AVH were \
    ahead of confidence only because confidence saturates, scaling would close the gap.
    """
  ]

  /// The human measure.
  package var human: HumanMeasure = .hsf
  /// The scores that scaled confidence is compared with.
  package var against: [String] = ["avh"]
  /// The temperatures of the curve.
  package var temperatures: [Double] = [0.25, 0.5, 1, 2, 4, 8]
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case human, against, temperatures
    case annotationSet = "set"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id, of: data)
    for table in try data.tables(annotationSet: annotationSet) {
      guard let matrix = try data.logits(model: table.key.model),
        let values = matrix.rows(of: table.images)
      else {
        output.notes.append("no data: the logits of \(table.key.model) are not at hand")
        continue
      }
      do {
        let scaled = ScaledTable(
          table: table, logits: try LogitRows(values, classCount: matrix.classCount),
          labels: table.targetClass.map { Int32($0) }, decisions: decisions)
        try append(scaled, to: &output)
      } catch let error as StatisticsError {
        output.notes.append("no data: \(table.key.model): \(error)")
      }
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    Family.adjust(&output.comparisons, method: decisions.adjustment)
    return output
  }

  /// A table with its logits.
  private struct ScaledTable {
    let table: ImageTable
    let logits: LogitRows
    let labels: [Int32]
    let decisions: AnalysisDecisions

    /// The log-probabilities of the label and of the answer as scores.
    func columns(
      _ temperatures: [Double], suffix: String
    ) throws(StatisticsError) -> [ScoreColumn] {
      let predicted = try PredictedClasses(
        logits, labels: labels, temperatures: temperatures, threads: decisions.threads)
      return [
        ScoreColumn(
          name: "confidence\(suffix)", values: predicted.trueClassLogProbabilities,
          direction: .higherIsEasier, usesLabel: true),
        ScoreColumn(
          name: "max_probability\(suffix)", values: predicted.logConfidences,
          direction: .higherIsEasier, usesLabel: false),
      ]
    }
  }

  private func append(_ scaled: ScaledTable, to output: inout AnalysisOutput) throws {
    let (table, decisions) = (scaled.table, scaled.decisions)
    let fit = try TemperatureFit(
      scaled.logits, labels: scaled.labels, seed: decisions.seed, threads: decisions.threads)
    output.estimates += fit.rows(ResultKey(output.analysis, "temperature", of: table))
    let plain = try scaled.columns(scaled.labels.map { _ in 1 }, suffix: "")
    let fitted = try scaled.columns(fit.temperatures, suffix: "_scaled")
    let extended = table.adding(plain + fitted)
    let names = (plain + fitted).map(\.name) + against
    output.correlations += try CorrelationAnalysis(human: human, scores: names)
      .rows(of: extended, scores: names, decisions: decisions)
    output.comparisons += try ComparisonAnalysis(
      human: human,
      pairs: against.map { [$0, fitted[0].name] } + [[fitted[0].name, plain[0].name]]
    ).rows(of: extended, decisions: decisions)
    for temperature in temperatures {
      let column = try scaled.columns(scaled.labels.map { _ in temperature }, suffix: "")[0]
      let known = KnownValues(table, human: human, columns: [column])
      let joint = try known.joint(.spearman, threads: decisions.threads)
      let interval = try joint.strength(0, joint.covariance(.images))
        .interval(level: 1 - decisions.alpha)
      var key = ResultKey(output.analysis, "strength_at_temperature", of: table)
      (key.human, key.score) = (human.rawValue, column.name)
      (key.method, key.population) = (CorrelationMethod.spearman.rawValue, .images)
      output.series.append(
        SeriesPoint(
          key, x: temperature, value: joint.strengths[0], low: interval.low, high: interval.high,
          n: known.count))
    }
  }
}

extension ImageTable {
  /// The table with further scores in place of those of the same names.
  func adding(_ columns: [ScoreColumn]) -> ImageTable {
    let names = Set(columns.map(\.name))
    return with(scores: scores.filter { !names.contains($0.name) } + columns)
  }
}

extension TemperatureAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    try fields.read(.human, into: &human)
    try fields.read(.against, into: &against)
    try fields.read(.temperatures, into: &temperatures)
    try fields.read(.annotationSet, into: &annotationSet)
  }
}
