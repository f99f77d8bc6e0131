package import Statistics
internal import StudyValues

extension PanelAgreement.Measure: Codable {}

extension VoteCounts {
  /// How far people agree, by each measure.
  ///
  /// - Parameters:
  ///   - measures: The measures.
  ///   - key: The analysis and the annotation set.
  ///   - resamples: The number of resamples of images.
  ///   - decisions: The choices made beforehand.
  /// - Returns: One row a measure; the note says why there is no number.
  func agreement(
    _ measures: [PanelAgreement.Measure], _ key: ResultKey, resamples: Int,
    _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    measures.map { measure in
      var row = EstimateResult(
        key.with {
          ($0.quantity, $0.method, $0.population) = ("agreement", measure.rawValue, .images)
        }, value: nil)
      do {
        let panel = try PanelAgreement(self)
        let estimate = try panel.estimate(
          measure, resamples: resamples, level: 1 - decisions.alpha, seed: decisions.seed,
          threads: decisions.threads)
        (row.value, row.standardError) = (estimate.value, estimate.standardError)
        (row.low, row.high) = (estimate.interval.low, estimate.interval.high)
        (row.n, row.interval) = (panel.images, "bootstrap of \(resamples) over images")
      } catch {
        row.note = "\(error)"
      }
      return row
    }
  }
}
