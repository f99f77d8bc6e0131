package import Analyses
package import Reports

/// What a page to explore is about.
package struct ExploreSettings: Sendable {
  /// The data set; nil for the only one.
  package var dataset: String?
  /// The annotation set; nil for the default one.
  package var set: String?
  /// The networks; all when empty.
  package var models: [String] = []
  /// The scores; when empty as many as have room, those of the primary estimand first.
  package var scores: [String] = []
  /// Where the pictures of the images are.
  package var pictures: ImagePictures?
  /// The folder of the page, which addresses of pictures begin at; nil for a page that is served.
  package var folder: String?
  /// The choices of the analyses.
  package var decisions = AnalysisDecisions()

  /// Creates the defaults.
  package init() {}

  /// The most images of a page of files.
  package static let mostImages = 200_000
  /// How many scores of single images a page of files holds when none are named, all networks together.
  static let usualScores = 640_000
  /// The most scores of a network that a page of files holds when none are named.
  static let mostUsualScores = 6
}
