internal import RealModule
internal import Statistics
internal import StudyValues

// Result rows filled from tables, tests and intervals.

extension CorrelationResult {
  /// A row of one score of a table, without numbers.
  init(
    _ table: ImageTable, human: HumanMeasure, score: String, method: String,
    group: ImageGroup? = nil, n: Int = 0, dropped: Int = 0
  ) {
    let isShared = table.score(score)?.isShared == true
    self.init(
      dataset: table.key.dataset, annotationSet: table.key.annotationSet, human: human.rawValue,
      model: isShared ? "networks" : table.key.model, score: score, method: method,
      grouping: (group?.grouping ?? .all).rawValue, group: group?.name ?? "all", n: n,
      dropped: dropped)
    condition = table.key.condition
    level = table.key.level
    step = table.key.step
  }

  /// Takes over a strength with its population: standard error, test and interval belong together.
  ///
  /// - Parameters:
  ///   - estimate: The coefficient, or a strength whose sign is -1 that of the coefficient.
  ///   - population: What is a random sample.
  ///   - level: The level of the interval.
  ///   - sign: -1 where the strength is the turned coefficient.
  /// - Throws: `StatisticsError` for a level out of range.
  mutating func set(
    _ estimate: StrengthEstimate, of population: Population, level: Double, sign: Double = 1
  ) throws(StatisticsError) {
    self.population = population
    // An error of 0 decides nothing, as where halves of a panel agree in every image.
    guard estimate.standardError > 0 else {
      addNote("no interval and no test: nothing varied in the sample")
      return
    }
    standardError = estimate.standardError
    take(estimate.test())
    testStatistic = testStatistic.map { $0 * sign }
    let interval = try estimate.interval(level: level)
    let limits = [interval.low * sign, interval.high * sign].sorted()
    (ciLow, ciHigh, ciLevel) = (limits[0], limits[1], interval.level)
    ciMethod = interval.method
  }
}

extension ComparisonResult {
  /// A row of two scores of a table, without numbers.
  init(
    _ table: ImageTable, human: HumanMeasure, pair: [String], method: String,
    group: ImageGroup? = nil, n: Int = 0, test: String
  ) {
    self.init(
      dataset: table.key.dataset, annotationSet: table.key.annotationSet, human: human.rawValue,
      modelA: table.key.model, scoreA: pair[0], modelB: table.key.model, scoreB: pair[1],
      method: method, grouping: (group?.grouping ?? .all).rawValue, group: group?.name ?? "all",
      n: n, test: test)
    condition = table.key.condition
    level = table.key.level
    step = table.key.step
  }

  /// Takes over an estimated difference with its test and interval.
  mutating func set(
    _ estimate: StrengthEstimate, of population: Population, level: Double
  ) throws(StatisticsError) {
    self.population = population
    difference = estimate.estimate
    standardError = estimate.standardError
    set(try estimate.interval(level: level))
    set(estimate.test())
    detectable = estimate.detectable(alpha: 1 - level)
  }
}

extension CorrelationResult {
  /// Takes over the outcome of a test against zero, by its name.
  mutating func take(_ test: SignificanceTest) {
    self.test = test.name
    set(test)
  }
}

extension TestedRow {
  /// Takes over the numbers of a test.
  mutating func set(_ test: SignificanceTest) {
    testStatistic = test.statistic
    df = test.df
    alternative = test.alternative.rawValue
    p = test.pValue.p
    log10P = test.pValue.log10P
  }

  /// Takes over an interval.
  mutating func set(_ interval: Interval) {
    ciLow = interval.low
    ciHigh = interval.high
    ciLevel = interval.level
    ciMethod = interval.method
  }

  /// Adds a sentence to the note.
  mutating func addNote(_ text: String) {
    note = [note, text].compactMap { $0 }.joined(separator: "; ")
  }
}

/// The mean of a sample with its standard error, and the same with groups as the sample.
struct MeanEstimate {
  /// The mean.
  let value: Double
  /// The number of values.
  let n: Int
  /// The standard error.
  let error: Double

  /// Takes the mean of some values; nil for fewer than two.
  init?(_ values: [Double]) {
    guard values.count > 1 else { return nil }
    n = values.count
    value = values.reduce(0, +) / Double(n)
    let squares = values.reduce(0) { [value] in $0 + ($1 - value) * ($1 - value) }
    error = (squares / Double(n - 1) / Double(n)).squareRoot()
  }

  /// The interval with quantiles of t.
  func interval(alpha: Double) -> (low: Double, high: Double) {
    let half = StudentT.quantile(1 - alpha / 2, df: Double(n - 1)) * error
    return (value - half, value + half)
  }
}

extension ResultKey {
  /// The key of a quantity of one table.
  init(
    _ analysis: String, _ quantity: String, of table: ImageTable, score: String? = nil,
    group: ImageGroup? = nil
  ) {
    self.init(
      analysis: analysis, quantity: quantity, annotationSet: table.key.annotationSet,
      model: score.map { table.score($0)?.isShared == true } == true ? "networks" : table.key.model,
      score: score, condition: table.key.condition, level: table.key.level, step: table.key.step,
      grouping: group?.grouping.rawValue, group: group?.name)
  }
}

extension [Double] {
  /// The mean of the values of each class, in the order of the classes that occur.
  func means(byClass classes: [Int]) -> [Double] {
    var sums: [Int: (sum: Double, n: Int)] = [:]
    for (value, index) in zip(self, classes) {
      sums[index, default: (0, 0)].sum += value
      sums[index, default: (0, 0)].n += 1
    }
    return sums.sorted { $0.key < $1.key }.map { $0.value.sum / Double($0.value.n) }
  }
}
