package import Analyses
internal import StudyValues

/// A claim that a study judges, with the one estimand that decides.
package struct ClaimEntry: Codable, Equatable, Sendable {
  /// The identifier, for example `C4`.
  package var id: String
  /// The claim in words.
  package var text: String
  /// What was expected before the run.
  package var prediction: String?
  /// What decides.
  package var primary: PrimaryEstimand

  /// What the results say of the claim.
  ///
  /// - Parameters:
  ///   - outputs: What the analyses found.
  ///   - needs: What the deciding analysis is to have rows for.
  ///   - decisions: The choices made beforehand.
  /// - Returns: The verdict; without an outcome when the rows it needs are missing.
  func verdict(
    on outputs: [AnalysisOutput], needs: ClaimNeeds, decisions: AnalysisDecisions
  ) -> ClaimVerdict {
    Verdict.judge(
      claim: id, text: text, prediction: prediction, primary: primary, outputs: outputs,
      needs: needs, decisions: decisions)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case id, text, prediction, primary
  }
}
