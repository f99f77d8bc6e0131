import Files
internal import Networks
internal import Statistics
package import StudyValues

/// How scores move along an attack that people do not see, against their unchanged answers.
///
/// | quantity | keys beside network, score, condition and step | what |
/// | --- | --- | --- |
/// | `mean` | | the mean over the attacked images; classes fixed |
/// | `change` | | the paired change since step 0, as the score comes; classes random |
/// | `last_change` | population | the same at the last step |
/// | `risen` | | the share of images whose score is higher at the last step than at step 0 |
/// | `strength_change` | set, human measure, method | the change of the strength of the correlation with HSF since step 0, paired; classes random |
/// | `last_strength_change` | the same and population | the same at the last step |
///
/// Correlations with HSF stand for each step. Curves over the step of the attack are the series `mean`
/// and `correlation`.
package struct AdversarialAnalysis: Analysis {
  package static let kind = "adversarial"

  /// The network; the first one with adversarial runs when absent.
  package var model: String?
  /// The condition of the runs; all adversarial runs when absent.
  package var condition: String?
  /// The scores.
  package var scores: [String] = ["avh", "angle", "feature_norm", "confidence", "correct"]
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case model, condition, scores
    case annotationSet = "set"
  }

  package func networks(among all: [String]) -> [String] { [] }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    let set = annotationSet ?? data.annotationSets[0]
    guard let (name, found) = try data.runs(ofFirst: model, role: .adversarial) else {
      output.notes.append("no data: no network has adversarial runs")
      return output
    }
    let keys = found.filter { $0.level != nil && (condition == nil || $0.condition == condition) }
      .sorted { ($0.level ?? 0) < ($1.level ?? 0) }
    guard keys.count >= 2 else {
      output.notes.append("no data: \(name) has \(keys.count, "step") of an attack, two are needed")
      return output
    }
    let runs = AlignedRuns(
      try keys.map { try data.table(model: name, run: $0, annotationSet: set) })
    if let note = runs.note { output.notes.append(note) }
    let attack = Attack(id: id, model: name, keys: keys, runs: runs, decisions: decisions)
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
  /// The runs, by step.
  let keys: [RunKey]
  let runs: AlignedRuns
  let decisions: AnalysisDecisions

  /// What a row about a step is about.
  private func key(_ quantity: String, _ score: String, step index: Int) -> ResultKey {
    ResultKey(
      analysis: id, quantity: quantity, model: model, score: score,
      condition: keys[index].condition, step: Int(position(index)))
  }

  private func position(_ index: Int) -> Double { keys[index].level ?? 0 }

  func addChanges(
    _ score: String, _ columns: [ScoreColumn], to output: inout AnalysisOutput
  ) throws {
    for (index, column) in columns.enumerated() {
      let mean = ImageMean(mean: column.values).row(
        key("mean", score, step: index), .classesFixed, null: nil, how: "mean over images",
        classes: runs.classes, decisions: decisions)
      output.estimates.append(mean)
      output.series.append(SeriesPoint(mean, x: position(index)))
      guard index > 0 else { continue }
      let change = ImageMean(mean: zip(column.values, columns[0].values).map { $0 - $1 })
      output.estimates.append(
        change.row(
          key("change", score, step: index), .classesRandom, how: "paired over images",
          classes: runs.classes, decisions: decisions))
      guard index == columns.count - 1 else { continue }
      output.estimates += change.rows(
        key("last_change", score, step: index), how: "paired over images",
        note: "last step less step 0", classes: runs.classes, decisions: decisions)
      let risen = zip(column.values, columns[0].values).count { $0 > $1 }
      output.estimates.append(
        try EstimateResult(
          key("risen", score, step: index), share: risen, of: runs.count, alpha: decisions.alpha,
          note: "share of images"))
    }
  }

  func addCorrelations(
    _ score: String, _ columns: [ScoreColumn], to output: inout AnalysisOutput
  ) throws {
    let analysis = CorrelationAnalysis(scores: [score])
    for (index, table) in runs.tables.enumerated() {
      let rows = try analysis.rows(of: table, scores: [score], decisions: decisions)
      output.correlations += rows
      output.series += rows.map { SeriesPoint($0, analysis: id, x: position(index)) }
    }
    let last = columns.count - 1
    for index in 1...last {
      output.estimates.append(
        strengthChange("strength_change", score, columns, step: index, .classesRandom))
    }
    for population in Population.ofClasses {
      output.estimates.append(
        strengthChange("last_strength_change", score, columns, step: last, population))
    }
  }

  /// The strength of the correlation with HSF at one step less that at step 0, on the same images.
  private func strengthChange(
    _ quantity: String, _ score: String, _ columns: [ScoreColumn], step: Int,
    _ population: Population
  ) -> EstimateResult {
    var row = EstimateResult(
      key(quantity, score, step: step).with {
        $0.annotationSet = runs.tables[0].key.annotationSet
        $0.human = HumanMeasure.hsf.rawValue
        $0.method = CorrelationMethod.spearman.rawValue
        $0.population = population
      }, value: nil, n: runs.count, note: "both turned so that higher = harder; step less step 0")
    do {
      let joint = try JointCorrelations(
        .spearman, scores: [columns[step].hardness, columns[0].hardness],
        directions: [.higherIsHarder, .higherIsHarder], human: runs.tables[0].hsf,
        humanDirection: .higherIsEasier)
      row.value = joint.strengths[0] - joint.strengths[1]
      let design = try Populations.design(population, runs.classes)
      let estimate = joint.difference(0, 1, try joint.covariance(design))
      let interval = try estimate.interval(level: 1 - decisions.alpha)
      let test = estimate.test()
      row.standardError = estimate.standardError
      row.df = estimate.df
      row.low = interval.low
      row.high = interval.high
      row.interval = interval.method
      row.p = test.pValue.p
      row.log10P = test.pValue.log10P
    } catch {
      row.note = "\(error)"
    }
    return row
  }
}

extension AdversarialAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    try fields.read(.model, into: &model)
    try fields.read(.condition, into: &condition)
    try fields.read(.scores, into: &scores)
    try fields.read(.annotationSet, into: &annotationSet)
  }
}
