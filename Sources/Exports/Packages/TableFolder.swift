internal import Files
internal import Reports
internal import Studies
internal import StudyStore
internal import StudyValues

/// The tables of a study as CSV files in a folder, with what a description of them needs.
///
/// `people` has one row an image and annotation set, `votes` the counts of each class, `scores` one row an
/// image and run, `classes` the label space; then follow the results. A table without rows is left
/// out. Texts that a spreadsheet would run are left as they are, since programs read these files.
struct TableFolder {
  /// The type that every value of a column has.
  enum ValueType: Equatable {
    case text, integer, number
  }

  /// One file.
  struct Table {
    let name: String
    let meaning: String
    let fields: [(name: String, meaning: String, type: ValueType)]
    let rows: Int
    let digest: FileDigest
    var file: String { "\(name).csv" }
  }

  /// The files, in their order.
  let tables: [Table]
  /// What was left out, a sentence each.
  let notes: [String]

  /// Writes the files.
  ///
  /// - Parameters:
  ///   - request: The part of the study.
  ///   - folder: An empty folder.
  /// - Throws: `StudyError` or `InputFileError` when a file cannot be written.
  init(_ request: ExportRequest, in folder: String) throws {
    var tables: [Table] = []
    var empty: [String] = []
    for relation in try Self.relations(request) {
      let path = "\(folder)/\(relation.name).csv"
      let file = try OutputFile(path: path)
      var writer = RowWriter(
        columns: relation.fields.map { Column($0.name) }, format: .csv, keepsTexts: true
      ) {
        try file.write(Array($0.utf8))
      }
      var types = relation.fields.map { _ in TypeFinder() }
      var rows = 0
      try relation.forEach(in: request.store) { row in
        for index in types.indices { types[index].see(row[index]) }
        try writer.write(row.map(Cell.init))
        rows += 1
      }
      guard rows > 0 else {
        empty.append(relation.name)
        continue
      }
      try writer.finish()
      try file.commit()
      tables.append(
        Table(
          name: relation.name, meaning: relation.meaning,
          fields: zip(relation.fields, types).map { ($0.name, $0.meaning, $1.type) }, rows: rows,
          digest: try FileDigest(path: path)))
    }
    self.tables = tables
    notes = empty.isEmpty ? [] : ["nothing to export of \(empty.joined(separator: ", "))."]
  }

  private static func relations(_ request: ExportRequest) throws -> [StudyRelation] {
    let store = request.store
    let dataset: [String: QueryValue] = ["dataset": .text(request.dataset)]
    func fields(_ table: StudyTable, _ names: [String]) -> [StudyRelation.Field] {
      names.map { name in
        .init(name: name, meaning: table.columns.first { $0.name == name }?.meaning ?? "")
      }
    }
    let people = try store.table(named: "human_hardness")
    let tally = try store.table(named: "tally")
    let scores = try store.table(named: "image_hardness_all")
    let score = try store.table(named: "score")
    let classTable = try store.table(named: "class")
    let human = people.columns.map(\.name).filter { $0 != "dataset" }
    let values = score.columns.map(\.name).filter {
      !["run_id", "image_id", "class_id"].contains($0)
    }
    let said: (String) -> StudyRelation.Field = { name in
      let column =
        scores.columns.first { $0.name == name } ?? people.columns.first { $0.name == name }
      return .init(name: name, meaning: column?.meaning ?? "")
    }
    var relations = [
      StudyRelation(
        name: "people", meaning: people.meaning, fields: fields(people, human),
        sql: "SELECT \(human.map { "\"\($0)\"" }.joined(separator: ", ")) FROM human_hardness "
          + "WHERE dataset = :dataset", arguments: dataset),
      StudyRelation(
        name: "votes", meaning: "How often a class was chosen for an image.",
        fields: ["annotation_set", "image", "condition", "level", "class"].map(said)
          + fields(tally, ["shown", "selected", "partial"]),
        sql: """
          SELECT annotation_set.name, image.name, condition, level, class.name, shown, selected, partial
          FROM tally JOIN annotation_set USING (set_id) JOIN dataset USING (dataset_id)
          JOIN image USING (image_id) JOIN class ON class.class_id = tally.class_id
          WHERE dataset.name = :dataset ORDER BY set_id, image_id, class.class_id, condition, level
          """, arguments: dataset),
      StudyRelation(
        name: "scores", meaning: score.meaning,
        fields: [
          said("model"), said("role"), said("run_condition"), said("run_level"), said("step"),
          said("image"), said("class"),
        ]
          + values.map { name in
            name == "predicted_class_id"
              ? .init(name: "predicted_class", meaning: "The predicted class.")
              : .init(
                name: name, meaning: score.columns.first { $0.name == name }?.meaning ?? "")
          },
        sql: """
          SELECT model.name, role, condition, level, step, image.name, class.name,
          \(values.map {
            $0 == "predicted_class_id" ? "predicted.name" : "score.\"\($0)\""
          }.joined(separator: ", "))
          FROM score JOIN run USING (run_id) JOIN model USING (model_id)
          JOIN dataset ON dataset.dataset_id = run.dataset_id JOIN image USING (image_id)
          LEFT JOIN class ON class.class_id = score.class_id
          LEFT JOIN class AS predicted ON predicted.class_id = score.predicted_class_id
          WHERE dataset.name = :dataset ORDER BY run_id, image_id
          """, arguments: dataset),
      StudyRelation(
        name: "classes", meaning: classTable.meaning,
        fields: fields(classTable, ["label_space", "index", "name", "wnid"]),
        sql: """
          SELECT label_space, "index", class.name, wnid FROM class JOIN dataset USING (label_space)
          WHERE dataset.name = :dataset ORDER BY "index"
          """, arguments: dataset),
    ]
    for name in ["correlation", "comparison", "estimate", "claim_verdict"] {
      let table = try store.table(named: name)
      let names = table.columns.map(\.name).filter { $0 != "analysis_id" }
      relations.append(
        StudyRelation(
          name: name, meaning: table.meaning, fields: fields(table, names),
          sql:
            "SELECT \(names.map { "\"\($0)\"" }.joined(separator: ", ")) FROM \(name) ORDER BY rowid"
        ))
    }
    return relations
  }
}

/// Finds the type that all values of a column have.
private struct TypeFinder {
  private var hasText = false
  private var hasReal = false
  private var hasNumber = false

  mutating func see(_ value: QueryValue) {
    switch value {
    case .null: break
    case .integer: hasNumber = true
    case .real:
      hasNumber = true
      hasReal = true
    case .text, .bytes: hasText = true
    }
  }

  /// Text where there is one or nothing at all.
  var type: TableFolder.ValueType { hasText || !hasNumber ? .text : hasReal ? .number : .integer }
}
