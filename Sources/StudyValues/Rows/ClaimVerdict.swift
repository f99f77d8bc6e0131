/// What the data say about one claim of a study.
package struct ClaimVerdict: Codable, Equatable, Sendable {
  /// The four possible outcomes.
  package enum Outcome: String, Codable, Sendable, CaseIterable {
    case supported, contradicted, equivalent
    case tooCloseToCall = "too close to call"
  }

  /// The claim's identifier, for example `C4`.
  package var claim: String
  /// The claim in words.
  package var text: String
  /// The estimand the manifest named before the run, in words.
  package var primary: String
  /// The outcome; empty when a needed input is missing.
  package var outcome: Outcome?
  /// One sentence with the numbers the outcome rests on.
  package var sentence: String

  /// Creates a verdict.
  package init(claim: String, text: String, primary: String, outcome: Outcome?, sentence: String) {
    self.claim = claim
    self.text = text
    self.primary = primary
    self.outcome = outcome
    self.sentence = sentence
  }
}
