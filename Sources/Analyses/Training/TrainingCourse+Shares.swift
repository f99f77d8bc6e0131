import Files
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
    let course = "from step \(step(0)) to \(step(keys.count - 1))"
    var lateShares: [String: ImageMean] = [:]
    for score in scores {
      guard let columns = runs.columns(score), let last = columns.last else { continue }
      let whole = difference(columns[0], last)
      let earlyShare = ImageMean(ratio: difference(columns[0], columns[earlyStep]), to: whole)
      let lateShare = ImageMean(ratio: difference(columns[lateStep], last), to: whole)
      lateShares[score] = lateShare
      output.estimates += rows(
        earlyShare, key("early_share", score).with { $0.step = step(earlyStep) }, null: nil,
        note: "share of the change \(course) reached at step \(step(earlyStep))")
      let late = key("late_share", score).with { $0.step = step(lateStep) }
      output.estimates += rows(
        lateShare, late, null: nil,
        note: "share of the change \(course) after step \(step(lateStep))")
      output.estimates += rows(
        ImageMean(mean: difference(last, columns[lateStep])),
        late.with { $0.quantity = "late_change" }, how: "paired over images",
        note: "mean change from step \(step(lateStep)) to \(step(keys.count - 1))")
      output.estimates += WeakestMean(
        means: columns.indices.dropFirst().map { index in
          (
            "from step \(step(index - 1)) to \(step(index))",
            ImageMean(mean: difference(columns[index], columns[index - 1]))
          )
        }
      ).rows(
        key("weakest_growth", score),
        how: "mean change from a checkpoint to the next, paired over images",
        classes: runs.classes, decisions: decisions)
    }
    if let first = scores.first, first != control, let own = lateShares[first],
      let other = lateShares[control]
    {
      output.estimates += rows(
        other - own,
        key("late_share_difference", control).with {
          $0.otherScore = first
          $0.step = step(lateStep)
        }, how: "difference of the late shares, paired over images")
    }
    addRecorded(earlyStep: earlyStep, lateStep: lateStep, to: &output)
  }

  /// The same shares of the numbers recorded with the checkpoints, which have no images.
  private func addRecorded(earlyStep: Int, lateStep: Int, to output: inout AnalysisOutput) {
    for name in recorded {
      let values = keys.compactMap { $0.parameters[name] }
      guard values.count == keys.count, let last = values.last, values[0] != last else { continue }
      for (quantity, place, value) in [
        ("early_share", earlyStep, (values[0] - values[earlyStep]) / (values[0] - last)),
        ("late_share", lateStep, (values[lateStep] - last) / (values[0] - last)),
      ] {
        output.estimates.append(
          EstimateResult(
            key(quantity, name).with { $0.step = step(place) }, value: value,
            note: "recorded with the checkpoints as one number, so without an interval"))
      }
    }
  }

  /// Where the mean curves have their plateau, by both rules.
  func addPlateaus(
    _ scores: [String], rule: TrainingDynamicsAnalysis.Rule, within: Double,
    to output: inout AnalysisOutput
  ) throws {
    let rules: [(TrainingDynamicsAnalysis.Rule, PlateauRule, String?)] = [
      (.settled, .settled(within: within), "within \(within) of the whole change"),
      (.brokenStick, .brokenStick, nil),
    ]
    let curves = scores.map { score in curve(runs.columns(score) ?? []) }
    guard !curves.isEmpty else { return }
    for (own, plateau, words) in rules {
      let estimate = try PlateauEstimate(
        x: steps, curves: curves, rule: plateau, resamples: min(decisions.resamples, 1_999),
        level: 1 - decisions.alpha, seed: decisions.seed, threads: decisions.threads)
      let quantity = own == rule ? "plateau" : "other_plateau"
      func key(_ score: String) -> ResultKey {
        self.key(quantity, score).with { $0.method = own.rawValue }
      }
      for (index, score) in scores.enumerated() {
        output.estimates.append(
          row(key(score), estimate.points[index], "percentile bootstrap of images", note: words))
        guard index > 0 else { continue }
        output.estimates.append(
          row(
            key(score).with {
              $0.quantity = "\(quantity)_difference"
              $0.otherScore = scores[0]
            }, estimate.differencesFromFirst[index], "percentile bootstrap of images, paired",
            note: words))
      }
      for name in ["train_loss", "test_loss"] {
        let values = keys.compactMap { $0.parameters[name] }
        guard values.count == keys.count else { continue }
        output.estimates.append(
          EstimateResult(
            key(name), value: try plateau.point(steps, values),
            note: [words, "recorded as one number, so without an interval"].compactMap(\.self)
              .joined(separator: "; ")))
      }
    }
  }

  private func row(
    _ key: ResultKey, _ point: PlateauEstimate.Point, _ interval: String, note: String?
  ) -> EstimateResult {
    var row = EstimateResult(
      key.with { $0.population = .images }, value: point.value, low: point.interval?.low,
      high: point.interval?.high, interval: point.interval.map { _ in interval }, n: runs.count,
      note: note)
    if point.value == nil {
      row.addNote("the curve has no plateau by this rule")
    } else if point.resamplesWithout > 0 {
      row.addNote("\(point.resamplesWithout, "resample") without a plateau")
    }
    return row
  }

  private func rows(
    _ mean: ImageMean, _ key: ResultKey, null: Double? = 0, how: String? = nil,
    note: String? = nil
  ) -> [EstimateResult] {
    mean.rows(key, null: null, how: how, note: note, classes: runs.classes, decisions: decisions)
  }

  private func difference(_ first: ScoreColumn, _ second: ScoreColumn) -> [Double] {
    zip(first.values, second.values).map { $0 - $1 }
  }

  /// One row an image, one column a checkpoint.
  private func curve(_ columns: [ScoreColumn]) -> [Double] {
    (0..<runs.count).flatMap { image in columns.map { $0.values[image] } }
  }

  private func step(_ checkpoint: Int) -> Int { keys[checkpoint].step ?? 0 }
}
