internal import Networks
internal import Statistics
internal import StudyValues

/// One network's runs over the levels of one condition, the unaltered images first.
struct DegradationCourse {
  let id: String
  let model: String
  let condition: DegradationCondition
  /// The levels of the runs after the first.
  let levels: [Double]
  /// Their positions on the physical axis.
  let positions: [Double]
  let runs: AlignedRuns
  let decisions: AnalysisDecisions

  /// The trend of each score over levels within images, and its mean at each level.
  func addTrends(_ scores: [String], to output: inout AnalysisOutput) throws {
    for score in scores {
      guard let columns = runs.columns(score) else {
        output.notes.append("`\(score)` is not in every run of `\(condition.condition)`")
        continue
      }
      addMeans(score, columns, to: &output)
      // Right or wrong has no order within an image that a rank could follow.
      guard score != "correct" else { continue }
      try addTrend(score, columns, to: &output)
    }
  }

  private func addMeans(
    _ score: String, _ columns: [ScoreColumn], to output: inout AnalysisOutput
  ) {
    for (position, column) in zip([condition.clean] + positions, columns) {
      let row = ImageMean(mean: column.values).row(
        id: id, name: "mean_\(score)", group: "\(condition.name) \(Self.text(position))",
        null: nil, method: "mean over images", classes: runs.classes, population: .fixed,
        decisions: decisions)
      output.estimates.append(row)
      output.series.append(
        SeriesPoint(
          analysis: id, name: "\(model):mean_\(score):\(condition.name)", x: position,
          value: row.value, low: row.low, high: row.high, n: row.n))
    }
  }

  private func addTrend(
    _ score: String, _ columns: [ScoreColumn], to output: inout AnalysisOutput
  ) throws {
    let hardness = columns.map(\.hardness)
    let rows = (0..<runs.count).flatMap { image in hardness.map { $0[image] } }
    let page = try PageTrendTest(rows, levels: columns.count)
    let correlations = (0..<runs.count).map { image in
      Self.rankCorrelation(hardness.map { $0[image] })
    }
    let mean = ImageMean(mean: correlations)
    for (population, name) in [
      (ComparisonAnalysis.Classes.random, "trend_\(score)"),
      (.fixed, "trend_fixed_classes_\(score)"),
    ] {
      var row = mean.row(
        id: id, name: name, group: condition.name, null: nil,
        method: "mean rank correlation with the level within images; Page's test",
        classes: runs.classes, population: population, decisions: decisions)
      do {
        let test = try page.test(.twoSided)
        row.p = test.pValue.p
        row.log10P = test.pValue.log10P
      } catch {
        row.note = "\(error)"
      }
      output.estimates.append(row)
    }
    let rising = correlations.count { $0 > 0 }
    let interval = try Proportion.wilson(
      successes: rising, trials: correlations.count, level: 1 - decisions.alpha)
    output.estimates.append(
      EstimateResult(
        analysis: id, name: "rising_\(score)", group: condition.name,
        value: Double(rising) / Double(correlations.count), low: interval.low, high: interval.high,
        n: correlations.count, method: "share of images with a positive rank correlation; Wilson"))
  }

  /// The rank correlation of a value with its place, as if there were no ties: what Page's L averages.
  static func rankCorrelation(_ values: [Double]) -> Double {
    let k = Double(values.count)
    var sum = 0.0
    for (place, value) in values.enumerated() {
      let below = values.count { $0 < value }
      let equal = values.count { $0 == value }
      sum += (Double(place) - (k - 1) / 2) * (Double(below) + Double(equal - 1) / 2 - (k - 1) / 2)
    }
    return sum / ((k * k * k - k) / 12)
  }

  /// Spearman's coefficient of each score with the answers to the unaltered images, at each level.
  func addCorrelations(_ scores: [String], to output: inout AnalysisOutput) throws {
    let graded = scores.filter { $0 != "correct" && runs.columns($0) != nil }
    let analysis = CorrelationAnalysis(scores: graded)
    for (position, table) in zip([condition.clean] + positions, runs.tables) {
      var key = table.key
      key.condition = condition.name
      key.level = position
      let rows = try analysis.rows(of: table.with(key: key), scores: graded, decisions: decisions)
      output.correlations += rows
      for row in rows {
        output.series.append(
          SeriesPoint(
            analysis: id, name: "\(model):spearman_\(row.score):\(condition.name)", x: position,
            value: row.statistic, low: row.ciLow, high: row.ciHigh, n: row.n))
      }
    }
  }

  /// People's accuracy where it was measured and at the network's levels.
  func compare(
    _ people: DegradationPeople, measured: [ConditionCounts], to output: inout AnalysisOutput
  ) throws -> PeopleComparison? {
    var points: [PeopleComparison.Measured] = []
    for row in measured {
      guard let name = row.condition, let position = people.conditions[name], row.shown > 0 else {
        continue
      }
      points.append(
        .init(position: position, correct: row.selected, trials: row.shown))
      let interval = try Proportion.wilson(
        successes: row.selected, trials: row.shown, level: 1 - decisions.alpha)
      let value = Double(row.selected) / Double(row.shown)
      output.estimates.append(
        EstimateResult(
          analysis: id, name: "human_accuracy", group: "\(people.set) \(name)", value: value,
          low: interval.low, high: interval.high, n: row.shown,
          method: "at \(Self.text(position)) \(condition.axis); Wilson, trials as independent"))
      output.series.append(
        SeriesPoint(
          analysis: id, name: "people:\(condition.name)", x: position, value: value,
          low: interval.low, high: interval.high, n: row.shown))
    }
    let unknown = people.conditions.keys.filter { name in
      !measured.contains { $0.condition == name }
    }.sorted()
    if !unknown.isEmpty {
      output.notes.append(
        "`\(people.set)` has no answers under \(unknown.joined(separator: ", "))")
    }
    let comparison = try PeopleComparison(
      course: self, points: points.sorted { $0.position < $1.position })
    guard let comparison else {
      output.notes.append(
        "no level of `\(condition.name)` lies between levels at which `\(people.set)` was measured")
      return nil
    }
    output.estimates += comparison.interpolated(id: id, decisions: decisions)
    return comparison
  }

  /// A position as a short text.
  static func text(_ position: Double) -> String {
    "\((position * 10_000).rounded() / 10_000)"
  }
}
