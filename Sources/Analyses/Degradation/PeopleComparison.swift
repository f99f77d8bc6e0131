internal import Networks
internal import Statistics
internal import StudyValues

/// People's accuracy beside a network's scores at the levels of one condition.
struct PeopleComparison {
  /// People's answers at one position of the axis.
  struct Measured: Sendable {
    let position: Double
    let correct: Int
    let trials: Int
  }

  /// What the rows are called.
  let name: String
  /// The measured positions, ascending.
  let points: [Measured]
  /// The network's levels that lie between measured ones: the run in `course` and its position.
  let levels: [(run: Int, position: Double)]
  private let course: DegradationCourse
  private let curve: AccuracyCurve

  /// Reads people's accuracy between the measured positions; nil when no level lies there.
  init?(course: DegradationCourse, points: [Measured]) throws(StatisticsError) {
    guard points.count >= 2 else { return nil }
    let curve = try Self.curve(points, correct: points.map(\.correct))
    let levels = course.positions.enumerated().filter { curve.value(at: $0.element) != nil }
      .map { (run: $0.offset + 1, position: $0.element) }
    guard !levels.isEmpty else { return nil }
    self.course = course
    self.points = points
    self.curve = curve
    self.levels = levels
    name = course.condition.name
  }

  private static func curve(
    _ points: [Measured], correct: [Int]
  ) throws(StatisticsError) -> AccuracyCurve {
    try AccuracyCurve(
      levels: points.map(\.position), correct: correct, trials: points.map(\.trials))
  }

  /// The annotation set of the answers.
  var set: String? { course.condition.people?.set }

  /// What a row about people and the network is about.
  func key(_ quantity: String, _ score: String? = nil) -> ResultKey {
    course.key(quantity, score).with { $0.annotationSet = set }
  }

  /// People's accuracy at each level of the network.
  func interpolated(decisions: AnalysisDecisions) -> [EstimateResult] {
    let z = Normal.quantile(1 - decisions.alpha / 2)
    return levels.compactMap { level in
      curve.value(at: level.position).map { value in
        EstimateResult(
          key("interpolated_accuracy").with {
            $0.model = nil
            $0.level = level.position
          }, value: value.accuracy, standardError: value.standardError,
          low: value.accuracy - z * value.standardError,
          high: value.accuracy + z * value.standardError, interval: "trials as independent",
          note: "straight line between measured levels")
      }
    }
  }

  /// The correlations over levels of a score's mean with people's error.
  ///
  /// - Parameters:
  ///   - comparisons: The conditions whose levels are taken together.
  ///   - key: What the rows are about, apart from the coefficient; its score is turned so that
  ///     higher = harder.
  ///   - decisions: The choices made beforehand.
  /// - Returns: One row for Spearman's coefficient and one for Pearson's; none without the score.
  /// - Throws: `StatisticsError` for a method that does not exist.
  static func rows(
    _ comparisons: [PeopleComparison], _ key: ResultKey, decisions: AnalysisDecisions
  ) throws(StatisticsError) -> [EstimateResult] {
    guard let score = key.score else { return [] }
    let columns = comparisons.map { comparison in
      comparison.course.runs.columns(score).map { columns in
        comparison.levels.map { columns[$0.run].hardness }
      }
    }.compactMap(\.self)
    guard columns.count == comparisons.count else { return [] }
    let errors = comparisons.flatMap { comparison in
      comparison.levels.compactMap {
        comparison.curve.value(at: $0.position).map { 1 - $0.accuracy }
      }
    }
    let means = columns.flatMap { $0.map(Self.mean) }
    var rows: [EstimateResult] = []
    let draws = Parallel.map(
      count: min(decisions.resamples, 999), threads: decisions.threads
    ) { index in
      Self.draw(comparisons, columns, seed: decisions.seed, stream: index)
    }
    for method in [CorrelationMethod.spearman, .pearson] {
      var row = EstimateResult(
        key.with { $0.method = method.rawValue }, value: nil,
        interval: "percentile bootstrap of images and answers; p takes the levels as a sample",
        n: means.count, note: "mean score against people's error over levels")
      do {
        let correlation = try method.correlation(errors, means)
        row.value = correlation.coefficient
        let test = try correlation.test(.twoSided)
        row.p = test.pValue.p
        row.log10P = test.pValue.log10P
        let values = draws.compactMap { draw in
          try? method.correlation(draw.errors, draw.means).coefficient
        }.sorted()
        if 2 * values.count > draws.count {
          row.low = Quantile.type7(values, decisions.alpha / 2)
          row.high = Quantile.type7(values, 1 - decisions.alpha / 2)
        }
      } catch {
        row.note = "\(error)"
      }
      rows.append(row)
    }
    return rows
  }

  /// Errors and means over levels when images and people's answers are drawn anew.
  private static func draw(
    _ comparisons: [PeopleComparison], _ columns: [[[Double]]], seed: UInt64, stream: Int
  ) -> (errors: [Double], means: [Double]) {
    var generator = SplitMix64(seed: seed, stream: stream)
    var errors: [Double] = []
    var means: [Double] = []
    // The conditions show the same images, so one draw of images serves all of them.
    let count = columns[0][0].count
    var weights = [Int32](repeating: 0, count: count)
    for _ in 0..<count { weights[generator.next(below: count)] += 1 }
    for (comparison, levels) in zip(comparisons, columns) {
      let correct = comparison.points.map { point in
        let share = Double(point.correct) / Double(point.trials)
        return (0..<point.trials).count { _ in generator.nextUnit() < share }
      }
      guard let curve = try? Self.curve(comparison.points, correct: correct) else { continue }
      for (level, values) in zip(comparison.levels, levels) {
        guard let value = curve.value(at: level.position) else { continue }
        errors.append(1 - value.accuracy)
        var sum = 0.0
        for (weight, number) in zip(weights, values) { sum += Double(weight) * number }
        means.append(sum / Double(count))
      }
    }
    return (errors, means)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
