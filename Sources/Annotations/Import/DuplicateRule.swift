/// What happens when one annotator answers the same question on the same image again.
package enum DuplicateRule: String, Sendable, CaseIterable, Codable {
  /// Keep every answer and report how many repeat an earlier one.
  case all
  /// Keep the first and drop the others, counted.
  case first
  /// Keep the last and drop the others, counted; needs memory for all answers of the import.
  case last
}
