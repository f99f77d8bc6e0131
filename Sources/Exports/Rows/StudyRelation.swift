internal import Reports
internal import Studies
internal import StudyStore
internal import StudyValues

/// Rows of a study that are read with one statement, with the meaning of each column.
struct StudyRelation {
  /// One column.
  struct Field {
    let name: String
    let meaning: String
  }

  /// The name, for example of its file.
  let name: String
  /// What one row is.
  let meaning: String
  /// The columns.
  let fields: [Field]
  /// The statement.
  let sql: String
  /// The values of its parameters.
  var arguments: [String: QueryValue] = [:]

  /// Calls a function with every row.
  func forEach(in store: StudyStore, _ body: ([QueryValue]) throws -> Void) throws {
    try store.query(sql, arguments: arguments, receive: body)
  }

  /// The rows as a table on its way out.
  func table(in store: StudyStore, notes: [String] = []) -> ExportedTable {
    ExportedTable(columns: fields.map { Column($0.name) }, notes: notes) { body in
      try forEach(in: store) { try body($0.map(Cell.init)) }
    }
  }
}

extension StudyRelation {
  /// People beside scores: `image_hardness` of a data set, of the set that was asked for.
  ///
  /// A study without networks has its people alone.
  static func images(_ request: ExportRequest) throws -> StudyRelation {
    let view = try request.store.table(named: "image_hardness")
    let hasRuns =
      try request.store.rows("SELECT 1 FROM run WHERE role = 'final' LIMIT 1").rows.isEmpty == false
    var arguments: [String: QueryValue] = ["dataset": .text(request.dataset)]
    if let set = request.set { arguments["set"] = .text(set) }
    guard hasRuns else {
      let people = try request.store.table(named: "human_hardness")
      return StudyRelation(
        name: people.name, meaning: people.meaning,
        fields: people.columns.map { Field(name: $0.name, meaning: $0.meaning) },
        sql: "SELECT * FROM human_hardness WHERE dataset = :dataset AND annotation_set = "
          + (request.set == nil
            ? "(SELECT annotation_set.name FROM annotation_set JOIN dataset USING (dataset_id) "
              + "WHERE is_default AND dataset.name = :dataset)" : ":set"),
        arguments: arguments)
    }
    let columns = view.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    return StudyRelation(
      name: view.name, meaning: view.meaning,
      fields: view.columns.map { Field(name: $0.name, meaning: $0.meaning) },
      sql: request.set == nil
        ? "SELECT \(columns) FROM image_hardness WHERE dataset = :dataset"
        : "SELECT \(columns) FROM image_hardness_all WHERE dataset = :dataset "
          + "AND annotation_set = :set AND role = 'final'",
      arguments: arguments)
  }
}

extension ExportKind {
  /// One row for each image and network: what people said and every score.
  package static let csv = ExportKind(
    name: "csv", abstract: "People beside scores, a row for each image and network, as CSV.",
    product: .rows(.csv) { try StudyRelation.images($0).table(in: $0.store) })

  /// The same rows, each a JSON object on a line of its own; what is missing is null.
  package static let jsonLines = ExportKind(
    name: "jsonl", abstract: "The same rows as JSON Lines.",
    product: .rows(.jsonLines) { try StudyRelation.images($0).table(in: $0.store) })
}
