public import Results

/// All result rows of a study, which `report.json` holds in full.
public struct ReportResults: Equatable, Sendable {
  /// What the data say about each claim.
  public var verdicts: [ClaimVerdict]
  /// The correlations.
  public var correlations: [CorrelationResult]
  /// The comparisons of correlations.
  public var comparisons: [ComparisonResult]
  /// The other estimates.
  public var estimates: [EstimateResult]
  /// The curves.
  public var series: [SeriesPoint]
  /// The lists of images.
  public var images: [ExtremeImage]

  /// Creates the results of a study.
  public init(
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
  public init(_ outputs: [AnalysisOutput], verdicts: [ClaimVerdict] = []) {
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
