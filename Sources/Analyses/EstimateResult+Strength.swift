internal import Statistics
internal import StudyValues

extension EstimateResult {
  /// Takes over an estimate with its interval and its test against 0.
  ///
  /// - Throws: `StatisticsError` for a level out of range.
  mutating func take(
    _ estimate: StrengthEstimate, _ decisions: AnalysisDecisions
  ) throws(StatisticsError) {
    let interval = try estimate.interval(level: 1 - decisions.alpha)
    value = estimate.estimate
    (standardError, df) = (estimate.standardError, estimate.df)
    (low, high, self.interval) = (interval.low, interval.high, interval.method)
    guard estimate.standardError > 0 else { return }
    let test = estimate.test()
    (p, log10P) = (test.pValue.p, test.pValue.log10P)
  }

  /// Takes over an estimate, or why it has no interval.
  mutating func fill(_ estimate: StrengthEstimate, _ decisions: AnalysisDecisions) {
    do {
      try take(estimate, decisions)
    } catch {
      addNote("\(error)")
    }
  }
}
