internal import Files
internal import StudyValues

/// The answers of a Mechanical Turk form that are not one text column.
enum MTurkForms {
  /// Checkbox columns `Answer.NAME.CLASS`, or `Answer.CLASS.on` as forms of Crowd HTML and boxes without a
  /// value give them, by class, when the header has them.
  ///
  /// - Parameters:
  ///   - columns: The header.
  ///   - name: The name of the question, when the user gave one.
  /// - Returns: Each class and its column; empty when there are none or several questions.
  static func checkboxes(_ columns: ColumnNames, name: String?) -> [(name: String, column: Int)] {
    var groups: [String: [(name: String, column: Int)]] = [:]
    var unnamed: [(name: String, column: Int)] = []
    for (index, column) in columns.names.enumerated() {
      if column.hasPrefix("Answer."), column.hasSuffix(".on"), column.utf8.count > 10 {
        unnamed.append((String(column.dropFirst(7).dropLast(3)), index))
        continue
      }
      let parts = column.split(separator: ".", maxSplits: 2).map(String.init)
      guard parts.count == 3, parts[0] == "Answer" else { continue }
      groups[parts[1], default: []].append((parts[2], index))
    }
    if let name { return groups[name] ?? [] }
    let questions = (groups.values + [unnamed]).filter { $0.count > 1 }
    return questions.count == 1 ? questions[0] : []
  }

  /// Whether the cell of a checkbox is ticked: pages write true, or the value of the box, which is `on` or
  /// its class, and nothing where it is not.
  ///
  /// - Throws: ``AnnotationError/badValues(_:)`` for a cell of another kind of field.
  static func isTicked(
    _ reader: DelimitedReader, _ column: Int, _ name: String
  ) throws(AnnotationError) -> Bool {
    if let flag = reader.bool(column) { return flag }
    let text = NameText.plain(reader.string(column)).lowercased()
    if ["on", "yes", "x", "checked", name.lowercased()].contains(text) { return true }
    guard MissingWords.isUsual(text) || ["off", "no"].contains(text) else {
      throw .badValues([
        BadValue(
          reader, column,
          expected:
            "true or false, as a checkbox has (another field of the form is read with --map "
            + "label=COL)")
      ])
    }
    return false
  }

  /// Whether a header has its answers in checkboxes or in one JSON column.
  static func matches(_ columns: ColumnNames, _ options: ImportOptions) -> Bool {
    guard columns.find("HITId") != nil, columns.find("AssignmentStatus") != nil else {
      return false
    }
    return columns.find("Answer.taskAnswers") != nil
      || !checkboxes(columns, name: options.map[.label]).isEmpty
  }
}

extension AnnotationFormat {
  /// Batch results of Mechanical Turk with checkboxes or a form in one cell.
  package static let mturkForms = records(
    "mturk-forms", title: "a batch of Mechanical Turk with checkboxes or a form",
    matches: { head in
      guard let columns = head.columns, head.options.map[.selected] == nil else { return false }
      return MTurkForms.matches(columns, head.options)
    },
    layout: { try .mturkForms($0.paths, $0.options) })
}

extension RecordLayout {
  /// A batch of Mechanical Turk whose form has checkboxes, or stands as JSON in one cell.
  ///
  /// A row with checkboxes gives one answer per class: selected or not. Of `Answer.taskAnswers` the
  /// only field is read, or the one mapped to label; its value is a text, `{"label": text}`, or an
  /// object of true and false by class, of which the true ones are selected. Untested against a real
  /// export.
  static func mturkForms(_ paths: [String], _ options: ImportOptions) throws -> RecordLayout {
    let opened = try options.table(paths[0])
    let hasBoxes = !MTurkForms.checkboxes(ColumnNames(opened), name: options.map[.label]).isEmpty
    var layout = RecordLayout { body in
      var seen = Set<String>()
      for path in paths { try mturkForm(path, options, &seen, body) }
    }
    if hasBoxes { layout.task = .presence }
    return layout
  }

  private static func mturkForm(
    _ path: String, _ options: ImportOptions, _ seen: inout Set<String>,
    _ body: (RecordRow) throws -> Void
  ) throws {
    let rows = try AnswerRows(path, options)
    let (reader, columns) = (rows.reader, rows.columns)
    let inputs = columns.names.indices.filter { columns.names[$0].hasPrefix("Input.") }
    let image: Int
    if let name = options.map[.image] {
      image = try columns.require(name, "Input." + name)
    } else if inputs.count == 1 {
      image = inputs[0]
    } else {
      throw AnnotationError.almost(
        file: path, format: "a batch of Mechanical Turk",
        missing: "\(inputs.count) of its columns begin with Input., so name the one that holds the "
          + "image with --map image=COL")
    }
    let boxes = MTurkForms.checkboxes(columns, name: options.map[.label])
    let worker = try columns.require("WorkerId")
    let status = try columns.require("AssignmentStatus")
    let reasons = columns.find("Reject")
    let assignment = columns.find("AssignmentId")
    let form = boxes.isEmpty ? try columns.require("Answer.taskAnswers") : -1
    while try rows.next(of: body) {
      let position = AnnotationPosition(file: path, line: reader.lineNumber)
      if !options.keepsRejected,
        NameText.plain(reader.string(status)).lowercased() == "rejected"
          || reasons.map({ !NameText.plain(reader.string($0)).isEmpty }) == true
      {
        try body(.dropped("rejected assignment"))
        continue
      }
      // One assignment may be about several images, each in a row of its own.
      if let id = assignment.flatMap({ AssignmentID.plain(reader.string($0)) }),
        !seen.insert(id + "\u{1F}" + reader.string(image)).inserted
      {
        try body(.dropped("assignment that was read before"))
        continue
      }
      let name = reader.string(image)
      let annotator = reader.string(worker)
      guard boxes.isEmpty else {
        try body(
          .answers(
            try boxes.map {
              presence(
                image: name, annotator: annotator, asked: $0.name,
                flag: try MTurkForms.isTicked(reader, $0.column, $0.name), position)
            }))
        continue
      }
      try body(formAnswer(reader.string(form), name, annotator, options, position))
    }
  }

  private static func formAnswer(
    _ text: String, _ image: String, _ annotator: String, _ options: ImportOptions,
    _ position: AnnotationPosition
  ) throws -> RecordRow {
    guard !MissingWords.isUsual(text) else { return .dropped("form without an answer") }
    let value = try annotationInput { () throws(InputFileError) in
      try JSONValue.parse(Array(text.utf8), name: position.description)
    }
    let fields = (value.array?.first ?? value).object
    let field =
      options.map[.label].map { fields?[$0] } ?? (fields?.count == 1 ? fields?.values[0] : nil)
    guard let field else {
      throw AnnotationError.almost(
        file: position.file, format: "a batch of Mechanical Turk",
        missing:
          "line \(position.line) has \(fields?.count ?? 0, "field") in Answer.taskAnswers, so "
          + "name one with --map label=FIELD")
    }
    let chosen: [String]
    if let label = JSONElements.text(field) ?? JSONElements.text(field["label"]) {
      chosen = [label]
    } else {
      chosen = (field.object.map { Array($0.members) } ?? []).filter { $0.1.bool == true }.map(\.0)
    }
    guard !chosen.isEmpty else { return .dropped("form without an answer") }
    var record = AnswerRecord(
      image: image, annotator: annotator, label: chosen[0], position: position)
    record.selected = chosen.map { ($0, 1) }
    record.response = chosen.joined(separator: "\n")
    return .answers([record])
  }
}
