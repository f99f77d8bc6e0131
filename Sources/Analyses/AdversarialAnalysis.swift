internal import Networks
internal import Statistics
package import StudyValues

/// How scores move along an attack that people do not see, against their unchanged answers.
///
/// | name | group | what |
/// | --- | --- | --- |
/// | `mean_<score>` | `step k` | the mean over the attacked images |
/// | `change_<score>` | `step k` | the paired change since step 0, as the score comes; classes random |
/// | `last_change_<score>` | `classes fixed`, `classes random` | the same at the last step |
/// | `risen_<score>` | network | the share of images whose score is higher at the last step than at step 0 |
/// | `strength_change_<score>` | `step k` | the change of the strength of the correlation with HSF since step 0, paired; classes random |
/// | `last_strength_change_<score>` | `classes fixed`, `classes random` | the same at the last step |
///
/// Correlations with HSF stand for each step. Series are named `<model>:mean_<score>` and
/// `<model>:spearman_<score>`, x being the step of the attack.
package struct AdversarialAnalysis: Analysis {
  /// The network; the first one with adversarial runs when absent.
  package var model: String?
  /// The condition of the runs; all adversarial runs when absent.
  package var condition: String?
  /// The scores.
  package var scores: [String]
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// Creates the analysis.
  package init(
    model: String? = nil, condition: String? = nil, scores: [String] = Self.usualScores,
    annotationSet: String? = nil
  ) {
    self.model = model
    self.condition = condition
    self.scores = scores
    self.annotationSet = annotationSet
  }

  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      model: try fields.decodeIfPresent(String.self, forKey: .model),
      condition: try fields.decodeIfPresent(String.self, forKey: .condition),
      scores: try fields.decodeIfPresent([String].self, forKey: .scores) ?? Self.usualScores,
      annotationSet: try fields.decodeIfPresent(String.self, forKey: .annotationSet))
  }

  /// The scores when the manifest names none.
  package static let usualScores = ["avh", "angle", "feature_norm", "confidence", "correct"]

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case model, condition, scores
    case annotationSet = "set"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = AnalysisOutput(analysis: id, kind: AnalysisKind.adversarial.rawValue)
    let set = annotationSet ?? data.annotationSets[0]
    let candidates = model.map { [$0] } ?? data.models
    guard
      let name = try candidates.first(where: {
        try !data.runs(model: $0, role: .adversarial).isEmpty
      })
    else {
      output.notes.append("no data: no network has adversarial runs")
      return output
    }
    let keys = try data.runs(model: name, role: .adversarial)
      .filter { $0.level != nil && (condition == nil || $0.condition == condition) }
      .sorted { ($0.level ?? 0) < ($1.level ?? 0) }
    guard keys.count >= 2 else {
      output.notes.append("no data: \(name) has \(keys.count) steps of an attack, two are needed")
      return output
    }
    let runs = AlignedRuns(
      try keys.map { try data.table(model: name, run: $0, annotationSet: set) })
    if let note = runs.note { output.notes.append(note) }
    let attack = Attack(
      id: id, model: name, steps: keys.compactMap(\.level), runs: runs, decisions: decisions)
    for score in scores {
      guard let columns = runs.columns(score) else {
        output.notes.append("`\(score)` is not in every step")
        continue
      }
      try attack.addChanges(score, columns, to: &output)
      if score != "correct" { try attack.addCorrelations(score, columns, to: &output) }
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    return output
  }
}

/// The steps of one attack on one network.
private struct Attack {
  let id: String
  let model: String
  let steps: [Double]
  let runs: AlignedRuns
  let decisions: AnalysisDecisions

  func addChanges(
    _ score: String, _ columns: [ScoreColumn], to output: inout AnalysisOutput
  ) throws {
    for (index, column) in columns.enumerated() {
      let mean = ImageMean(mean: column.values).row(
        id: id, name: "mean_\(score)", group: step(index), null: nil, method: "mean over images",
        classes: runs.classes, population: .fixed, decisions: decisions)
      output.estimates.append(mean)
      output.series.append(
        SeriesPoint(
          analysis: id, name: "\(model):mean_\(score)", x: steps[index], value: mean.value,
          low: mean.low, high: mean.high, n: mean.n))
      guard index > 0 else { continue }
      let change = ImageMean(mean: zip(column.values, columns[0].values).map { $0 - $1 })
      output.estimates.append(
        change.row(
          id: id, name: "change_\(score)", group: step(index), method: "paired over images",
          classes: runs.classes, population: .random, decisions: decisions))
      guard index == columns.count - 1 else { continue }
      output.estimates += change.rows(
        id: id, name: "last_change_\(score)", method: "last step less step 0, paired over images",
        classes: runs.classes, decisions: decisions)
      let risen = zip(column.values, columns[0].values).count { $0 > $1 }
      let interval = try Proportion.wilson(
        successes: risen, trials: runs.count, level: 1 - decisions.alpha)
      output.estimates.append(
        EstimateResult(
          analysis: id, name: "risen_\(score)", group: model,
          value: Double(risen) / Double(runs.count), low: interval.low, high: interval.high,
          n: runs.count, method: "share of images; Wilson"))
    }
  }

  func addCorrelations(
    _ score: String, _ columns: [ScoreColumn], to output: inout AnalysisOutput
  ) throws {
    let analysis = CorrelationAnalysis(scores: [score])
    for (index, table) in runs.tables.enumerated() {
      let rows = try analysis.rows(of: table, scores: [score], decisions: decisions)
      output.correlations += rows
      for row in rows {
        output.series.append(
          SeriesPoint(
            analysis: id, name: "\(model):spearman_\(score)", x: steps[index],
            value: row.statistic, low: row.ciLow, high: row.ciHigh, n: row.n))
      }
    }
    let last = columns.count - 1
    for index in 1...last {
      output.estimates.append(
        strengthChange(
          "strength_change_\(score)", columns, step: index, group: step(index), population: .random)
      )
    }
    for population in ComparisonAnalysis.Classes.allCases {
      output.estimates.append(
        strengthChange(
          "last_strength_change_\(score)", columns, step: last,
          group: "classes \(population.rawValue)", population: population))
    }
  }

  /// The strength of the correlation with HSF at one step less that at step 0, on the same images.
  private func strengthChange(
    _ name: String, _ columns: [ScoreColumn], step: Int, group: String,
    population: ComparisonAnalysis.Classes
  ) -> EstimateResult {
    var row = EstimateResult(
      analysis: id, name: name, group: group, value: nil, n: runs.count,
      method: "Spearman with HSF, both turned so that higher = harder; step less step 0")
    do {
      let joint = try JointCorrelations(
        .spearman, scores: [columns[step].hardness, columns[0].hardness],
        directions: [.higherIsHarder, .higherIsHarder], human: runs.tables[0].hsf,
        humanDirection: .higherIsEasier)
      row.value = joint.strengths[0] - joint.strengths[1]
      let design: SamplingDesign =
        population == .random ? .classesRandomDeleteOne(runs.classes) : .classesFixed(runs.classes)
      let estimate = joint.difference(0, 1, try joint.covariance(design))
      let interval = try estimate.interval(level: 1 - decisions.alpha)
      let test = estimate.test()
      row.low = interval.low
      row.high = interval.high
      row.p = test.pValue.p
      row.log10P = test.pValue.log10P
    } catch {
      row.note = "\(error)"
    }
    return row
  }

  private func step(_ index: Int) -> String { "step \(Int(steps[index]))" }
}
