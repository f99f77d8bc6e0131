internal import Statistics
internal import StudyValues

/// Makes the rows of an analysis whose unit is the seed: one number per seed, and pairs of them.
struct SeedRows {
  /// The analysis.
  let analysis: String
  /// The level of intervals.
  let level: Double

  /// The grouping of rows about one seed.
  static let grouping = "seed"

  /// The key of a quantity.
  ///
  /// - Parameters:
  ///   - quantity: The quantity.
  ///   - score: What heads are compared by, a selection or a loss.
  ///   - other: What is subtracted.
  ///   - condition: The target, or the domain left out.
  /// - Returns: The key, without a population.
  func key(
    _ quantity: String, _ score: String, less other: String? = nil, on condition: String? = nil
  ) -> ResultKey {
    ResultKey(
      analysis: analysis, quantity: quantity, score: score, otherScore: other,
      condition: condition)
  }

  /// The mean over seeds with its t interval.
  func mean(_ key: ResultKey, _ values: [Double]) -> EstimateResult {
    row(key, values, isTested: false)
  }

  /// The mean difference, first minus second seed by seed, with its t interval and paired test.
  func difference(_ key: ResultKey, _ first: [Double], _ second: [Double]) -> EstimateResult {
    row(key, zip(first, second).map { $0 - $1 }, isTested: true)
  }

  /// The key of rows about one seed, counted from 0.
  static func key(_ key: ResultKey, ofSeed seed: Int) -> ResultKey {
    key.with { ($0.grouping, $0.group) = (grouping, "\(seed + 1)") }
  }

  /// The difference of two accuracies on the same images, for heads of one seed.
  func withinSeed(
    _ key: ResultKey, seed: Int, _ first: [Bool], _ second: [Bool]
  ) throws -> EstimateResult {
    let pair = try PairedAccuracy(first, second)
    let interval = try pair.interval(level: level)
    let test = pair.midPTest()
    var row = EstimateResult(
      Self.key(key, ofSeed: seed).with { $0.population = .images }, value: pair.difference,
      low: interval.low, high: interval.high,
      interval: "Newcombe's paired interval over images, mid-p McNemar test", n: pair.n,
      p: test.pValue.p, log10P: test.pValue.log10P)
    row.test = test.name
    return row
  }

  /// The mean difference of two accuracies with the image as the unit, the seeds taken as given.
  ///
  /// Each image counts with the mean over seeds of (first right) - (second right).
  func overImages(_ key: ResultKey, _ first: [[Bool]], _ second: [[Bool]]) -> EstimateResult {
    let images = first.first?.count ?? 0
    let values = (0..<images).map { image in
      let sum = zip(first, second).reduce(0) { sum, seed in
        sum + (seed.0[image] ? 1 : 0) - (seed.1[image] ? 1 : 0)
      }
      return Double(sum) / Double(first.count)
    }
    let interval = "normal interval over images of the mean over seeds"
    guard let mean = MeanEstimate(values) else {
      return EstimateResult(
        key.with { $0.population = .images }, value: values.first, interval: interval, n: images)
    }
    var row = EstimateResult(key, over: mean, alpha: 1 - level)
    row.interval = interval
    return row
  }

  /// A point of a curve: the mean over seeds with its t interval.
  func point(_ key: ResultKey, x: Double, _ values: [Double]) -> SeriesPoint {
    let row = mean(key, values)
    return SeriesPoint(row.key, x: x, value: row.value, low: row.low, high: row.high, n: row.n)
  }

  private func row(_ key: ResultKey, _ values: [Double], isTested: Bool) -> EstimateResult {
    var row = EstimateResult(
      key.with { $0.population = .seeds }, value: nil, interval: "mean over seeds, t interval",
      n: values.count)
    guard !values.isEmpty, values.allSatisfy(\.isFinite) else {
      row.note = "no value for some seed"
      return row
    }
    guard let pairs = try? PairedDifferences(values, values.map { _ in 0 }) else {
      row.value = values[0]
      row.note = "one seed has no interval and supports no statement about training"
      return row
    }
    row.value = pairs.mean
    guard let interval = try? pairs.interval(level: level), let test = try? pairs.test() else {
      row.note = "the same for all seeds, so without an interval"
      return row
    }
    (row.standardError, row.df) = (pairs.standardError, Double(pairs.n - 1))
    (row.low, row.high) = (interval.low, interval.high)
    if isTested { (row.p, row.log10P) = (test.pValue.p, test.pValue.log10P) }
    return row
  }
}
