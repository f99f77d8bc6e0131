internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// SageMaker Ground Truth: the answers of workers, one object an image.
  package static let groundTruthWorkers = records(
    "ground-truth-workers", title: "workers' answers of SageMaker Ground Truth",
    matches: { $0.json?.elementHas("dataObject", "annotations") ?? false },
    layout: { .groundTruthWorkers($0.paths, $0.options) })

  /// SageMaker Ground Truth: the output manifest, one consolidated label an image.
  package static let groundTruthManifest = records(
    "ground-truth-manifest", title: "an output manifest of SageMaker Ground Truth",
    matches: { head in
      guard let line = head.json?.line?.object, line["source-ref"] != nil else { return false }
      return line.keys.contains { $0.hasSuffix("-metadata") }
    },
    layout: { .groundTruthManifest($0.paths, $0.options) })
}

extension RecordLayout {
  /// Workers' answers of SageMaker Ground Truth.
  ///
  /// The label stands in `annotationData.content`, itself a JSON text: an object with one member for
  /// the form's element, which has `label` or `labels`. The person is `workerId`, the image
  /// `dataObject.s3Uri`.
  static func groundTruthWorkers(_ paths: [String], _ options: ImportOptions) -> RecordLayout {
    RecordLayout { body in
      for path in paths {
        try JSONElements.forEachElement(path) { element in
          let position = AnnotationPosition(file: path, line: element.line)
          let object = element.value["dataObject"]
          guard let image = JSONElements.text(object?["s3Uri"] ?? object?["content"]) else {
            throw AnnotationError.badValues([
              BadValue(position, expected: "dataObject with s3Uri", got: object?.kind ?? "nothing")
            ])
          }
          for annotation in element.value["annotations"]?.array ?? [] {
            let worker = JSONElements.text(annotation["workerId"])
            let text = annotation["annotationData"]?["content"]?.string ?? "null"
            let content = try annotationInput { () throws(InputFileError) in
              try JSONValue.parse(Array(text.utf8), name: position.description)
            }
            let form = options.map[.label].flatMap { content[$0] } ?? content.object?.values.first
            let labels =
              JSONElements.text(form?["label"]).map { [$0] }
              ?? (form?["labels"]?.array ?? []).compactMap { JSONElements.text($0) }
            guard !labels.isEmpty else {
              try body(.dropped("annotation without a label"))
              continue
            }
            var record = AnswerRecord(
              image: image, annotator: worker, label: labels[0], position: position)
            record.selected = labels.map { ($0, 1) }
            record.response = labels.joined(separator: "\n")
            try body(.answers([record]))
          }
        }
      }
    }
  }

  /// The output manifest of SageMaker Ground Truth.
  ///
  /// One label an image, named by `class-name` of its metadata; an algorithm made it from the workers'
  /// answers, which the summary says. Labels that a model gave (`human-annotated` is no) are dropped, and
  /// a line of the same image and labels again is left out.
  static func groundTruthManifest(_ paths: [String], _ options: ImportOptions) -> RecordLayout {
    var layout = RecordLayout { body in
      var seen = Set<String>()
      for path in paths {
        try JSONElements.forEachLine(path) { value, position in
          let image = try JSONElements.require(
            options.map[.image] ?? "source-ref", in: value, at: position)
          let keys = value.object?.keys ?? []
          let named = keys.first { $0.hasSuffix("-metadata") }.map { String($0.dropLast(9)) }
          guard let name = options.map[.label] ?? named else {
            return try body(.dropped("line without a label"))
          }
          let metadata = value["\(name)-metadata"]
          if metadata?["human-annotated"]?.string == "no" {
            return try body(.dropped("label that a model gave"))
          }
          // Several labels stand in a map from their numbers.
          let several = metadata?["class-map"]?.object?.values.compactMap { JSONElements.text($0) }
          let one = JSONElements.text(metadata?["class-name"]) ?? JSONElements.text(value[name])
          let labels = several ?? [one].compactMap(\.self)
          guard !labels.isEmpty else { return try body(.dropped("line without a label")) }
          guard seen.insert(([NameText.plain(image)] + labels).joined(separator: "\u{0}")).inserted
          else {
            return try body(.dropped("line that was read before"))
          }
          var record = AnswerRecord(
            image: image, annotator: nil, label: labels[0], position: position)
          record.selected = labels.map { ($0, 1) }
          record.response = labels.joined(separator: "\n")
          try body(.answers([record]))
        }
      }
    }
    layout.identity = .none
    layout.notes = [
      "The labels of the manifest are consolidated from workers' answers by an algorithm: one an "
        + "image, no votes of people; for a selection frequency import the workers' answers."
    ]
    return layout
  }
}
