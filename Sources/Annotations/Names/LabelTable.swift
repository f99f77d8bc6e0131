internal import Files
package import StudyValues

/// A table of true classes: an image a row with the text that names its class.
///
/// The columns are those of the map (`image`; `target`, else `label`), else the usual names of images
/// and true classes. Rows without an image are left out and counted. A label that is a word for no
/// answer gives its image no class; so does −1 among classes that are numbers.
package struct LabelTable {
  /// The images, in order.
  package private(set) var images: [String] = []
  /// The rows that name no image, or hold the names of the columns once more.
  package private(set) var nameless = 0

  private let options: ImportOptions
  private let file: String
  private let column: String
  private var texts: [String] = []
  private var lines: [Int] = []

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - path: The table.
  ///   - options: Columns by role, names for a table without a header, and the words for no label.
  ///   - isOnly: Whether map and names of columns are meant for this table; else they are those of the
  ///     answers, and a column that this table does not have is looked for under its usual names.
  /// - Throws: ``AnnotationError`` for a missing column, and the errors of the text.
  package init(_ path: String, _ options: ImportOptions, isOnly: Bool) throws(AnnotationError) {
    self.options = options
    file = path
    let reader = try isOnly ? options.table(path) : ImportOptions().table(path)
    let columns = ColumnNames(reader)
    let way =
      columns.names.contains(where: ImageName.isPicture)
      ? "its first row looks like one of an image, so give the names of the columns with --labels-columns"
      : "name it with --labels-map image=COL,label=COL"
    let image = try columns.require(
      options.map[.image], usual: PlainColumns.image, isMapped: isOnly, way: way)
    let label = try columns.require(
      options.map[.target] ?? options.map[.label], usual: PlainColumns.trueClass, isMapped: isOnly,
      way: way)
    column = reader.columnNames[label]
    let headerRows = SurveyHeader.rows(of: path)
    while try reader.nextAnswerRow() {
      guard reader.rowNumber > headerRows else { continue }
      guard !NamelessImage.isNone(reader, image), !reader.repeatsHeader else {
        nameless += 1
        continue
      }
      images.append(reader.string(image))
      texts.append(NameText.plain(reader.string(label)))
      lines.append(reader.lineNumber)
    }
    images = try annotationValue { () throws(StudyValuesError) in
      try NameText.column(images, file: path)
    }
  }

  /// The texts that name classes.
  package var names: Set<String> {
    let missing = MissingWords(options, noAnswer: [], space: nil)
    return Set(texts.filter { !missing.contains($0) })
  }

  /// The class of each image as an index of a label space; nil where there is none.
  ///
  /// - Throws: ``AnnotationError/badValues(_:)`` for up to ten texts that are no class.
  package func classes(in space: LabelSpace) throws(AnnotationError) -> [Int?] {
    let missing = MissingWords(options, noAnswer: [], space: space)
    var classes: [Int?] = []
    classes.reserveCapacity(texts.count)
    var wrong: [BadValue] = []
    for (text, line) in zip(texts, lines) {
      let index = space.index(of: text)
      classes.append(index.map { Int($0) })
      guard index == nil, !missing.contains(text) else { continue }
      wrong.append(
        BadValue(
          AnnotationPosition(file: file, line: line, column: column),
          expected: space.expectation, got: "'\(text.prefix(60))'"))
      if wrong.count == 10 { break }
    }
    guard wrong.isEmpty else { throw .badValues(wrong) }
    return classes
  }
}

extension ColumnNames {
  /// The column that a map names, else the one of some usual names that is there.
  ///
  /// - Parameters:
  ///   - name: The name in the map.
  ///   - usual: The usual names.
  ///   - isMapped: Whether a name in the map must be there.
  ///   - way: How to name the column, for the error.
  /// - Returns: The column.
  /// - Throws: ``AnnotationError/missingColumn(file:column:found:)`` when there is none.
  func require(
    _ name: String?, usual: [String], isMapped: Bool, way: String
  ) throws(AnnotationError) -> Int {
    if let name, isMapped || find(name) != nil { return try require(name) }
    guard find(usual) != nil else {
      throw .missingColumn(file: file, column: "\(usual[0]) (\(way))", found: names)
    }
    return try require(usual)
  }
}
