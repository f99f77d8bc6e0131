import Files
internal import Reports
internal import Studies
internal import StudyStore
internal import StudyValues

extension ExportKind {
  /// Answers as a long table of the Item Response Warehouse: `id` is the person, `item` the image, `resp`
  /// 1 where the person chose its true class (or said that it shows the class asked about) and 0
  /// where not, `rt` seconds, `cov_…` what is known of the person.
  ///
  /// Answers without a person, and those about another class than the true one, are left out and
  /// counted. An answer of several classes or of none is 0. `condition` and `level` follow where a set
  /// has them.
  package static let irw = ExportKind(
    name: "irw", abstract: "Answers as a table of the Item Response Warehouse (id, item, resp).",
    product: .rows(.csv, table))

  @Sendable private static func table(_ request: ExportRequest) throws -> ExportedTable {
    let (store, dataset) = (request.store, request.dataset)
    let answers = try store.personAnswers(of: request.set, dataset: dataset)
    let set = request.set ?? "the default set"
    guard answers.count > 0 else {
      let hasAnswers = answers.anonymous + answers.others > 0
      throw StudyError.inconsistent(
        location: "\(set) of \(dataset)",
        problem: answers.others > 0
          ? "no answer is about an image with a true class, so none is right or wrong; give the "
            + "classes with avh import STUDY --dataset \(dataset) --labels FILE"
          : hasAnswers
            ? "no answer says who gave it, and a table of items and persons needs persons"
            : "it holds counts only, and a table of items and persons needs single answers")
    }
    var columns = [
      Column("id", kind: .text), Column("item", kind: .text), Column("resp", kind: .integer),
      Column("rt"),
    ]
    columns += answers.attributes.map { Column("cov_\($0)") }
    if answers.hasConditions { columns += [Column("condition", kind: .text), Column("level")] }
    let left = [
      (answers.anonymous, "do not say who gave them"),
      (answers.others, "are about another class than the true one"),
    ]
    return ExportedTable(
      columns: columns,
      notes: left.filter { $0.0 > 0 }.map { "\($0.0, "answer") \($0.1), left out." }
    ) { body in
      try store.forEach(answers) { answer in
        var row: [Cell] = [
          .text(answer.person), .text(answer.image), .integer(answer.isSelected ? 1 : 0),
          Cell(answer.reactionTime),
        ]
        row += answer.attributes.map(Cell.init)
        if answers.hasConditions { row += [Cell(answer.condition), Cell(answer.level)] }
        try body(row)
      }
    }
  }
}
