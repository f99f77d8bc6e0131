internal import Statistics
internal import StudyValues

extension EstimateResult {
  /// The mean of a value of images, with the normal interval over images.
  init(_ key: ResultKey, over images: MeanEstimate, alpha: Double, note: String? = nil) {
    let limits = images.interval(alpha: alpha)
    self.init(
      key.with { $0.population = .images }, value: images.value, standardError: images.error,
      low: limits.low, high: limits.high, interval: "normal interval over images", n: images.n,
      note: note)
  }

  /// The mean of a value of classes, with the t interval over classes.
  init(_ key: ResultKey, overClasses classes: MeanEstimate, alpha: Double, note: String? = nil) {
    let limits = classes.tInterval(alpha: alpha)
    self.init(
      key.with { $0.population = .classesRandom }, value: classes.value,
      standardError: classes.error, df: Double(classes.n - 1), low: limits.low, high: limits.high,
      interval: "t over classes", n: classes.n, note: note)
  }

  /// A share of images, with Wilson's interval.
  ///
  /// - Throws: `StatisticsError` without images.
  init(
    _ key: ResultKey, share successes: Int, of trials: Int, alpha: Double, note: String? = nil
  ) throws(StatisticsError) {
    let limits = try Proportion.wilson(successes: successes, trials: trials, level: 1 - alpha)
    self.init(
      key.with { $0.population = .images }, value: Double(successes) / Double(trials),
      low: limits.low, high: limits.high, interval: "Wilson", n: trials, note: note)
  }
}
