/// The choices that a study makes before it sees the results.
package struct Decisions: Codable, Equatable, Sendable {
  /// How HSF is binned.
  package enum Bins: String, Codable, CaseIterable, Sendable {
    /// [0,.2], (.2,.4], (.4,.6], (.6,.8], (.8,1], decided in integers.
    case rightClosed5 = "right-closed-5"
  }

  /// The adjustments for several tests.
  package enum Adjustment: String, Codable, CaseIterable, Sendable {
    case holm, none
    case benjaminiHochberg = "benjamini-hochberg"
  }

  /// How HSF is binned.
  package var bins: Bins = .rightClosed5
  /// The level of every test; intervals have the level 1 - alpha.
  package var alpha: Double = 0.05
  /// How p-values of a family are adjusted.
  package var adjustment: Adjustment = .holm
  /// The half-width of the range of differences that count as none.
  package var margin: Double = 0.02
  /// The number of resamples of bootstraps and permutations.
  package var resamples: Int = 9_999
  /// The seed of everything random.
  package var seed: UInt64 = 20_260_101
  /// The fewest images for which a group shows a coefficient.
  package var fewestImages: Int = 3

  /// The fewest and most resamples.
  package static let resampleRange = 19...10_000_000

  /// Creates the defaults.
  package init() {}

  /// Reads a mapping; what it leaves out keeps its default.
  ///
  /// - Throws: `DecodingError` at the key whose value is of another type or outside of its range.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    bins = try fields.decodeIfPresent(Bins.self, forKey: .bins) ?? bins
    alpha = try fields.decodeIfPresent(Double.self, forKey: .alpha) ?? alpha
    adjustment = try fields.decodeIfPresent(Adjustment.self, forKey: .adjustment) ?? adjustment
    margin = try fields.decodeIfPresent(Double.self, forKey: .margin) ?? margin
    resamples = try fields.decodeIfPresent(Int.self, forKey: .resamples) ?? resamples
    seed = try fields.decodeIfPresent(UInt64.self, forKey: .seed) ?? seed
    fewestImages = try fields.decodeIfPresent(Int.self, forKey: .fewestImages) ?? fewestImages
    func require(_ isRight: Bool, _ key: CodingKeys, _ expected: String) throws {
      guard !isRight else { return }
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath + [key], debugDescription: expected))
    }
    let resampleRange = Self.resampleRange
    try require(alpha > 0 && alpha < 1, .alpha, "a number between 0 and 1")
    try require((0..<2).contains(margin), .margin, "a number from 0 to below 2")
    try require(
      resampleRange.contains(resamples), .resamples,
      "a whole number from \(resampleRange.lowerBound) to \(resampleRange.upperBound)")
    try require(
      (1...1_000_000_000).contains(fewestImages), .fewestImages,
      "a whole number from 1 to 1000000000")
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case bins, alpha, adjustment, margin, resamples, seed
    case fewestImages = "fewest_images"
  }
}
