internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// One column per image: rows are persons, the cells their answers.
  package static let imageColumns = records(
    "image-columns", title: "a table of persons with a column per image", hasNamedColumns: true,
    matches: { head in
      guard let columns = head.columns, head.options.map[.image] == nil,
        head.options.map[.label] == nil, let found = try? ImageColumns(columns, head.options)
      else { return false }
      return found.isSure && !found.holdsPictures(head.path, head.options)
    },
    layout: { try .imageColumns($0.paths, $0.options) })
}

/// The columns of a table with a row a person.
struct ImageColumns {
  /// The column of persons; nil where nothing says who answered.
  let person: Int?
  /// The columns of images.
  let images: [Int]
  /// The image of each of these columns.
  let names: [String]
  /// The columns that are neither, and not left out on request.
  let rest: [Int]
  /// Whether a person is named and everything else is an image or known for no answer.
  let isSure: Bool

  /// Finds the columns: those named after pictures, else those of numbered pictures (`img1`), else all
  /// but the person's and those of `--other` and `--attributes`.
  init(_ columns: ColumnNames, _ options: ImportOptions) throws(AnnotationError) {
    let words = columns.names.map(ColumnWords.init)
    var left = Set<Int>()
    for name in options.otherColumns + options.attributeColumns {
      left.insert(try columns.require(name))
    }
    for status in try StatusRule.read(options.statuses) {
      left.insert(try columns.require(status.column))
    }
    let all = columns.names.indices.filter { !left.contains($0) }
    if let name = options.map[.annotator] {
      person = try columns.require(name)
    } else {
      let found = all.first { words[$0].isPerson && Self.picture(columns.names[$0]) == nil }
      person = try found.map { column throws(AnnotationError) in
        try columns.require(columns.names[column])
      }
    }
    let others = all.filter { [person] in $0 != person }
    let pictured = others.filter { Self.picture(columns.names[$0]) != nil }
    // LimeSurvey has a column of the time beside that of each answer.
    let named = pictured.filter { column in
      !words[column].isAttribute
        || !pictured.contains { other in
          !words[other].isAttribute
            && Self.picture(columns.names[other]) == Self.picture(columns.names[column])
        }
    }
    let numbered = others.filter { words[$0].numbered != nil && words[$0].isImage }
    let found = named.isEmpty ? numbered.isEmpty ? others : numbered : named
    images = found
    names = found.map { Self.picture(columns.names[$0]) ?? columns.names[$0] }
    rest = others.filter { !found.contains($0) }
    isSure =
      person != nil && found.count > 1 && !(named.isEmpty && numbered.isEmpty)
      && rest.allSatisfy {
        words[$0].isAttribute || NameText.plain(columns.names[$0]).isEmpty || words[$0].isPerson
      }
    var seen = Set<String>()
    if let twice = names.first(where: { !seen.insert(ImageName.normalized($0)).inserted }) {
      throw .incompatibleOptions(
        "\(columns.file) has several columns of the image \(twice), and each needs one of its own")
    }
  }

  /// The only picture that the name of a column names, alone or in a question.
  static func picture(_ name: String) -> String? { SurveyColumns.picture(name) }

  /// Whether an answer in the first thousand rows is a picture, as where people compared images.
  func holdsPictures(_ path: String, _ options: ImportOptions) -> Bool {
    guard let reader = try? options.table(path) else { return true }
    let header = HeaderRow(reader)
    while reader.rowNumber < 1_000, (try? reader.nextRow()) == true {
      if (try? header.repeats(reader)) == false,
        images.contains(where: { ImageName.isPicture(reader.string($0)) })
      {
        return true
      }
    }
    return false
  }
}

extension RecordLayout {
  /// Tables with a row a person and a column an image, as forms and spreadsheets write them.
  ///
  /// Recognised where a column names the persons and the others are named after pictures, alone or in a
  /// question, or are numbered ones; else by `--format image-columns`, with `--map annotator=COL` for the
  /// persons and `--other COLS` for columns that are no images. Without persons each row is one.
  static func imageColumns(_ paths: [String], _ options: ImportOptions) throws -> RecordLayout {
    let header = ColumnNames(try options.table(paths[0]))
    let first = try ImageColumns(header, options)
    guard let example = first.images.first else {
      throw AnnotationError.almost(
        file: paths[0], format: "a table of persons with a column per image",
        missing: "it has no column of an image")
    }
    var layout = RecordLayout { body in
      var row = 0
      for path in paths {
        let rows = try AnswerRows(path, options)
        let (reader, columns) = (rows.reader, rows.columns)
        let table = try ImageColumns(columns, options)
        var attributes: [(column: Int, name: String)] = []
        for name in options.attributeColumns {
          attributes.append((try columns.require(name), name))
        }
        while try rows.next(of: body) {
          row += 1
          for (column, image) in zip(table.images, table.names) {
            var record = AnswerRecord(
              image: image, annotator: table.person.map(reader.string) ?? "row \(row)",
              label: reader.string(column), position: AnnotationPosition(reader, column))
            record.attributes = attributes.map { ($0.name, reader.string($0.column)) }
            try body(.answers([record]))
          }
        }
      }
    }
    let rest = first.rest.prefix(10).map { header.names[$0] }.joined(separator: ", ")
    layout.notes.append(
      "A row is a person"
        + (first.person.map { ", named by \(header.names[$0])," } ?? ", since no column names one,")
        + " and \(first.images.count, "column is an image", "columns are images"), such as "
        + "`\(header.names[example].prefix(60))`."
        + (rest.isEmpty ? "" : " Not read: \(rest)\(first.rest.count > 10 ? ", …" : "")."))
    return layout
  }
}
