/// Everything one analysis of a study found.
public struct AnalysisOutput: Codable, Equatable, Sendable {
  /// The analysis, by its identifier in the manifest.
  public var analysis: String
  /// The kind of the analysis.
  public var kind: String
  /// Correlations of scores with a human measure.
  public var correlations: [CorrelationResult] = []
  /// Comparisons of two correlations.
  public var comparisons: [ComparisonResult] = []
  /// Named quantities.
  public var estimates: [EstimateResult] = []
  /// Points of curves.
  public var series: [SeriesPoint] = []
  /// Lists of images.
  public var images: [ExtremeImage] = []
  /// Why the analysis gave nothing, or what a reader must know.
  public var notes: [String] = []

  /// Creates an output without rows.
  public init(analysis: String, kind: String) {
    self.analysis = analysis
    self.kind = kind
  }

  /// Whether nothing was found; then ``notes`` says why.
  public var isEmpty: Bool {
    correlations.isEmpty && comparisons.isEmpty && estimates.isEmpty && series.isEmpty
      && images.isEmpty
  }
}
