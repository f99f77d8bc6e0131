internal import Statistics
package import StudyValues

/// Whether confidence is right as often as it says, and follows what people find ambiguous.
///
/// Confidence is the largest probability, correctness whether that class is the label. For each network
/// (`role: final`) or each degraded run (`role: degraded`, the unaltered images as level 0 beside them),
/// as estimates of probabilities `as given` and, with `temperature` and logits at hand, `after temperature`
/// (the grouping is `probabilities`; each half of the images has the temperature fitted on the other half):
///
/// | quantity | what |
/// | --- | --- |
/// | `accuracy`, `mean_confidence`, `nll` | over images |
/// | `signed_gap`, `signed_gap_of_classes` | confidence less accuracy, over images and over classes |
/// | `ece`, `ece_corrected` | ECE as observed; less its bias, with the interval |
/// | `ece_if_calibrated`, `ece_bracket` | that of a calibrated network, what noise leaves |
/// | `mce`, `ace` | the largest gap of a bin, and ECE with bins of equal mass |
/// | `brier`, `brier_…` | the Brier score and its parts |
/// | `temperature` | fitted on each `half` |
/// | `confidence_minus_hsf` | over all images and per `bin` of HSF; 0 everywhere when confidence tracks ambiguity |
///
/// Curves: `reliability` by confidence, `confidence_by_hsf`, and over levels `accuracy`,
/// `mean_confidence`, `signed_gap`, `ece`, `nll`.
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
    self.init()
    try fields.read(.role, into: &role)
    try fields.read(.bins, into: &bins, in: 1...10_000)
    try fields.read(.temperature, into: &temperature)
    try fields.read(.resamples, into: &resamples, in: 1...10_000_000)
    try fields.read(.models, into: &models)
    try fields.read(.annotationSet, into: &annotationSet)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case role, bins, temperature, resamples, models
    case annotationSet = "set"
  }

  package func networks(among all: [String]) -> [String] {
    models.isEmpty ? (role == .final ? all : []) : models
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    let set = annotationSet ?? data.annotationSets[0]
    for model in models.isEmpty ? data.models : models {
      if role == .final {
        let table = try data.table(model: model, annotationSet: set)
        try append(table, to: &output, decisions)
        try appendAmbiguity(table, to: &output, decisions)
        if temperature {
          do {
            try appendScaled(model, table, data, to: &output, decisions)
          } catch let error as StatisticsError {
            output.notes.append("no temperature for \(model): \(error)")
          }
        }
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
    _ table: ImageTable, of run: RunKey? = nil, to output: inout AnalysisOutput,
    _ decisions: AnalysisDecisions
  ) throws -> [EstimateResult] {
    let key = key(output.analysis, table, CalibrationSample.grouping.given).with {
      guard let run else { return }
      ($0.condition, $0.level, $0.step) = (run.condition, run.level, run.step)
    }
    guard let sample = CalibrationSample(table, key: key) else {
      output.notes.append("no data: \(key.runName) has no probabilities")
      return []
    }
    let rows = try sample.rows(bins: bins, resamples: resamples, decisions: decisions)
    output.estimates += rows.estimates
    output.series += rows.series
    return rows.estimates
  }

  /// The key of the rows of some probabilities.
  private func key(_ id: String, _ table: ImageTable, _ group: String) -> ResultKey {
    ResultKey(id, "", of: table).with {
      ($0.grouping, $0.group) = (CalibrationSample.grouping.name, group)
    }
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
    output.estimates += fit.rows(ResultKey(output.analysis, "temperature", of: table))
    let predicted = try PredictedClasses(
      logits, labels: labels, temperatures: fit.temperatures, threads: decisions.threads)
    let sample = CalibrationSample(
      key: key(output.analysis, table, CalibrationSample.grouping.scaled),
      confidence: predicted.confidences, correct: predicted.correct,
      losses: predicted.trueClassLogProbabilities.map { -$0 }, classes: table.targetClass)
    let rows = try sample.rows(bins: bins, resamples: resamples, decisions: decisions)
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
      data.table(model: model, annotationSet: set), to: &output, decisions)
    var started: Set<String> = []
    for run in runs {
      let table = try data.table(model: model, run: run, annotationSet: set)
      let rows = try append(table, of: run, to: &output, decisions)
      if let condition = run.condition, started.insert(condition).inserted {
        output.series += points(unaltered, condition, 0)
      }
      output.series += points(rows, run.condition, run.level ?? run.step.map { Double($0) } ?? 0)
    }
  }

  /// The points of one level, or training step, on the curves.
  private func points(
    _ rows: [EstimateResult], _ condition: String?, _ level: Double
  ) -> [SeriesPoint] {
    ["accuracy", "mean_confidence", "signed_gap", "ece", "nll"].compactMap { quantity in
      rows.first { $0.key.quantity == quantity }.map { row in
        SeriesPoint(
          row.key.with { ($0.condition, $0.level, $0.step) = (condition, nil, nil) }, x: level,
          value: row.value, low: row.low, high: row.high, n: row.n)
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
    let groups = try ImageGroup.groups(of: table, by: .all) + ImageGroup.groups(of: table, by: .bin)
    for group in groups {
      let known = group.indices.filter { !confidence[$0].isNaN }
      var key = ResultKey(output.analysis, "confidence_minus_hsf", of: table, group: group)
      key.human = HumanMeasure.hsf.rawValue
      let note = "mean of the largest probability less HSF"
      output.estimates.append(
        MeanEstimate(known.map { confidence[$0] - hsf[$0] }).map {
          EstimateResult(key, over: $0, alpha: decisions.alpha, note: note)
        } ?? EstimateResult(key, value: nil, n: known.count, note: "fewer than 2 images"))
      guard group.grouping == .bin, let mean = MeanEstimate(known.map { confidence[$0] }) else {
        continue
      }
      let limits = mean.interval(alpha: decisions.alpha)
      output.series.append(
        SeriesPoint(
          key.with {
            ($0.quantity, $0.population) = ("confidence_by_hsf", .images)
            ($0.grouping, $0.group) = (nil, nil)
          }, x: known.reduce(0) { $0 + hsf[$1] } / Double(known.count), value: mean.value,
          low: limits.low, high: limits.high, n: known.count))
    }
  }
}
