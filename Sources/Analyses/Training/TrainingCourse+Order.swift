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
      let key = byPeople("order", score)
      var judged: [Checkpoint] = []
      for (column, run) in zip(columns, keys) {
        let step = run.step ?? 0
        let ease = column.values.map { -column.sign * $0 }
        let here = key.with { $0.step = step }
        do {
          let order = try GroupOrder(ease, groups: groups, groupCount: 5)
          let row = row(here, order)
          output.estimates += [row, test(here, order)]
          judged.append(Checkpoint(step: step, order: order, row: row))
        } catch {
          output.estimates.append(
            EstimateResult(
              here.with { $0.population = .classesRandom }, value: nil, note: "\(error)"))
        }
      }
      output.series += judged.map { SeriesPoint($0.row, x: Double($0.step)) }
      addWeakest(judged.filter { $0.step > first }, key, to: &output)
    }
  }

  private struct Checkpoint {
    let step: Int
    let order: GroupOrder
    let row: EstimateResult
  }

  private func row(_ key: ResultKey, _ order: GroupOrder) -> EstimateResult {
    order.probability.row(
      key, .classesRandom, null: 0.5,
      how: "chance of the right order of two images from unlike bins, tested against 0.5",
      note: order.meansRise ? nil : "the means of the bins are not in order",
      classes: runs.classes, decisions: decisions)
  }

  /// The trend over the bins with images as the sample.
  private func test(_ key: ResultKey, _ order: GroupOrder) -> EstimateResult {
    let test = order.test.test(.twoSided)
    var row = EstimateResult(
      key.with {
        ($0.quantity, $0.method, $0.population) = ("order_test", test.name, .images)
      }, value: test.statistic, n: order.test.n, p: test.pValue.p, log10P: test.pValue.log10P,
      note: "standardized statistic")
    row.test = test.name
    return row
  }

  private func addWeakest(
    _ checkpoints: [Checkpoint], _ key: ResultKey, to output: inout AnalysisOutput
  ) {
    output.estimates += WeakestMean(
      means: checkpoints.map { ("at step \($0.step)", $0.order.probability) }
    ).rows(
      key.with { $0.quantity = "weakest_order" },
      how: "chance of the right order at a checkpoint", classes: runs.classes,
      decisions: decisions)
    for population in Population.ofClasses {
      let rows = checkpoints.map {
        $0.order.probability.row(
          key, population, null: nil, classes: runs.classes, decisions: decisions)
      }
      let last = rows.lastIndex { ($0.low ?? 0) <= 0.5 }
      let start = last.map { $0 + 1 } ?? 0
      output.estimates.append(
        EstimateResult(
          key.with {
            $0.quantity = "ordered_from"
            $0.population = population
          }, value: start < checkpoints.count ? Double(checkpoints[start].step) : nil,
          n: checkpoints.count,
          note: start < checkpoints.count
            ? "first step from which every checkpoint's interval lies above 0.5"
            : "not even the last checkpoint is in order"))
    }
    output.estimates.append(
      EstimateResult(
        key.with { $0.quantity = "unordered_means" },
        value: Double(checkpoints.count { !$0.order.meansRise }), n: checkpoints.count,
        note: "checkpoints at which the means of the bins are not in order"))
  }
}
