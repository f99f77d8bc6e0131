/// Everything one analysis of a study found.
package struct AnalysisOutput: Equatable, Sendable {
  /// The analysis, by its identifier in the manifest.
  package var analysis: String
  /// The kind of the analysis.
  package var kind: String
  /// Correlations of scores with a human measure.
  package var correlations: [CorrelationResult] = []
  /// Comparisons of two correlations.
  package var comparisons: [ComparisonResult] = []
  /// Named quantities.
  package var estimates: [EstimateResult] = []
  /// Points of curves.
  package var series: [SeriesPoint] = []
  /// Lists of images.
  package var images: [ExtremeImage] = []
  /// Why the analysis gave nothing, or what a reader must know.
  package var notes: [String] = []

  /// Creates an output without rows.
  package init(analysis: String, kind: String) {
    self.analysis = analysis
    self.kind = kind
  }

  /// Whether nothing was found; then ``notes`` says why.
  package var isEmpty: Bool {
    correlations.isEmpty && comparisons.isEmpty && estimates.isEmpty && series.isEmpty
      && images.isEmpty
  }
}
