package import Networks

/// Rows that were scored before, by the scorer of this program, for ``RunScoring`` to store.
package protocol ScoredRows: Sendable {
  /// The number of rows that were scored, those included that are no images of the study.
  var rows: Int { get }
  /// The number of classes.
  var classes: Int { get }
  /// The file that an error about rows names.
  var file: String { get }
  /// Every input of the scorer with its purpose and what it held; several of one purpose are one array.
  var inputs: [(purpose: String, path: String, digest: FileDigest)] { get }
  /// What tells the run apart, or is recorded with it.
  var parameters: [String: String] { get }
  /// The means over all rows that were scored.
  var summary: ScoringSummary { get }

  /// Sends the scores of the rows that are stored, tile by tile in their order.
  ///
  /// - Parameter receive: Takes the next tile, whose rows are numbered from 0.
  /// - Throws: The error of reading, or that of `receive`.
  func send(to receive: (ScoreTile) throws -> Void) throws
}
