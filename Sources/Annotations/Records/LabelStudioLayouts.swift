internal import Files

extension AnnotationFormat {
  /// Label Studio, JSON.
  package static let labelStudio = records(
    "label-studio", title: "an export of Label Studio",
    matches: { head in
      guard let json = head.json else { return false }
      // Before version 1.0 annotations were called completions.
      return json.elementHas("data", "annotations") || json.elementHas("data", "completions")
    },
    layout: { .labelStudio($0.paths, $0.options) })

  /// Label Studio, JSON_MIN.
  package static let labelStudioMin = records(
    "label-studio-min", title: "an export of Label Studio as JSON_MIN",
    matches: { $0.json?.elementHas("annotation_id", "annotator") ?? false },
    layout: { .labelStudioMin($0.paths, $0.options) })
}

extension RecordLayout {
  /// Label Studio, JSON: tasks with annotations of type `choices`.
  ///
  /// Cancelled annotations are dropped and counted, ground-truth annotations too unless gold is
  /// kept; predictions are not people and are never read. With several controls in a task
  /// `--map label=FROM_NAME` says which. Untested against a real export.
  static func labelStudio(_ paths: [String], _ options: ImportOptions) -> RecordLayout {
    RecordLayout { body in
      var seen = Set<String>()
      for path in paths {
        try JSONElements.forEachElement(path) { element in
          let position = AnnotationPosition(file: path, line: element.line)
          let data = element.value["data"]
          let key = options.map[.image]
          let image =
            JSONElements.text(key.flatMap { data?[$0] })
            ?? (key == nil ? JSONElements.text(data?["image"] ?? data?["img"]) : nil)
          guard let image else {
            throw AnnotationError.badValues([
              BadValue(
                AnnotationPosition(file: path, line: element.line, column: "data"),
                expected: "a field \(key ?? "image") (--map image=FIELD names another)",
                got: data?.object?.keys.prefix(20).joined(separator: ", ") ?? "none")
            ])
          }
          let annotations = element.value["annotations"] ?? element.value["completions"]
          for annotation in annotations?.array ?? [] {
            if let id = JSONElements.text(annotation["id"]), !seen.insert(id).inserted {
              try body(.dropped(LongLayout.repeatedAssignment))
              continue
            }
            try body(
              labelStudioRow(annotation, image: image, position: position, options: options))
          }
        }
      }
    }
  }

  private static func labelStudioRow(
    _ annotation: JSONValue, image: String, position: AnnotationPosition, options: ImportOptions
  ) throws -> RecordRow {
    if annotation["was_cancelled"]?.bool == true || annotation["skipped"]?.bool == true {
      return .dropped("cancelled annotation")
    }
    if !options.keepsGold, annotation["ground_truth"]?.bool == true {
      return .dropped("ground-truth annotation")
    }
    let control = options.map[.label]
    let results = (annotation["result"]?.array ?? []).filter {
      $0["type"]?.string == "choices" && (control == nil || $0["from_name"]?.string == control)
    }
    guard let result = results.first else {
      let types = Set((annotation["result"]?.array ?? []).compactMap { $0["type"]?.string })
      let others = types.subtracting(["choices"]).sorted().joined(separator: ", ")
      return .dropped(
        others.isEmpty
          ? "annotation without a choice" : "annotation of type \(others), not of choices")
    }
    guard results.count == 1 else {
      throw AnnotationError.almost(
        file: position.file, format: "an export of Label Studio",
        missing:
          "line \(position.line) has \(results.count, "choice") in one annotation; say which "
          + "with --map label=FROM_NAME")
    }
    let choices = (result["value"]?["choices"]?.array ?? []).compactMap(\.string)
    guard !choices.isEmpty else { return .dropped("annotation without a choice") }
    let by = annotation["completed_by"]
    return record(
      image: image,
      annotator: JSONElements.text(by) ?? JSONElements.text(by?["id"] ?? by?["email"])
        ?? JSONElements.text(annotation["created_username"]),
      choices: choices, leadTime: annotation["lead_time"]?.double, position: position)
  }

  /// Label Studio, JSON_MIN: one flat object per annotation.
  ///
  /// Untested against a real export.
  static func labelStudioMin(_ paths: [String], _ options: ImportOptions) -> RecordLayout {
    let imageKey = options.map[.image] ?? "image"
    let labelKey = options.map[.label] ?? "choice"
    return RecordLayout { body in
      var seen = Set<String>()
      for path in paths {
        try JSONElements.forEachElement(path) { element in
          let position = AnnotationPosition(file: path, line: element.line)
          let id = JSONElements.text(element.value["annotation_id"])
          if let id, !seen.insert(id).inserted {
            return try body(.dropped(LongLayout.repeatedAssignment))
          }
          if element.value["was_cancelled"]?.bool == true {
            return try body(.dropped("cancelled annotation"))
          }
          guard element.value[imageKey] != nil else {
            throw AnnotationError.badValues([
              BadValue(
                position, expected: "a field \(imageKey) (--map image=FIELD names another)",
                got: element.value.object?.keys.prefix(20).joined(separator: ", ") ?? "none")
            ])
          }
          let image = try JSONElements.require(imageKey, in: element.value, at: position)
          let value = element.value[labelKey]
          let list = (value?["choices"]?.array ?? value?.array ?? []).compactMap(\.string)
          let choices = JSONElements.text(value).map { [$0] } ?? list
          guard !choices.isEmpty else { return try body(.dropped("annotation without a choice")) }
          try body(
            record(
              image: image, annotator: JSONElements.text(element.value["annotator"]),
              choices: choices,
              leadTime: element.value["lead_time"]?.double, position: position))
        }
      }
    }
  }

  private static func record(
    image: String, annotator: String?, choices: [String], leadTime: Double?,
    position: AnnotationPosition
  ) -> RecordRow {
    var record = AnswerRecord(
      image: image, annotator: annotator, label: choices.first, position: position)
    record.selected = choices.map { ($0, 1) }
    record.response = choices.joined(separator: "\n")
    record.reactionTime = leadTime ?? .nan
    return .answers([record])
  }
}
