internal import Statistics
internal import StudyValues

/// Makes the rows of an analysis whose unit is the seed: one number per seed, and pairs of them.
struct SeedRows {
  let analysis: String
  let level: Double

  /// The mean over seeds with its t interval.
  func mean(_ name: String, of group: String, _ values: [Double]) -> EstimateResult {
    row(name, of: group, values, isTested: false)
  }

  /// The mean difference, first minus second seed by seed, with its t interval and paired test.
  func difference(
    _ name: String, of group: String, _ first: [Double], _ second: [Double]
  ) -> EstimateResult {
    row(name, of: group, zip(first, second).map { $0 - $1 }, isTested: true)
  }

  /// The difference of two accuracies on the same images, for heads of one seed.
  func withinSeed(
    _ name: String, of group: String, _ first: [Bool], _ second: [Bool]
  ) throws -> EstimateResult {
    let pair = try PairedAccuracy(first, second)
    let interval = try pair.interval(level: level)
    let test = pair.midPTest()
    return EstimateResult(
      analysis: analysis, name: "\(name)_within_seed", group: group, value: pair.difference,
      low: interval.low, high: interval.high, n: pair.n,
      method: "Newcombe's paired interval over images, mid-p McNemar test", p: test.pValue.p,
      log10P: test.pValue.log10P)
  }

  /// The mean difference of two accuracies with the image as the unit, the seeds taken as given.
  ///
  /// Each image counts with the mean over seeds of (first right) - (second right).
  func overImages(
    _ name: String, of group: String, _ first: [[Bool]], _ second: [[Bool]]
  ) -> EstimateResult {
    let images = first.first?.count ?? 0
    let values = (0..<images).map { image in
      let sum = zip(first, second).reduce(0) { sum, seed in
        sum + (seed.0[image] ? 1 : 0) - (seed.1[image] ? 1 : 0)
      }
      return Double(sum) / Double(first.count)
    }
    let mean = values.reduce(0, +) / Double(images)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(images - 1) / Double(images)).squareRoot()
    let z = Normal.quantile(1 - (1 - level) / 2)
    return EstimateResult(
      analysis: analysis, name: "\(name)_over_images", group: group, value: mean,
      low: images > 1 ? mean - z * error : nil, high: images > 1 ? mean + z * error : nil,
      n: images, method: "normal interval over images of the mean over seeds")
  }

  /// A point of a curve: the mean over seeds with its t interval.
  func point(_ name: String, x: Double, _ values: [Double]) -> SeriesPoint {
    let row = mean(name, of: "", values)
    return SeriesPoint(
      analysis: analysis, name: name, x: x, value: row.value, low: row.low, high: row.high,
      n: row.n)
  }

  private func row(
    _ name: String, of group: String, _ values: [Double], isTested: Bool
  ) -> EstimateResult {
    var row = EstimateResult(
      analysis: analysis, name: name, group: group, value: nil, n: values.count,
      method: "mean over seeds, t interval")
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
    row.low = interval.low
    row.high = interval.high
    if isTested {
      row.p = test.pValue.p
      row.log10P = test.pValue.log10P
    }
    return row
  }
}
