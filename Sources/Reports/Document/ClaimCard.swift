package import Analyses

/// One claim on the first screen: what was claimed and expected, and what the data say.
package struct ClaimCard: Equatable, Sendable {
  /// The identifier in the manifest, for example `C4`.
  package var id: String
  /// The claim in words.
  package var text: String
  /// What was expected before the run.
  package var prediction: String?
  /// The outcome in words, for example `too close to call`.
  package var verdict: String
  /// What the outcome rests on.
  package var reason: Prose
}
