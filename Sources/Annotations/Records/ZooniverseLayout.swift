internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// Zooniverse: the export of classifications, a table with JSON in its cells.
  package static let zooniverse = records(
    "zooniverse", title: "classifications of Zooniverse", hasNamedColumns: true,
    matches: { head in
      guard let columns = head.columns else { return false }
      return ["classification_id", "annotations", "subject_data", "subject_ids"]
        .allSatisfy { columns.find($0) != nil }
    },
    layout: { .zooniverse($0.paths, $0.options) })
}

extension RecordLayout {
  /// The classifications of Zooniverse, one a row.
  ///
  /// The answer is the value of the only task of `annotations`, or of the
  /// task mapped to label; the image is the file name in `subject_data`, or the field mapped to image,
  /// else the subject's number (`--map image=subject_ids`). Rows of the gold standard and repeated
  /// classifications are dropped. Two subjects of one file name are refused unless the field is mapped,
  /// and so are answers of several workflows unless `--status workflow_name=NAME` chooses.
  static func zooniverse(_ paths: [String], _ options: ImportOptions) -> RecordLayout {
    RecordLayout { body in
      var seen = Set<String>()
      var subjects: [String: String] = [:]
      var workflows = Set<String>()
      for path in paths {
        let rows = try AnswerRows(path, options)
        let (reader, columns) = (rows.reader, rows.columns)
        let id = try columns.require("classification_id")
        let user = columns.find("user_name", "user_id")
        let answers = try columns.require("annotations")
        let data = try columns.require("subject_data")
        let subject = try columns.require("subject_ids")
        let gold = columns.find("gold_standard")
        let workflow = columns.find("workflow_name", "workflow_id")
        while try rows.next(of: body) {
          let position = AnnotationPosition(file: path, line: reader.lineNumber)
          if !options.keepsGold, let gold, reader.bool(gold) == true {
            try body(.dropped("gold standard"))
            continue
          }
          if let known = AssignmentID.plain(reader.string(id)), !seen.insert(known).inserted {
            try body(.dropped("classification that was read before"))
            continue
          }
          let number = NameText.plain(reader.string(subject))
          let image = try imageName(reader.string(data), number, options, position)
          if options.map[.image] == nil, let other = subjects.updateValue(number, forKey: image),
            other != number
          {
            throw AnnotationError.almost(
              file: path, format: "classifications of Zooniverse",
              missing: "line \(position.line): the subjects \(other) and \(number) are both called "
                + "\(image); if they are one image, say --map image=Filename, else "
                + "--map image=subject_ids")
          }
          if let workflow {
            workflows.insert(NameText.plain(reader.string(workflow)))
            guard workflows.count == 1 else {
              let name = columns.names[workflow]
              throw AnnotationError.almost(
                file: path, format: "classifications of Zooniverse",
                missing: "line \(position.line): it has answers of several workflows "
                  + "(\(workflows.sorted().joined(separator: ", "))), which ask different questions; "
                  + "choose with --status '\(name)=NAME'")
            }
          }
          let chosen = try values(reader.string(answers), options, position)
          guard let first = chosen.first else {
            try body(.dropped("classification without an answer"))
            continue
          }
          var record = AnswerRecord(
            image: image, annotator: user.map(reader.string), label: first, position: position)
          record.selected = chosen.map { ($0, 1) }
          record.response = chosen.joined(separator: "\n")
          try body(.answers([record]))
        }
      }
    }
  }

  private static func json(
    _ text: String, _ position: AnnotationPosition
  ) throws(AnnotationError) -> JSONValue {
    try annotationInput { () throws(InputFileError) in
      try JSONValue.parse(Array(text.utf8), name: position.description)
    }
  }

  private static func imageName(
    _ text: String, _ number: String, _ options: ImportOptions, _ position: AnnotationPosition
  ) throws -> String {
    if options.map[.image] == "subject_ids" { return number }
    let fields = MissingWords.isUsual(text) ? nil : try json(text, position)[number]
    let names = options.map[.image].map { [$0] } ?? ["Filename", "filename", "image", "#file_name"]
    return names.lazy.compactMap { JSONElements.text(fields?[$0]) }.first ?? number
  }

  private static func values(
    _ text: String, _ options: ImportOptions, _ position: AnnotationPosition
  ) throws -> [String] {
    guard !MissingWords.isUsual(text) else { return [] }
    let tasks = (try json(text, position).array ?? []).filter { task in
      options.map[.label] == nil || task["task"]?.string == options.map[.label]
    }
    guard tasks.count <= 1 else {
      throw AnnotationError.almost(
        file: position.file, format: "classifications of Zooniverse",
        missing: "line \(position.line) answers \(tasks.count, "task"), so name one with "
          + "--map label=TASK")
    }
    let value = tasks.first?["value"]
    return JSONElements.text(value).map { [$0] }
      // Surveys and drop-down lists have an object for each choice; the value of the latter is a code.
      ?? (value?.array ?? []).compactMap {
        JSONElements.text($0) ?? JSONElements.text($0["choice"] ?? $0["label"] ?? $0["value"])
      }
  }
}
