internal import Files
internal import YAMLFiles
internal import StudyValues

extension AnnotationFormat {
  /// CUBAM, YAML of annotator, image and truth value.
  package static let cubam = records(
    "cubam", title: "YAML of CUBAM (annotator: {image: true})", hasClassColumns: true,
    matches: { $0.isAnswerYAML }, layout: { try .cubam($0.paths, $0.options) })

  /// CUBAM, lines of image, annotator and label below a line of their numbers.
  package static let cubamTriples = records(
    "cubam-triples", title: "triples of CUBAM (image, annotator, 0 or 1)", isOneFile: true,
    hasClassColumns: true,
    matches: { head in
      guard let lines = head.numbers, lines.count == 2, lines[0].count == 3, lines[1].count == 3
      else { return false }
      return lines[0][2] > max(lines[0][0], lines[0][1]) && [0, 1].contains(lines[1][2])
    },
    layout: { try .cubamTriples($0.first, $0.options) })
}

extension RecordLayout {
  /// CUBAM (Welinder and others 2010): YAML of annotator -> {image: true or false}.
  ///
  /// The class asked about is that of `--classes`, else the only one of the label space, else it is
  /// called `present`.
  static func cubam(_ paths: [String], _ options: ImportOptions) throws -> RecordLayout {
    let name = try askedClass(options, file: paths[0])
    var layout = RecordLayout { body in
      for path in paths {
        let root = try annotationInput { () throws(InputFileError) in
          try YAMLDocument.read(path: path)
        }
        for worker in root.mapping ?? [] {
          for image in worker.value.mapping ?? [] {
            let position = AnnotationPosition(file: path, line: image.line, column: image.key)
            guard let flag = image.value.bool else {
              throw AnnotationError.badValues([
                BadValue(
                  position, expected: "true or false", got: image.value.string ?? image.value.kind)
              ])
            }
            try body(
              .answers([
                presence(
                  image: image.key, annotator: worker.key, asked: name, flag: flag, position)
              ]))
          }
        }
      }
    }
    layout.task = .presence
    layout.labelSpace = try .named([name])
    return layout
  }

  /// CUBAM: lines of image, annotator and 0 or 1 below a line of their three numbers.
  static func cubamTriples(_ path: String, _ options: ImportOptions) throws -> RecordLayout {
    let name = try askedClass(options, file: path)
    var layout = RecordLayout { body in
      let reader = try annotationInput { () throws(InputFileError) in
        try DelimitedReader(path: path, format: .spaces)
      }
      var announced: Int?
      var count = 0
      while try reader.nextAnswerRow() {
        let position = AnnotationPosition(file: path, line: reader.lineNumber)
        guard reader.columnCount == 3, let image = reader.int(0), let annotator = reader.int(1),
          let label = reader.int(2)
        else {
          throw AnnotationError.badValues([
            BadValue(position, expected: "image, annotator and label", got: "something else")
          ])
        }
        guard announced != nil else {
          announced = label
          continue
        }
        guard label == 0 || label == 1 else {
          throw AnnotationError.badValues([
            BadValue(position, expected: "a label of 0 or 1", got: "\(label)")
          ])
        }
        count += 1
        try body(
          .answers([
            presence(
              image: String(image), annotator: String(annotator), asked: name, flag: label == 1,
              position)
          ]))
      }
      guard let announced, announced == count else {
        throw AnnotationError.wrongShape(
          file: path, expected: "\(announced ?? 0, "answer"), as its first line says",
          got: "\(count)"
        )
      }
    }
    layout.task = .presence
    layout.labelSpace = try .named([name])
    return layout
  }

  private static func askedClass(
    _ options: ImportOptions, file: String
  ) throws(AnnotationError) -> String {
    guard options.classColumns.count <= 1 else {
      throw .incompatibleOptions(
        "\(file): the answers are about one class, but --classes names "
          + "\(options.classColumns.count); name the one")
    }
    if let name = options.classColumns.first { return name }
    guard let space = options.labelSpace else { return "present" }
    guard space.classes.count == 1 else {
      throw .incompatibleOptions(
        "\(file): the answers are yes and no, but nothing says to which of the "
          + "\(space.classes.count, "class") of \(space.name); name it with --classes")
    }
    return space.classes[0].name
  }

  /// An answer to whether one class is present.
  static func presence(
    image: String, annotator: String?, asked: String, flag: Bool, _ position: AnnotationPosition
  ) -> AnswerRecord {
    var record = AnswerRecord(image: image, annotator: annotator, label: nil, position: position)
    record.asked = asked
    record.presence = flag ? .yes : .no
    record.response = flag ? "yes" : "no"
    return record
  }
}
