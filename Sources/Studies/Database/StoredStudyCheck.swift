package import StudyStore
package import StudyValues

/// The alignment doctor over what a study stores: ids, classes, accuracy, counts and norms.
///
/// Every line says what was compared and what came out, also when nothing speaks against it. A line
/// with the severity `error` or `warning` is a finding.
package struct StoredStudyCheck: Sendable {
  /// One thing that was looked at.
  package struct Line: DescribedRow, Equatable {
    /// `ok`, `note`, `warning` or `error`.
    package var severity: String
    /// What was looked at, or the kind of misalignment that was found.
    package var check: String
    /// The data set.
    package var dataset: String
    /// The annotation set or network; the data set itself when empty.
    package var subject: String
    /// How many images, rows or classes are concerned.
    package var count: Int?
    /// One sentence: what was compared, what was found, what is the likely cause.
    package var sentence: String
    /// Up to ten of them, comma separated.
    package var examples: String?

    package static let columns: [RowColumn<Line>] = [
      RowColumn("severity", "Severity", \.severity, "ok, note, warning or error."),
      RowColumn("check", "Check", \.check, "What was looked at."),
      RowColumn("dataset", "Data set", \.dataset, "The data set."),
      RowColumn("subject", "Subject", \.subject, "The annotation set or network."),
      RowColumn("count", "Count", \.count, "How many images, rows or classes are concerned."),
      RowColumn("sentence", "What", \.sentence, "What was compared and found."),
      RowColumn("examples", "Examples", \.examples, "Up to ten of them."),
    ]

    /// Whether the line is a finding.
    var isFinding: Bool { severity == "error" || severity == "warning" }
  }

  /// Everything that was looked at, in the order data set, annotation sets, networks.
  package let lines: [Line]

  /// What is wrong or doubtful, each with what it is about.
  package var sentences: [String] {
    lines.filter(\.isFinding).map { line in
      "\(line.subject.isEmpty ? line.dataset : line.subject): \(line.sentence)"
    }
  }

  /// The number of findings.
  package var findings: Int { lines.count(where: \.isFinding) }

  /// Checks a study.
  ///
  /// - Parameters:
  ///   - store: The study.
  ///   - dataset: One data set; nil for all.
  /// - Throws: The errors of the store.
  package init(_ store: StudyStore, dataset: String? = nil) throws {
    let chosen = try dataset.map { [try store.chosenDataset($0)] } ?? store.datasets()
    lines = try chosen.flatMap { try StudyExamination(store: store, dataset: $0).lines() }
  }
}
