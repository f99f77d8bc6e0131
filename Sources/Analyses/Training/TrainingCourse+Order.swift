internal import Networks
internal import Statistics
internal import StudyValues

extension TrainingCourse {
  /// Whether the bins of HSF stay ordered by each score at every checkpoint.
  func addOrder(_ scores: [String], after first: Int, to output: inout AnalysisOutput) throws {
    let table = runs.tables[0]
    let groups = try (0..<table.count).map { image throws(StatisticsError) in
      try table.bin(of: image)
    }
    for score in scores {
      guard let columns = runs.columns(score) else { continue }
      var judged: [Checkpoint] = []
      for (column, key) in zip(columns, keys) {
        let step = key.step ?? 0
        let ease = column.values.map { -column.sign * $0 }
        do {
          let order = try GroupOrder(ease, groups: groups, groupCount: 5)
          output.estimates.append(row(score, step: step, order))
          judged.append(Checkpoint(step: step, order: order))
        } catch {
          output.estimates.append(
            EstimateResult(
              analysis: id, name: "order_\(score)", group: "step \(step)", value: nil,
              note: "\(error)"))
        }
      }
      addSeries(judged, score, to: &output)
      addWeakest(judged.filter { $0.step > first }, score, to: &output)
    }
  }

  private struct Checkpoint {
    let step: Int
    let order: GroupOrder
  }

  private func row(_ score: String, step: Int, _ order: GroupOrder) -> EstimateResult {
    var row = order.probability.row(
      id: id, name: "order_\(score)", group: "step \(step)", null: nil,
      method: "chance of the right order of two images from unlike bins; Jonckheere-Terpstra test",
      note: order.meansRise ? nil : "the means of the bins are not in order",
      classes: runs.classes, population: .random, decisions: decisions)
    let test = order.test.test(.twoSided)
    row.p = test.pValue.p
    row.log10P = test.pValue.log10P
    return row
  }

  private func addSeries(
    _ checkpoints: [Checkpoint], _ score: String, to output: inout AnalysisOutput
  ) {
    for checkpoint in checkpoints {
      let row = row(score, step: checkpoint.step, checkpoint.order)
      output.series.append(
        SeriesPoint(
          analysis: id, name: "\(model):order_\(score)", x: Double(checkpoint.step),
          value: row.value, low: row.low, high: row.high, n: runs.count))
    }
  }

  private func addWeakest(
    _ checkpoints: [Checkpoint], _ score: String, to output: inout AnalysisOutput
  ) {
    output.estimates += WeakestMean(
      means: checkpoints.map { ("at step \($0.step)", $0.order.probability) }
    ).rows(
      id: id, name: "weakest_order_\(score)", method: "chance of the right order at a checkpoint",
      classes: runs.classes, decisions: decisions)
    for population in ComparisonAnalysis.Classes.allCases {
      let rows = checkpoints.map {
        $0.order.probability.row(
          id: id, name: "", group: "", null: nil, method: "", classes: runs.classes,
          population: population, decisions: decisions)
      }
      let last = rows.lastIndex { ($0.low ?? 0) <= 0.5 }
      let start = last.map { $0 + 1 } ?? 0
      output.estimates.append(
        EstimateResult(
          analysis: id, name: "ordered_from_\(score)", group: "classes \(population.rawValue)",
          value: start < checkpoints.count ? Double(checkpoints[start].step) : nil,
          n: checkpoints.count,
          method: "first step from which every checkpoint's interval lies above 0.5",
          note: start < checkpoints.count ? nil : "not even the last checkpoint is in order"))
    }
    output.estimates.append(
      EstimateResult(
        analysis: id, name: "unordered_means_\(score)", group: model,
        value: Double(checkpoints.count { !$0.order.meansRise }), n: checkpoints.count,
        method: "checkpoints at which the means of the bins are not in order"))
  }
}
