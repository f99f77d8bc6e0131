internal import StudyValues

extension AnnotationFormat {
  /// Toloka: the answers of a pool, one task of one assignment a row.
  ///
  /// The image is the only `INPUT:` column, or the one mapped; the answer the only `OUTPUT:` column, or
  /// the one mapped. Control tasks, training tasks and rejected assignments are dropped and counted;
  /// `--status ASSIGNMENT:status=APPROVED` leaves out those that nobody has looked at, too.
  package static let toloka = longTable(
    "toloka", title: "answers of Toloka",
    signature: [["ASSIGNMENT:worker_id"], ["ASSIGNMENT:assignment_id"]],
    mapped: [.image, .label, .target]
  ) { columns, options in
    func only(_ prefix: String, _ role: ColumnRole) throws -> Int {
      try columns.only(prefix, role, options, format: "answers of Toloka")
    }
    var layout = LongLayout(
      image: try only("INPUT:", .image), annotator: try columns.require("ASSIGNMENT:worker_id"),
      label: try only("OUTPUT:", .label))
    layout.assignment = try columns.require("ASSIGNMENT:assignment_id")
    layout.assignmentParts = [layout.image]
    if let name = options.map[.target] {
      layout.target = try columns.require(name, "INPUT:" + name)
    }
    if !options.keepsGold {
      layout.drops += columns.names.indices.filter { columns.names[$0].hasPrefix("GOLDEN:") }
        .map { LongLayout.DropRule(rule: "control task", column: $0, test: .isFilled) }
    }
    if let hint = columns.find("HINT:text") {
      layout.drops.append(
        LongLayout.DropRule(rule: "training task", column: hint, test: .isFilled))
    }
    if !options.keepsRejected, let status = columns.find("ASSIGNMENT:status") {
      layout.drops.append(
        LongLayout.DropRule(
          rule: "rejected assignment", column: status, test: .isOneOf(["rejected"])))
    }
    return layout
  }
}
