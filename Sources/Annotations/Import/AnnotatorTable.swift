internal import Files
internal import StudyValues

/// A table about annotators, such as the demographic export of Prolific: one row a person.
///
/// The person is the column of one of the usual names; every other column is an attribute, but those
/// that identify a submission. Of several rows of a person the first counts.
struct AnnotatorTable {
  /// The file.
  let file: String
  private var rows: [String: [(name: String, value: String)]] = [:]

  /// The names of the column of persons.
  private static let identifiers = [
    "Participant id", "participant_id", "PROLIFIC_PID", "prolific_id", "annotator", "annotator_id",
    "rater_id", "rater", "worker_id", "worker", "WorkerId", "subject", "participant", "user_id",
    "user", "id",
  ]
  /// Columns that identify and describe nobody.
  private static let left: Set<String> = ["submission id", "completion code", "session"]
  /// The most rows.
  private static let limit = 10_000_000

  /// Reads a table.
  ///
  /// - Throws: ``AnnotationError`` when it cannot be read or has no column of persons.
  init(path: String) throws(AnnotationError) {
    file = path
    let reader = try annotationInput { () throws(InputFileError) in try DelimitedReader(path: path)
    }
    let columns = ColumnNames(reader)
    let person = try columns.require(Self.identifiers)
    let others = columns.names.indices.filter {
      $0 != person && !Self.left.contains(NameText.plain(columns.names[$0]).lowercased())
    }
    while try reader.nextAnswerRow() {
      // Numbers are those of the answers, whichever of both files writes decimals.
      let text = NameText.plain(reader.string(person))
      let name = DecimalNumber(text)?.certainWhole ?? text
      guard !MissingWords.isUsual(name), rows[name] == nil else { continue }
      rows[name] = others.map { (columns.names[$0], reader.string($0)) }
      guard rows.count <= Self.limit else {
        throw .input(
          .limitExceeded(path: path, position: .file, what: "annotators", limit: Self.limit))
      }
    }
  }

  /// What is known of a person.
  subscript(name: String) -> [(name: String, value: String)]? { rows[name] }
}
