/// The margin of the true class's logit over the best other one, averaged over training.
///
/// ```text
/// AUM_i = (1/E) sum over checkpoints e of  z_y - max_(k != y) z_k
/// ```
///
/// Higher = easier; far below 0 points to a wrong label. In units of logits, so not comparable
/// between networks of other scale except by rank.
///
/// Degenerate cases: before the first checkpoint all areas are NaN; margins must be finite.
///
/// Source: Pleiss, Zhang, Elenberg & Weinberger 2020, arXiv 2001.10528, equations 1-2.
public struct AreaUnderMargin: Sendable, Equatable {
  private var moments: RunningMoments

  /// The number of checkpoints seen.
  public var checkpoints: Int { moments.count }
  /// The area of each image; NaN before the first checkpoint.
  public var areas: [Double] { checkpoints == 0 ? moments.means.map { _ in .nan } : moments.means }

  /// Starts before the first checkpoint.
  ///
  /// - Parameter images: The number of images.
  public init(images: Int) { moments = RunningMoments(images: images) }

  /// Adds a checkpoint.
  ///
  /// - Parameter margins: The logit of the true class less the largest other logit, for each image.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/notANumber(name:index:)``, ``StatisticsError/notFinite(name:index:)``; the
  ///   state is then as before.
  /// - Complexity: O(images).
  public mutating func add(margins: [Double]) throws(StatisticsError) {
    try moments.add(margins, name: "margins")
  }
}
