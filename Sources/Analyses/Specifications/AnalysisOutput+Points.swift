internal import StudyValues

extension AnalysisOutput {
  /// The output without intervals of no width.
  ///
  /// Where nothing varied in the sample, as when a score tells all images apart or every answer is the same, errors
  /// by variances and resamples are 0. That is no certainty, so the row has its value with the reason
  /// in place of limits.
  func withoutPoints() -> AnalysisOutput {
    var output = self
    for place in output.estimates.indices {
      guard let low = estimates[place].low, low == estimates[place].high else { continue }
      output.estimates[place].low = nil
      output.estimates[place].high = nil
      output.estimates[place].interval = nil
      output.estimates[place].addNote("no interval: nothing varied in the sample")
    }
    return output
  }
}
