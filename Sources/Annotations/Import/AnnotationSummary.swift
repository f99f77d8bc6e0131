/// Rows that one rule left out of an import.
package struct DroppedRows: Sendable, Equatable {
  /// The rule, in words, such as `attention check`.
  package let rule: String
  /// How many rows it dropped.
  package let count: Int
}

/// What an import did, for the table that is shown and stored after it.
///
/// `rowsRead` is `rowsUsed` plus the sum of `dropped`. A row is what the file's format has as its
/// unit: a line, a row of a matrix, a JSON object, a question of one rater.
package struct AnnotationSummary: Sendable, Equatable {
  /// What was known before the first answer.
  package var header: AnnotationHeader
  /// The rows of all files.
  package var rowsRead: Int = 0
  /// The rows that became answers or tallies.
  package var rowsUsed: Int = 0
  /// The rows left out, by rule, in the order in which the rules are documented.
  package var dropped: [DroppedRows] = []
  /// The number of different images.
  package var images: Int = 0
  /// The number of different annotators; 0 when they are unknown.
  package var annotators: Int = 0
  /// The number of answers passed to the sink.
  package var answers: Int = 0
  /// The number of tallies passed to the sink.
  package var tallies: Int = 0
  /// What a reader of the results must know, one sentence each.
  package var notes: [String] = []
}
