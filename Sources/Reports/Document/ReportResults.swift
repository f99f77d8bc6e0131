package import StudyValues

/// All result rows of a study, which `report.json` holds in full.
package struct ReportResults: Equatable, Sendable {
  /// What the data say about each claim.
  package var verdicts: [ClaimVerdict]
  /// The correlations.
  package var correlations: [CorrelationResult]
  /// The comparisons of correlations.
  package var comparisons: [ComparisonResult]
  /// The other estimates.
  package var estimates: [EstimateResult]
  /// The curves.
  package var series: [SeriesPoint]
  /// The lists of images.
  package var images: [ExtremeImage]

  /// Creates the results of a study.
  package init(
    verdicts: [ClaimVerdict] = [], correlations: [CorrelationResult] = [],
    comparisons: [ComparisonResult] = [], estimates: [EstimateResult] = [],
    series: [SeriesPoint] = [], images: [ExtremeImage] = []
  ) {
    self.verdicts = verdicts
    self.correlations = correlations
    self.comparisons = comparisons
    self.estimates = estimates
    self.series = series
    self.images = images
  }

  /// Collects the results of some analyses, in their order.
  package init(_ outputs: [AnalysisOutput], verdicts: [ClaimVerdict] = []) {
    self.init(
      verdicts: verdicts, correlations: outputs.flatMap(\.correlations),
      comparisons: outputs.flatMap(\.comparisons), estimates: outputs.flatMap(\.estimates),
      series: outputs.flatMap(\.series), images: outputs.flatMap(\.images))
  }

  /// The lists by the names they have in `report.json`.
  var tables: [(name: String, rows: RowTable)] {
    [
      ("verdicts", RowTable(verdicts)), ("correlations", RowTable(correlations)),
      ("comparisons", RowTable(comparisons)), ("estimates", RowTable(estimates)),
      ("series", RowTable(series)), ("images", RowTable(images)),
    ]
  }
}
