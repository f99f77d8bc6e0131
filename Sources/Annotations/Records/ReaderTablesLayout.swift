internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// One table per reader with a column of 0 and 1 per class (CheXpert).
  package static let readerTables = records(
    "reader-tables", title: "tables of readers, a column of 0 and 1 per class (CheXpert)",
    hasClassColumns: true,
    matches: { head in
      guard let columns = head.columns else { return false }
      return ["Atelectasis", "Cardiomegaly", "Consolidation", "Edema", "Pleural Effusion"]
        .allSatisfy { columns.find($0) != nil }
    },
    layout: { try .readerTables($0.paths, $0.options) })
}

extension RecordLayout {
  /// One table per reader with a row per image and a column of 0 and 1 per class (CheXpert).
  ///
  /// Classes are found by the name of their column in every file, never by position: published files
  /// of one set list them in different order. The reader is the file.
  static func readerTables(_ paths: [String], _ options: ImportOptions) throws -> RecordLayout {
    let opened = try options.table(paths[0])
    let names = opened.columnNames
    let imageName = options.map[.image] ?? names[0]
    var classes = options.classColumns
    if classes.isEmpty { classes = options.labelSpace?.classes.map(\.name) ?? [] }
    if classes.isEmpty {
      let others = Set(options.otherColumns)
      classes = names.filter { $0 != imageName && !others.contains($0) }
    }
    guard !classes.isEmpty else {
      throw AnnotationError.almost(
        file: paths[0], format: "a table of readers", missing: "it has no column of a class")
    }
    let wanted = classes
    var layout = RecordLayout { body in
      for path in paths {
        try readReader(path, options, imageName: imageName, classes: wanted, body)
      }
    }
    layout.task = .presence
    layout.labelSpace = try .named(wanted)
    return layout
  }

  private static func readReader(
    _ path: String, _ options: ImportOptions, imageName: String, classes: [String],
    _ body: (RecordRow) throws -> Void
  ) throws {
    let rows = try AnswerRows(path, options)
    let (reader, columns) = (rows.reader, rows.columns)
    let image = try columns.require(imageName)
    var places: [Int] = []
    for name in classes { places.append(try columns.require(name)) }
    let annotator = ImageName.stem(path)
    while try rows.next(of: body) {
      for (name, column) in zip(classes, places) {
        guard !MissingWords.isUsual(reader.string(column)) else {
          try body(.dropped(MissingWords.rule))
          continue
        }
        let position = AnnotationPosition(file: path, line: reader.lineNumber, column: name)
        guard let answer = PresenceAnswer(reader.string(column)) else {
          throw AnnotationError.badValues([
            BadValue(reader, column, expected: "0, 1 or nothing")
          ])
        }
        var record = AnswerRecord(
          image: reader.string(image), annotator: annotator, label: nil, position: position)
        record.asked = name
        record.presence = answer
        record.response = "\(answer)"
        try body(.answers([record]))
      }
    }
  }
}
