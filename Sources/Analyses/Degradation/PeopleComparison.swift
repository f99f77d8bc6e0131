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

  /// The correlations over levels of a score's mean with people's error, and how far they are from another
  /// score's.
  ///
  /// Each coefficient has two rows: one with `images` as the population, whose interval draws images and
  /// people's answers anew and speaks about these levels only, and one whose p takes the levels as a sample.
  /// Where no draw changes the coefficient there is no interval.
  ///
  /// - Parameters:
  ///   - comparisons: The conditions whose levels are taken together.
  ///   - key: What the rows are about, apart from the coefficient; its score is turned so that
  ///     higher = harder.
  ///   - rivals: The scores to compare with.
  ///   - decisions: The choices made beforehand.
  /// - Returns: The rows of Spearman's coefficient, of Pearson's, and of the differences from each rival; none
  ///   without the score.
  static func rows(
    _ comparisons: [PeopleComparison], _ key: ResultKey, rivals: [String],
    decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    guard let score = key.score, let columns = columns(comparisons, score) else { return [] }
    let errors = comparisons.flatMap { comparison in
      comparison.levels.compactMap {
        comparison.curve.value(at: $0.position).map { 1 - $0.accuracy }
      }
    }
    let sample = Sample(comparisons, errors, columns, decisions)
    let others = rivals.compactMap { rival in
      self.columns(comparisons, rival).map {
        (rival, Sample(comparisons, errors, $0, decisions))
      }
    }
    return [CorrelationMethod.spearman, .pearson].flatMap { method in
      let key = key.with { $0.method = method.rawValue }
      return sample.rows(key, method)
        + others.flatMap { sample.difference(key, method, from: $0.1, $0.0) }
    }
  }

  /// The scores of the images at each level of each condition; nil where some run lacks the score.
  private static func columns(
    _ comparisons: [PeopleComparison], _ score: String
  ) -> [[[Double]]]? {
    let columns = comparisons.compactMap { comparison in
      comparison.course.runs.columns(score).map { columns in
        comparison.levels.map { columns[$0.run].hardness }
      }
    }
    return columns.count == comparisons.count ? columns : nil
  }

  /// One score's means over levels beside people's errors, as they are and drawn anew.
  fileprivate struct Sample {
    let errors: [Double]
    let means: [Double]
    let draws: [(errors: [Double], means: [Double])]
    let alpha: Double

    init(
      _ comparisons: [PeopleComparison], _ errors: [Double], _ columns: [[[Double]]],
      _ decisions: AnalysisDecisions
    ) {
      self.errors = errors
      alpha = decisions.alpha
      means = columns.flatMap { $0.map(PeopleComparison.mean) }
      draws = Parallel.map(
        count: min(decisions.resamples, 999), threads: decisions.threads
      ) { index in
        PeopleComparison.draw(comparisons, columns, seed: decisions.seed, stream: index)
      }
    }

    func rows(_ key: ResultKey, _ method: CorrelationMethod) -> [EstimateResult] {
      let note = "mean score against people's error over levels"
      var row = EstimateResult(key, value: nil, n: means.count, note: note)
      do {
        let correlation = try method.correlation(errors, means)
        row.value = correlation.coefficient
        var levels = row
        let test = try correlation.test(.twoSided)
        levels.take(order: test, errors, means)
        levels.smallestP = correlation.smallestP
        levels.note = "\(note); p takes the levels as a sample"
        row.key.population = .images
        row.set(draws.compactMap { try? method.correlation($0.errors, $0.means).coefficient }, self)
        return [row, levels]
      } catch {
        row.note = "\(error)"
        return [row]
      }
    }

    func difference(
      _ key: ResultKey, _ method: CorrelationMethod, from other: Sample, _ rival: String
    ) -> [EstimateResult] {
      guard let first = try? method.correlation(errors, means).coefficient,
        let second = try? method.correlation(other.errors, other.means).coefficient
      else { return [] }
      var row = EstimateResult(
        key.with {
          ($0.quantity, $0.otherScore) = ("\(key.quantity)_difference", rival)
          $0.population = .images
        }, value: first - second, n: means.count,
        note: "both scores turned so that higher = harder")
      row.set(
        zip(draws, other.draws).compactMap { one, two in
          guard let first = try? method.correlation(one.errors, one.means).coefficient,
            let second = try? method.correlation(two.errors, two.means).coefficient
          else { return nil }
          return first - second
        }, self)
      return [row]
    }

    /// The percentile interval; nil where draws are too few or all alike.
    func limits(_ values: [Double]) -> (low: Double, high: Double)? {
      guard 2 * values.count > draws.count else { return nil }
      let sorted = values.sorted()
      let low = Quantile.type7(sorted, alpha / 2)
      let high = Quantile.type7(sorted, 1 - alpha / 2)
      return low < high ? (low, high) : nil
    }
  }

  /// Errors and means over levels when images and people's answers are drawn anew.
  fileprivate static func draw(
    _ comparisons: [PeopleComparison], _ columns: [[[Double]]], seed: UInt64, stream: Int
  ) -> (errors: [Double], means: [Double]) {
    var generator = SplitMix64(seed: seed, stream: stream)
    var errors: [Double] = []
    var means: [Double] = []
    // The conditions show the same images, so one draw of images serves all of them.
    let count = columns[0][0].count
    let weights = generator.drawWithReplacement(count)
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

  fileprivate static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}

extension EstimateResult {
  /// Takes over the percentile interval of some draws, or says why there is none.
  fileprivate mutating func set(_ draws: [Double], _ sample: PeopleComparison.Sample) {
    guard let limits = sample.limits(draws) else {
      addNote("no interval: drawing images and answers anew changes nothing")
      return
    }
    (low, high) = limits
    interval = "percentile bootstrap of images and answers, of these levels"
  }
}
