public import Analyses

/// A claim that a study judges, with the one estimand that decides.
public struct ClaimEntry: Codable, Equatable, Sendable {
  /// The identifier, for example `C4`.
  public var id: String
  /// The claim in words.
  public var text: String
  /// What was expected before the run.
  public var prediction: String?
  /// What decides.
  public var primary: PrimaryEstimand

  /// The manifest's names of the fields.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case id, text, prediction, primary
  }
}
