internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// SageMaker Ground Truth: the files of `worker-response`, one folder a data object.
  package static let groundTruthAnswers = records(
    "ground-truth-answers", title: "worker responses of SageMaker Ground Truth",
    matches: { $0.json?.member?.array?.first?["answerContent"] != nil },
    layout: { try .groundTruthAnswers($0.paths, $0.options) })
}

extension RecordLayout {
  /// The responses of workers to one data object a file, as a labelling job leaves them under
  /// `annotations/worker-response/iteration-1/NUMBER/TIME.json`.
  ///
  /// The answer is `label` or `labels` of the only form element of `answerContent`, or of the one mapped to
  /// label; the person `workerId`, the time `timeSpentInSeconds`. The file does not name its image: the
  /// folder is the number of the object, a line of the input manifest from 0, which `--images` names.
  static func groundTruthAnswers(
    _ paths: [String], _ options: ImportOptions
  ) throws -> RecordLayout {
    var layout = RecordLayout { body in
      for path in paths {
        let object = try image(path, options)
        try JSONElements.forEachElement(path) { element in
          guard element.key == "answers" else { return }
          for answer in element.value.array ?? [] {
            let position = AnnotationPosition(file: path, line: element.line)
            let content = answer["answerContent"]
            let form =
              options.map[.label].flatMap { content?[$0] } ?? content?.object?.values.first
            let labels =
              JSONElements.text(form?["label"] ?? form).map { [$0] }
              ?? (form?["labels"]?.array ?? []).compactMap { JSONElements.text($0) }
            guard !labels.isEmpty else {
              try body(.dropped("annotation without a label"))
              continue
            }
            var record = AnswerRecord(
              image: object, annotator: JSONElements.text(answer["workerId"]), label: labels[0],
              position: position)
            record.selected = labels.map { ($0, 1) }
            record.response = labels.joined(separator: "\n")
            record.reactionTime = answer["timeSpentInSeconds"]?.double ?? .nan
            try body(.answers([record]))
          }
        }
      }
    }
    if options.imageNames == nil {
      layout.notes = [
        "The files do not name their images, so each is called by the number of its data object, a line "
          + "of the input manifest from 0; --images FILE --order labels gives their names."
      ]
    }
    return layout
  }

  /// The image of a file: the name of its folder, or the image of that number.
  private static func image(_ path: String, _ options: ImportOptions) throws -> String {
    let parts = path.split(separator: "/")
    let folder = parts.count > 1 ? String(parts[parts.count - 2]) : ImageName.stem(path)
    guard let names = options.imageNames else { return folder }
    guard let number = Int(folder), names.indices.contains(number) else {
      throw AnnotationError.badValues([
        BadValue(
          AnnotationPosition(file: path), expected: "a folder of a number below \(names.count)",
          got: "'\(folder.prefix(60))'")
      ])
    }
    return names[number]
  }
}
