internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// One column per rater: rows are images, the cells are the raters' answers (irr, JASP, pingouin).
  package static let raterColumns = records(
    "rater-columns", title: "a table of images with a column per rater",
    matches: { head in
      guard let columns = head.columns, head.options.map[.annotator] == nil,
        let raters = try? RaterColumns(columns, head.options).raters
      else { return false }
      return raters.count > 1 && raters.allSatisfy { RaterColumns.isRater(columns.names[$0]) }
    },
    layout: { try .raterColumns($0.paths, $0.options) })
}

/// The columns of a table with a column per rater.
struct RaterColumns {
  private static let imageNames = [
    "image", "image_id", "image_name", "file_name", "filename", "item", "stimulus", "id", "unit",
    "object", "case", "picture", "task", "question",
  ]
  private static let raterNames: Set<String> = [
    "rater", "annotator", "worker", "coder", "reader", "judge", "labeler", "expert", "participant",
    "subject", "person", "user", "observer", "grader", "w", "r", "a", "p",
  ]

  /// The column of images; nil where the rows have no names and an order says which images they are.
  let image: Int?
  /// The column of true classes, when it is mapped.
  let target: Int?
  /// The columns of raters: all others but those of `--other`.
  let raters: [Int]

  /// Finds the columns.
  init(_ columns: ColumnNames, _ options: ImportOptions) throws(AnnotationError) {
    let first = columns.names.first.map(NameText.plain) ?? ""
    if let name = options.map[.image] {
      image = try columns.require(name)
    } else if let found = columns.find(Self.imageNames) {
      image = found
    } else {
      // Data frames leave the name of their index blank.
      image = first.isEmpty ? 0 : nil
    }
    if let name = options.map[.target] {
      target = try columns.require(name)
    } else {
      target = nil
    }
    var left = Set([image, target].compactMap(\.self))
    // The index of a data frame beside a column of images.
    if image != nil, first.isEmpty { left.insert(0) }
    for name in options.otherColumns { left.insert(try columns.require(name)) }
    raters = columns.names.indices.filter { !left.contains($0) }
    var seen = Set<String>()
    if let twice = raters.map({ columns.names[$0] }).first(where: {
      !seen.insert(NameText.plain($0)).inserted
    }) {
      throw .incompatibleOptions(
        "several columns are named \(twice), and each rater needs a column of an own name")
    }
  }

  /// Whether a name is that of a rater with a number or letter, such as `rater1`, `w_2` or `Coder A`.
  static func isRater(_ name: String) -> Bool {
    let plain = NameText.plain(name).lowercased()
    let word = plain.prefix { $0.isLetter }
    let rest = plain.dropFirst(word.count).drop { " _.-".contains($0) }
    guard raterNames.contains(String(word)) else { return false }
    return !rest.isEmpty && rest.allSatisfy(\.isNumber)
      || word.count > 1 && rest.count == 1 && rest.allSatisfy(\.isLetter)
  }
}

extension RecordLayout {
  /// Tables with a column per rater, whose names are the annotators.
  ///
  /// Recognised where every column but the image's is called like a rater with a number; else by `--format rater-columns`, with `--map image=COL` for
  /// the images and `--other COLS` for columns that are no raters. An empty cell is no answer. Without
  /// a column of images an order or a list says which image a row is.
  static func raterColumns(_ paths: [String], _ options: ImportOptions) throws -> RecordLayout {
    let header = ColumnNames(try options.table(paths[0]))
    let first = try RaterColumns(header, options)
    var layout = RecordLayout { body in
      for path in paths {
        let rows = try AnswerRows(path, options)
        let reader = rows.reader
        let columns = try RaterColumns(rows.columns, options)
        let names = try columns.image == nil ? rowNames(path, options) : []
        var row = 0
        while try rows.next(of: body) {
          defer { row += 1 }
          for rater in columns.raters {
            var record = AnswerRecord(
              image: columns.image.map(reader.string) ?? names[row],
              annotator: reader.columnNames[rater], label: reader.string(rater),
              position: AnnotationPosition(reader, rater))
            record.target = columns.target.map(reader.string)
            try body(.answers([record]))
          }
        }
      }
    }
    if first.image == nil { layout.order = options.order }
    let names = first.raters.map { header.names[$0] }
    let odd = names.filter { !RaterColumns.isRater($0) }
    if !odd.isEmpty, odd.count < names.count || odd.contains(where: { ColumnWords($0).isConsensus })
    {
      layout.notes.append(
        "\(odd.count == 1 ? "The column" : "The columns") \(odd.prefix(6).joined(separator: ", ")) "
          + "\(odd.count == 1 ? "counts as a rater" : "count as raters") too; --other leaves out columns that "
          + "are none.")
    }
    return layout
  }

  /// The images of the rows of a table without a column of images.
  private static func rowNames(_ path: String, _ options: ImportOptions) throws -> [String] {
    let answers = try AnswerRows(path, options)
    var rows = 0
    while try answers.next({ _ in }) { rows += 1 }
    return try OrderedImages.names(
      rows: rows, order: options.imageNames == nil ? nil : .listed, options: options, file: path)
  }
}
