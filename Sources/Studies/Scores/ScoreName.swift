internal import Analyses
internal import Foundation
internal import Networks
internal import StudyValues

/// The names that scores of other programs may have.
package enum ScoreName {
  /// What is wrong with a name; nil for a good one.
  ///
  /// A name must say something, stand in lists that commas and colons separate, and be neither a score
  /// of this program nor a measure of people or a column that stands beside scores.
  ///
  /// - Parameter name: The name.
  /// - Returns: The problem in words that follow the name.
  package static func problem(with name: String) -> String? {
    if NameText.plain(name).isEmpty { return "is blank; give the score a name" }
    if NameText.plain(name) != name { return "has blanks around it; take them away" }
    if name.contains(where: { $0 == "," || $0 == ":" || $0.isNewline }) {
      return
        "holds a comma, a colon or a line end, which separate the names of lists; leave them out"
    }
    if Score.named(name) != nil {
      return "is that of a score that avh computes itself; choose another, as in \(name)_imported"
    }
    let taken = HumanMeasure.allCases.map(\.rawValue) + columns
    if taken.contains(name.lowercased()) {
      return "is that of a column beside the scores; choose another, as in \(name)_imported"
    }
    return nil
  }

  /// The columns of the tables and views in which scores stand.
  private static let columns = [
    "label", "image", "class", "model", "dataset", "score", "value", "selected", "shown", "network",
    "target", "all", "none",
  ]
}
