public import StudyStore

/// The alignment doctor over what a study stores: ids, classes, accuracy, counts and norms.
///
/// Every line says what was compared and what came out, also when nothing speaks against it. A line
/// with the severity `error` or `warning` is a finding.
public struct StoredStudyCheck: Sendable {
  /// One thing that was looked at.
  public struct Line: Codable, Equatable, Sendable {
    /// `ok`, `note`, `warning` or `error`.
    public var severity: String
    /// What was looked at, or the kind of misalignment that was found.
    public var check: String
    /// The data set.
    public var dataset: String
    /// The annotation set or network; the data set itself when empty.
    public var subject: String
    /// How many images, rows or classes are concerned.
    public var count: Int?
    /// One sentence: what was compared, what was found, what is the likely cause.
    public var sentence: String
    /// Up to ten of them, comma separated.
    public var examples: String?

    /// Whether the line is a finding.
    public var isFinding: Bool { severity == "error" || severity == "warning" }
  }

  /// Everything that was looked at, in the order data set, annotation sets, networks.
  public let lines: [Line]

  /// The number of findings.
  public var findings: Int { lines.count(where: \.isFinding) }

  /// Checks a study.
  ///
  /// - Parameters:
  ///   - store: The study.
  ///   - dataset: One data set; nil for all.
  /// - Throws: The errors of the store.
  public init(_ store: StudyStore, dataset: String? = nil) throws {
    let chosen = try dataset.map { [try store.chosenDataset($0)] } ?? store.datasets()
    lines = try chosen.flatMap { try StudyExamination(store: store, dataset: $0).lines() }
  }
}
