internal import StudyValues

extension AnnotationFormat {
  /// The batch results of Amazon Mechanical Turk, when one column holds the answer.
  ///
  /// The image is the only `Input.` column, or the one mapped; the answer the only `Answer.` column,
  /// or the one mapped. Rejected assignments are dropped and counted.
  package static let mturkBatch = longTable(
    "mturk-batch", title: "a batch of Mechanical Turk",
    signature: [["HITId"], ["AssignmentId"], ["WorkerId"], ["AssignmentStatus"]],
    mapped: [.image, .label, .target]
  ) { columns, options in
    func only(_ prefix: String, _ role: ColumnRole) throws -> Int {
      if role == .label, options.map[.label] == nil,
        let marks = MarkedColumns.find(columns.file, options, among: { $0.hasPrefix(prefix) })
      {
        throw AnnotationError.almost(
          file: columns.file, format: "a batch of Mechanical Turk",
          missing: MarkedColumns.remedy(marks))
      }
      return try columns.only(prefix, role, options, format: "a batch of Mechanical Turk")
    }
    var layout = LongLayout(
      image: try only("Input.", .image), annotator: try columns.require("WorkerId"),
      label: try only("Answer.", .label))
    layout.cells = .lines
    layout.assignment = try columns.require("AssignmentId")
    // One assignment may be about several images, each in a row of its own.
    layout.assignmentParts = [layout.image]
    if let name = options.map[.target] {
      layout.target = try columns.require(name, "Input." + name)
    }
    if !options.keepsRejected {
      layout.drops = [
        LongLayout.DropRule(
          rule: "rejected assignment", column: try columns.require("AssignmentStatus"),
          test: .isOneOf(["rejected"]))
      ]
      // What a requester writes there before the file goes back is a rejection too.
      if let reasons = columns.find("Reject") {
        layout.drops.append(
          LongLayout.DropRule(rule: "rejected assignment", column: reasons, test: .isFilled))
      }
    }
    return layout
  }

  /// The full report of Appen (Figure Eight): one judgment a row.
  ///
  /// The answer column is the one that has a twin `NAME_gold`, unless mapped. Tainted judgments and
  /// gold units are dropped and counted; several answers in one cell stand on lines of their own.
  package static let appenFull = longTable(
    "appen-full", title: "a full report of Appen",
    signature: [["_unit_id"], ["_worker_id"], ["_tainted"]], mapped: [.image, .label]
  ) { columns, options in
    let image: Int
    if let name = options.map[.image] {
      image = try columns.require(name)
    } else {
      image = try columns.require("image_url", "image", "url", "_unit_id")
    }
    let label: Int
    if let name = options.map[.label] {
      label = try columns.require(name)
    } else {
      let answers = columns.names.filter {
        columns.names.contains("\($0)_gold") || columns.names.contains("\($0)_golden")
      }
      guard let answer = answers.first, answers.count == 1 else {
        throw AnnotationError.almost(
          file: columns.file, format: "a full report of Appen",
          missing: "\(answers.count) of its columns have a twin ending in _gold, so name the one "
            + "that holds the answers with --map label=COL")
      }
      label = try columns.require(answer)
    }
    var layout = LongLayout(
      image: image, annotator: try columns.require("_worker_id"), label: label)
    layout.cells = .lines
    layout.assignment = columns.find("_id")
    if !options.keepsRejected {
      layout.drops.append(
        LongLayout.DropRule(
          rule: "tainted judgment", column: try columns.require("_tainted"), test: .isTrue))
    }
    if !options.keepsGold, let golden = columns.find("_golden") {
      layout.drops.append(LongLayout.DropRule(rule: "gold unit", column: golden, test: .isTrue))
    } else if !options.keepsGold, let gold = columns.find(["\(columns.names[label])_gold"]) {
      layout.drops.append(
        LongLayout.DropRule(rule: "gold unit", column: gold, test: .isFilled))
    }
    return layout
  }
}
