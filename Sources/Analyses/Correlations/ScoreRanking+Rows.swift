internal import Statistics
internal import StudyValues

extension ScoreRanking.Row {
  /// How far the score is behind the best one, with its own error, the simultaneous interval and the p-value that
  /// goes with the interval.
  ///
  /// - Parameters:
  ///   - key: What the row is about.
  ///   - how: The sample, in the words of the covariance.
  ///   - n: The number of images.
  /// - Returns: The row; without error, interval and p for the best score itself.
  func behind(_ key: ResultKey, how: String, n: Int) -> EstimateResult {
    var row = EstimateResult(
      key, value: behindBest, standardError: behindBestEstimate?.standardError,
      df: behindBestEstimate?.df, low: behindBestInterval?.low, high: behindBestInterval?.high,
      interval: "max-t, \(how)", n: n, p: behindBestP?.p, log10P: behindBestP?.log10P)
    row.test = behindBestP == nil ? nil : "max-t"
    return row
  }
}
