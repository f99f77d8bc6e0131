/// The choices of a study that concern every analysis.
package struct AnalysisDecisions: Sendable, Equatable {
  /// The level of every test.
  package var alpha: Double
  /// How the p-values of a family are adjusted: `holm`, `benjamini-hochberg` or `none`.
  package var adjustment: String
  /// The half-width of the range of differences that count as none.
  package var margin: Double
  /// The number of resamples.
  package var resamples: Int
  /// The seed of everything random.
  package var seed: UInt64
  /// The fewest images for which a group shows a coefficient.
  package var fewestImages: Int
  /// The number of threads.
  package var threads: Int

  /// Creates a set of choices.
  package init(
    alpha: Double = 0.05, adjustment: String = "holm", margin: Double = 0.02,
    resamples: Int = 9_999, seed: UInt64 = 20_260_101, fewestImages: Int = 3, threads: Int = 2
  ) {
    self.alpha = alpha
    self.adjustment = adjustment
    self.margin = margin
    self.resamples = resamples
    self.seed = seed
    self.fewestImages = fewestImages
    self.threads = threads
  }
}
