/// What the data say about one claim of a study.
package struct ClaimVerdict: KeyedRow {
  /// The possible outcomes.
  package enum Outcome: String, Sendable, CaseIterable {
    case supported, contradicted, equivalent
    /// Some networks one way, some the other, each beyond chance.
    case mixed
    case tooCloseToCall = "too close to call"
    /// Too few units for any result to be beyond chance, or no variation to judge by.
    case cannotBeDecided = "cannot be decided here"
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
  /// What was expected before the run.
  package var prediction: String?
  /// What the outcome is about: units, population, networks, levels.
  package var subject: String?
  /// The smallest difference that would have been found with 80 % power, in words.
  package var detectable: String?
  /// What other ways of asking the same say.
  package var beside: String?

  /// The outcome as readers see it.
  package var word: String { outcome?.rawValue ?? "no verdict" }

  /// Creates a verdict.
  package init(claim: String, text: String, primary: String, outcome: Outcome?, sentence: String) {
    self.claim = claim
    self.text = text
    self.primary = primary
    self.outcome = outcome
    self.sentence = sentence
  }

  package static let table = "claim_verdict"
  package static let meaning = "What the data say about one claim."
  package static let blank = ClaimVerdict(
    claim: "", text: "", primary: "", outcome: nil, sentence: "")
  package static let columns: [RowColumn<ClaimVerdict>] = [
    RowColumn("claim", "Claim", \.claim, "The claim's identifier, for example C4."),
    RowColumn("text", "In words", \.text, "The claim in words."),
    RowColumn("primary", "Primary estimand", \.primary, "The estimand named before the run.")
      .detail,
    RowColumn(
      "outcome", "Outcome", \.outcome,
      "What the data say: " + Outcome.allCases.map(\.rawValue).joined(separator: ", ")
        + "; empty if an input is missing."),
    RowColumn("sentence", "Because", \.sentence, "One sentence with the numbers."),
    RowColumn("prediction", "Predicted", \.prediction, "What was expected before the run."),
    RowColumn(
      "subject", "For what", \.subject,
      "What the outcome is about: units, population, networks, levels."),
    RowColumn(
      "detectable", "Detectable", \.detectable,
      "The smallest difference that would have been found with 80 % power."),
    RowColumn("beside", "Beside it", \.beside, "What other ways of asking the same say."),
  ]
}
