internal import Statistics
internal import StudyValues

extension EstimateResult {
  /// The mean of a value of images, with the t interval over images.
  init(_ key: ResultKey, over images: MeanEstimate, alpha: Double, note: String? = nil) {
    let limits = images.interval(alpha: alpha)
    self.init(
      key.with { $0.population = .images }, value: images.value, standardError: images.error,
      df: Double(images.n - 1), low: limits.low, high: limits.high, interval: "t over images",
      n: images.n, note: note)
  }

  /// The mean of a value of classes, with the t interval over classes.
  init(_ key: ResultKey, overClasses classes: MeanEstimate, alpha: Double, note: String? = nil) {
    let limits = classes.interval(alpha: alpha)
    self.init(
      key.with { $0.population = .classesRandom }, value: classes.value,
      standardError: classes.error, df: Double(classes.n - 1), low: limits.low, high: limits.high,
      interval: "t over classes", n: classes.n, note: note)
  }

  /// An estimate with its interval, its test against 0 and what could have been found.
  ///
  /// - Throws: `StatisticsError` for a level out of range.
  init(
    _ key: ResultKey, _ estimate: StrengthEstimate, decisions: AnalysisDecisions, n: Int?,
    note: String? = nil
  ) throws(StatisticsError) {
    let limits = try estimate.interval(level: 1 - decisions.alpha)
    let test = estimate.test()
    self.init(
      key, value: estimate.estimate, standardError: estimate.standardError, df: estimate.df,
      low: limits.low, high: limits.high, interval: estimate.method, n: n, p: test.pValue.p,
      log10P: test.pValue.log10P, note: note)
    detectable = estimate.detectable(alpha: decisions.alpha)
  }

  /// The row with the test of its value against 0 and what could have been found; as it is without a
  /// standard error.
  func tested(alpha: Double) -> EstimateResult {
    guard let value, let standardError, standardError > 0 else { return self }
    let estimate = StrengthEstimate(
      estimate: value, standardError: standardError, df: df, method: "Wald", isCorrelation: false)
    let test = estimate.test()
    var row = self
    (row.p, row.log10P) = (test.pValue.p, test.pValue.log10P)
    row.detectable = estimate.detectable(alpha: alpha)
    return row
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
