internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// Labelbox, the newer export: an object of `data_row` and `projects` a line.
  package static let labelbox = records(
    "labelbox", title: "an export of Labelbox",
    matches: { head in
      guard let json = head.json, let value = json.line ?? json.listElement else { return false }
      return value["data_row"] != nil && value["projects"]?.object != nil
    },
    layout: { try .labelbox($0.paths, $0.options) })
}

extension RecordLayout {
  /// Classifications of Labelbox (export v2), NDJSON or a list.
  ///
  /// The image is `external_id` of the data row, else its `global_key`, its address, its `id`, or the
  /// field mapped to image; the person `created_by`, the time `seconds_to_create`. The answer is that of
  /// the only question of the kind radio, checklist or text, or of the question mapped to label. Labels
  /// that were skipped or have no classification are dropped and counted. Untested against a real export.
  static func labelbox(_ paths: [String], _ options: ImportOptions) throws -> RecordLayout {
    RecordLayout { body in
      var seen = Set<String>()
      for path in paths {
        let isList = try FileHead(path: path, options: ImportOptions()).json?.isList ?? false
        let forEach = isList ? JSONElements.forEachRecord : JSONElements.forEachLine
        try forEach(path) { value, position in
          let row = value["data_row"]
          let fields =
            options.map[.image].map { [$0] } ?? ["external_id", "global_key", "row_data", "id"]
          guard let image = fields.lazy.compactMap({ JSONElements.text(row?[$0]) }).first else {
            throw AnnotationError.badValues([
              BadValue(
                AnnotationPosition(file: path, line: position.line, column: "data_row"),
                expected: "a field \(fields[0])", got: "none")
            ])
          }
          let labels = (value["projects"]?.object?.values ?? []).map { $0["labels"]?.array ?? [] }
          if labels.allSatisfy(\.isEmpty) { try body(.dropped("image without a label")) }
          for labels in labels {
            for label in labels {
              if let id = JSONElements.text(label["id"]), !seen.insert(id).inserted {
                try body(.dropped(LongLayout.repeatedAssignment))
                continue
              }
              try body(labelboxRow(label, image: image, position, options))
            }
          }
        }
      }
    }
  }

  private static func labelboxRow(
    _ label: JSONValue, image: String, _ position: AnnotationPosition, _ options: ImportOptions
  ) throws -> RecordRow {
    if label["performance_details"]?["skipped"]?.bool == true { return .dropped("skipped label") }
    let all = label["annotations"]?["classifications"]?.array ?? []
    let asked = options.map[.label].map { name in
      all.filter { $0["name"]?.string == name || $0["value"]?.string == name }
    }
    let found = asked ?? all
    guard let question = found.first else { return .dropped("label without a classification") }
    guard found.count == 1 else {
      let names = found.compactMap { $0["name"]?.string }.joined(separator: ", ")
      throw AnnotationError.almost(
        file: position.file, format: "an export of Labelbox",
        missing: "line \(position.line) has \(found.count, "classification") (\(names)); say which "
          + "with --map label=NAME")
    }
    let choices =
      (question["checklist_answers"]?.array ?? [question["radio_answer"]].compactMap(\.self))
      .compactMap { JSONElements.text($0["name"] ?? $0["value"]) }
    let text = JSONElements.text(question["text_answer"]?["content"])
    let answers = choices.isEmpty ? [text].compactMap(\.self) : choices
    guard !answers.isEmpty else { return .dropped("label without a classification") }
    var record = AnswerRecord(
      image: image, annotator: JSONElements.text(label["label_details"]?["created_by"]),
      label: answers[0], position: position)
    record.selected = answers.map { ($0, 1) }
    record.response = answers.joined(separator: "\n")
    record.reactionTime = label["performance_details"]?["seconds_to_create"]?.double ?? .nan
    return .answers([record])
  }
}
