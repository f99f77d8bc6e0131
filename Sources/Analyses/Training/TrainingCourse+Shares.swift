internal import Networks
internal import Statistics
internal import StudyValues

extension TrainingCourse {
  /// How much of each score's change happens early and late, and where each curve has its plateau.
  func addShares(
    _ scores: [String], control: String, early: Double, late: Double,
    to output: inout AnalysisOutput
  ) {
    let earlyStep = checkpoint(at: early)
    let lateStep = checkpoint(at: 1 - late)
    var lateShares: [String: ImageMean] = [:]
    for score in scores {
      guard let columns = runs.columns(score), let last = columns.last else { continue }
      let whole = difference(columns[0], last)
      let earlyShare = ImageMean(ratio: difference(columns[0], columns[earlyStep]), to: whole)
      let lateShare = ImageMean(ratio: difference(columns[lateStep], last), to: whole)
      lateShares[score] = lateShare
      output.estimates += rows(
        earlyShare, "early_share_\(score)", null: nil,
        "share of the change from step \(step(0)) to \(step(keys.count - 1)) reached at step "
          + step(earlyStep))
      output.estimates += rows(
        lateShare, "late_share_\(score)", null: nil,
        "share of that change after step \(step(lateStep))")
      output.estimates += rows(
        ImageMean(mean: difference(last, columns[lateStep])), "late_change_\(score)",
        "mean change from step \(step(lateStep)) to \(step(keys.count - 1)), paired over images")
      output.estimates += WeakestMean(
        means: columns.indices.dropFirst().map { index in
          (
            "from step \(step(index - 1)) to \(step(index))",
            ImageMean(mean: difference(columns[index], columns[index - 1]))
          )
        }
      ).rows(
        id: id, name: "weakest_growth_\(score)",
        method: "mean change from a checkpoint to the next, paired over images",
        classes: runs.classes, decisions: decisions)
    }
    if let first = scores.first, first != control, let own = lateShares[first],
      let other = lateShares[control]
    {
      output.estimates += rows(
        other - own, "late_share_\(control)_minus_\(first)",
        "difference of the late shares, paired over images")
    }
    addRecorded(earlyStep: earlyStep, lateStep: lateStep, to: &output)
  }

  /// The same shares of the numbers recorded with the checkpoints, which have no images.
  private func addRecorded(earlyStep: Int, lateStep: Int, to output: inout AnalysisOutput) {
    for name in Set(keys.flatMap(\.parameters.keys)).subtracting(["epoch"]).sorted() {
      let values = keys.compactMap { $0.parameters[name] }
      guard values.count == keys.count, let last = values.last, values[0] != last else { continue }
      for (part, value) in [
        ("early", (values[0] - values[earlyStep]) / (values[0] - last)),
        ("late", (values[lateStep] - last) / (values[0] - last)),
      ] {
        output.estimates.append(
          EstimateResult(
            analysis: id, name: "\(part)_share_\(name)", group: model, value: value,
            method: "recorded with the checkpoints as one number, so without an interval"))
      }
    }
  }

  /// Where the mean curves have their plateau, by both rules.
  func addPlateaus(
    _ scores: [String], rule: TrainingDynamicsAnalysis.Rule, within: Double,
    to output: inout AnalysisOutput
  ) throws {
    let rules: [(String, PlateauRule, Bool)] = [
      ("within \(within) of the whole change", .settled(within: within), rule == .settled),
      ("broken stick", .brokenStick, rule == .brokenStick),
    ]
    let curves = scores.map { score in curve(runs.columns(score) ?? []) }
    guard !curves.isEmpty else { return }
    for (words, plateau, isPrimary) in rules {
      let estimate = try PlateauEstimate(
        x: steps, curves: curves, rule: plateau, resamples: min(decisions.resamples, 1_999),
        level: 1 - decisions.alpha, seed: decisions.seed, threads: decisions.threads)
      let prefix = isPrimary ? "plateau" : "other_plateau"
      for (index, score) in scores.enumerated() {
        output.estimates.append(
          row("\(prefix)_\(score)", estimate.points[index], words: words))
        guard index > 0 else { continue }
        output.estimates.append(
          row(
            "\(prefix)_\(score)_minus_\(scores[0])", estimate.differencesFromFirst[index],
            words: "\(words), paired"))
      }
      for name in ["train_loss", "test_loss"] {
        let values = keys.compactMap { $0.parameters[name] }
        guard values.count == keys.count else { continue }
        output.estimates.append(
          EstimateResult(
            analysis: id, name: "\(prefix)_\(name)", group: model,
            value: try plateau.point(steps, values),
            method: "\(words); recorded as one number, so without an interval"))
      }
    }
  }

  private func row(
    _ name: String, _ point: PlateauEstimate.Point, words: String
  ) -> EstimateResult {
    EstimateResult(
      analysis: id, name: name, group: model, value: point.value, low: point.interval?.low,
      high: point.interval?.high, n: runs.count,
      method: "step; \(words); percentile bootstrap of images",
      note: point.value == nil
        ? "the curve has no plateau by this rule"
        : point.resamplesWithout > 0 ? "\(point.resamplesWithout) resamples without a plateau" : nil
    )
  }

  private func rows(
    _ mean: ImageMean, _ name: String, null: Double? = 0, _ method: String
  ) -> [EstimateResult] {
    mean.rows(
      id: id, name: name, null: null, method: method, classes: runs.classes, decisions: decisions)
  }

  private func difference(_ first: ScoreColumn, _ second: ScoreColumn) -> [Double] {
    zip(first.values, second.values).map { $0 - $1 }
  }

  /// One row an image, one column a checkpoint.
  private func curve(_ columns: [ScoreColumn]) -> [Double] {
    (0..<runs.count).flatMap { image in columns.map { $0.values[image] } }
  }

  private func step(_ checkpoint: Int) -> String { "\(keys[checkpoint].step ?? 0)" }
}
