internal import Networks
internal import Statistics
internal import StudyValues

extension TrainingCourse {
  /// The means of every score over all images and over each bin of HSF, the numbers recorded with the
  /// checkpoints, and the correlations with HSF at each step.
  func addCurves(_ scores: [String], to output: inout AnalysisOutput) throws {
    let groups = try ImageGroup.groups(of: runs.tables[0], by: .bin)
    for score in scores {
      guard let columns = runs.columns(score) else { continue }
      output.series += points(key("mean", score), columns, Array(0..<runs.count))
      for group in groups where !group.indices.isEmpty {
        let binned = byPeople("mean", score).with {
          $0.grouping = Grouping.bin.rawValue
          $0.group = group.name
        }
        output.series += points(binned, columns, group.indices)
      }
    }
    for name in recorded {
      for (run, step) in zip(keys, steps) {
        output.series.append(
          SeriesPoint(key("recorded", name), x: step, value: run.parameters[name]))
      }
    }
    try addCorrelations(scores, to: &output)
  }

  private func points(
    _ key: ResultKey, _ columns: [ScoreColumn], _ images: [Int]
  ) -> [SeriesPoint] {
    let z = Normal.quantile(1 - decisions.alpha / 2)
    let key = key.with { $0.population = .images }
    return zip(steps, columns).map { step, column in
      let n = Double(images.count)
      let mean = images.reduce(0) { $0 + column.values[$1] } / n
      var point = SeriesPoint(key, x: step, value: mean, n: images.count)
      if images.count > 1 {
        let squares = images.reduce(0) {
          $0 + (column.values[$1] - mean) * (column.values[$1] - mean)
        }
        let half = z * (squares / (n - 1) / n).squareRoot()
        point.low = mean - half
        point.high = mean + half
      }
      return point
    }
  }

  /// Spearman's coefficient with HSF at each step: every score over all images, the first one in each
  /// bin too.
  private func addCorrelations(_ scores: [String], to output: inout AnalysisOutput) throws {
    let graded = scores.filter { $0 != "correct" }
    guard let first = graded.first else { return }
    let whole = CorrelationAnalysis(scores: graded)
    let binned = CorrelationAnalysis(scores: [first], groups: [.bin])
    var rows: [CorrelationResult] = []
    for table in runs.tables {
      rows += try whole.rows(of: table, scores: graded, decisions: decisions)
      rows += try binned.rows(of: table, scores: [first], decisions: decisions)
    }
    Family.adjust(&rows, method: decisions.adjustment)
    output.correlations += rows
    output.series += rows.map { SeriesPoint($0, analysis: id, x: Double($0.step ?? 0)) }
  }
}
