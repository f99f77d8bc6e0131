internal import Networks
internal import Statistics
internal import StudyValues

/// One network's runs over the levels of one condition, the unaltered images first.
struct DegradationCourse {
  let id: String
  let model: String
  let condition: DegradationCondition
  /// The positions of the runs after the first on the physical axis.
  let positions: [Double]
  let runs: AlignedRuns
  let decisions: AnalysisDecisions

  /// What a row about the condition is about.
  func key(_ quantity: String, _ score: String? = nil) -> ResultKey {
    ResultKey(
      analysis: id, quantity: quantity, model: model, score: score, condition: condition.name)
  }

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
        key("mean", score).with { $0.level = position }, .classesFixed, null: nil,
        how: "mean over images", classes: runs.classes, decisions: decisions)
      output.estimates.append(row)
      output.series.append(SeriesPoint(row, x: position))
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
    for population in [Population.classesRandom, .classesFixed] {
      output.estimates.append(
        mean.row(
          key("trend", score), population,
          how: "mean rank correlation with the level within images", classes: runs.classes,
          decisions: decisions))
    }
    var row = EstimateResult(
      key("page_trend", score).with { $0.population = .images }, value: nil, n: runs.count,
      note: "standardized statistic of Page's test")
    do {
      let test = try page.test(.twoSided)
      row.value = page.z
      (row.p, row.log10P) = (test.pValue.p, test.pValue.log10P)
      row.key.method = test.name
      row.test = test.name
    } catch {
      row.note = "\(error)"
    }
    output.estimates.append(row)
    output.estimates.append(
      try EstimateResult(
        key("rising", score), share: correlations.count { $0 > 0 }, of: correlations.count,
        alpha: decisions.alpha, note: "share of images with a positive rank correlation"))
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
      output.series += rows.map { SeriesPoint($0, analysis: id, x: position) }
    }
  }

  /// People's accuracy where it was measured and at the network's levels.
  func compare(
    _ people: DegradationPeople, measured: [ConditionCounts], to output: inout AnalysisOutput
  ) throws -> PeopleComparison? {
    var points: [PeopleComparison.Measured] = []
    for counts in measured {
      guard let name = counts.condition, let position = people.conditions[name], counts.shown > 0
      else { continue }
      points.append(
        .init(position: position, correct: counts.selected, trials: counts.shown))
      var row = try EstimateResult(
        key("human_accuracy").with {
          ($0.model, $0.annotationSet, $0.level) = (nil, people.set, position)
          ($0.grouping, $0.group) = ("condition", name)
        }, share: counts.selected, of: counts.shown, alpha: decisions.alpha,
        note: "at \(Self.text(position)) \(condition.axis)")
      // The trials are no sample of images.
      row.key.population = nil
      row.interval = "Wilson, trials as independent"
      output.estimates.append(row)
      var point = SeriesPoint(row, x: position)
      point.key.grouping = nil
      point.key.group = nil
      output.series.append(point)
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
    output.estimates += comparison.interpolated(decisions: decisions)
    return comparison
  }

  /// A position as a short text.
  static func text(_ position: Double) -> String {
    "\((position * 10_000).rounded() / 10_000)"
  }
}
