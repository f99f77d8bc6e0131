internal import Statistics
package import StudyValues

/// Whether confidence is right as often as it says, and follows what people find ambiguous.
///
/// Confidence is the largest probability, correctness whether that class is the label. For each network
/// (`role: final`) or each degraded run (`role: degraded`, the unaltered images as level 0 beside them):
/// accuracy, mean confidence, signed gap (over images, and over classes as a sample), ECE with a bootstrap
/// interval, the ECE expected of a calibrated network and the bracket that leaves, MCE, ACE, Brier score
/// with its parts, negative log-likelihood, and a reliability diagram as series.
///
/// With `temperature` the same again, names ending in `_after_temperature`, when logits are at hand: each half
/// of the images is scaled by the temperature fitted on the other half. `confidence_minus_hsf` compares
/// mean confidence with HSF over all images and per bin of HSF: confidence that tracks ambiguity has 0
/// everywhere.
///
/// Keys: `role` (`final`), `bins` (15), `temperature` (true), `resamples` (500), `models` (all), `set`.
package struct CalibrationAnalysis: Analysis {
  /// Which runs are judged.
  package var role: RunRole
  /// The number of bins.
  package var bins: Int
  /// Whether temperature-scaled confidence is judged too.
  package var temperature: Bool
  /// The number of resamples of each ECE.
  package var resamples: Int
  /// The networks, all of them when empty.
  package var models: [String]
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// Creates the analysis.
  package init(
    role: RunRole = .final, bins: Int = 15, temperature: Bool = true, resamples: Int = 500,
    models: [String] = [], annotationSet: String? = nil
  ) {
    self.role = role
    self.bins = bins
    self.temperature = temperature
    self.resamples = resamples
    self.models = models
    self.annotationSet = annotationSet
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    role = try fields.decodeIfPresent(RunRole.self, forKey: .role) ?? .final
    bins = try fields.decodeIfPresent(Int.self, forKey: .bins) ?? 15
    temperature = try fields.decodeIfPresent(Bool.self, forKey: .temperature) ?? true
    resamples = try fields.decodeIfPresent(Int.self, forKey: .resamples) ?? 500
    models = try fields.decodeIfPresent([String].self, forKey: .models) ?? []
    annotationSet = try fields.decodeIfPresent(String.self, forKey: .annotationSet)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case role, bins, temperature, resamples, models
    case annotationSet = "set"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = AnalysisOutput(analysis: id, kind: AnalysisKind.calibration.rawValue)
    let set = annotationSet ?? data.annotationSets[0]
    for model in models.isEmpty ? data.models : models {
      if role == .final {
        let table = try data.table(model: model, annotationSet: set)
        try append(table, group: model, to: &output, decisions)
        try appendAmbiguity(table, to: &output, decisions)
        if temperature { try appendScaled(model, table, data, to: &output, decisions) }
      } else {
        try appendLevels(model, set, data, to: &output, decisions)
      }
    }
    if output.isEmpty, output.notes.isEmpty {
      output.notes = ["no data: the study names no networks"]
    }
    return output
  }

  @discardableResult
  private func append(
    _ table: ImageTable, group: String, to output: inout AnalysisOutput,
    _ decisions: AnalysisDecisions
  ) throws -> [EstimateResult] {
    guard let sample = CalibrationSample(table, group: group) else {
      output.notes.append("no data: \(group) has no probabilities")
      return []
    }
    let rows = try sample.rows(
      id: output.analysis, bins: bins, resamples: resamples, decisions: decisions)
    output.estimates += rows.estimates
    output.series += rows.series
    return rows.estimates
  }

  // MARK: - Temperature

  private func appendScaled(
    _ model: String, _ table: ImageTable, _ data: some AnalysisData,
    to output: inout AnalysisOutput, _ decisions: AnalysisDecisions
  ) throws {
    guard let matrix = try data.logits(model: model), let values = matrix.rows(of: table.images)
    else {
      output.notes.append("no temperature for \(model): its logits are not at hand")
      return
    }
    let logits = try LogitRows(values, classCount: matrix.classCount)
    let labels = table.targetClass.map { Int32($0) }
    let fit = try TemperatureFit(
      logits, labels: labels, seed: decisions.seed, threads: decisions.threads)
    for (index, half) in fit.halves.enumerated() {
      output.estimates.append(
        EstimateResult(
          analysis: output.analysis, name: "temperature_of_half_\(index + 1)", group: model,
          value: half.temperature, n: half.n, method: "least negative log-likelihood on that half",
          note: half.reachedLimit ? "the likelihood has no maximum inside the range" : nil))
    }
    let predicted = try PredictedClasses(
      logits, labels: labels, temperatures: fit.temperatures, threads: decisions.threads)
    let sample = CalibrationSample(
      group: model, suffix: "_after_temperature", confidence: predicted.confidences,
      correct: predicted.correct, losses: predicted.trueClassLogProbabilities.map { -$0 },
      classes: table.targetClass)
    let rows = try sample.rows(
      id: output.analysis, bins: bins, resamples: resamples, decisions: decisions)
    output.estimates += rows.estimates
    output.series += rows.series
  }

  // MARK: - Levels

  private func appendLevels(
    _ model: String, _ set: String, _ data: some AnalysisData, to output: inout AnalysisOutput,
    _ decisions: AnalysisDecisions
  ) throws {
    let runs = try data.runs(model: model, role: role)
    guard !runs.isEmpty else {
      output.notes.append("\(model) has no \(role.rawValue) runs")
      return
    }
    let unaltered = try append(
      data.table(model: model, annotationSet: set), group: "\(model) unaltered", to: &output,
      decisions)
    var started: Set<String> = []
    for run in runs {
      let condition = run.condition ?? run.step.map { "step \($0)" } ?? role.rawValue
      let level = run.level ?? run.step.map { Double($0) } ?? 0
      let table = try data.table(model: model, run: run, annotationSet: set)
      let rows = try append(
        table, group: "\(model) \(condition) \(Verdict.number(level))", to: &output, decisions)
      if started.insert(condition).inserted {
        output.series += points(unaltered, "\(model) \(condition)", 0, output.analysis)
      }
      output.series += points(rows, "\(model) \(condition)", level, output.analysis)
    }
  }

  /// The points of one level on the curves over levels.
  private func points(
    _ rows: [EstimateResult], _ curve: String, _ level: Double, _ id: String
  ) -> [SeriesPoint] {
    ["accuracy", "mean_confidence", "signed_gap", "ece", "nll"].compactMap { name in
      rows.first { $0.name == name }.map { row in
        SeriesPoint(
          analysis: id, name: "\(curve):\(name)", x: level, value: row.value, low: row.low,
          high: row.high, n: row.n)
      }
    }
  }

  // MARK: - Ambiguity

  /// Mean confidence less HSF, over all images and in each bin of HSF.
  private func appendAmbiguity(
    _ table: ImageTable, to output: inout AnalysisOutput, _ decisions: AnalysisDecisions
  ) throws {
    guard let confidence = table.score("max_probability")?.values else { return }
    let hsf = table.hsf
    let model = table.key.model
    let groups = try ImageGroup.groups(of: table, by: .all) + ImageGroup.groups(of: table, by: .bin)
    for group in groups {
      let known = group.indices.filter { !confidence[$0].isNaN }
      let isAll = group.label == "all"
      var row = EstimateResult(
        analysis: output.analysis, name: "confidence_minus_hsf",
        group: isAll ? model : "\(model) \(group.label)", value: nil, n: known.count,
        method: "mean of the largest probability less HSF; normal interval over images")
      if let mean = MeanEstimate(known.map { confidence[$0] - hsf[$0] }) {
        row.value = mean.value
        (row.low, row.high) = mean.interval(alpha: decisions.alpha)
      } else {
        row.note = "fewer than 2 images"
      }
      output.estimates.append(row)
      guard !isAll, let mean = MeanEstimate(known.map { confidence[$0] }) else { continue }
      let limits = mean.interval(alpha: decisions.alpha)
      output.series.append(
        SeriesPoint(
          analysis: output.analysis, name: "\(model):confidence_by_hsf",
          x: known.reduce(0) { $0 + hsf[$1] } / Double(known.count), value: mean.value,
          low: limits.low, high: limits.high, n: known.count))
    }
  }
}
