internal import Files
package import StudyValues

/// A table of true classes: an image a row with the text that names its class.
///
/// The columns are those of the map (`image`; `target`, else `label`), else the usual names of images
/// and true classes. Rows without an image are left out and counted. A label that is a word for no
/// answer gives its image no class; so does −1 among classes that are numbers. A list of one class is that
/// class, one of several is refused.
package struct LabelTable {
  /// The images, in order.
  package private(set) var images: [String] = []
  /// The rows that name no image, or hold the names of the columns once more.
  package private(set) var nameless = 0

  private let options: ImportOptions
  private let file: String
  /// The column or field of the labels, for messages.
  var column = ""
  private var texts: [String] = []
  private var lines: [Int] = []

  /// Creates an empty table.
  init(empty path: String, _ options: ImportOptions) {
    self.options = options
    file = path
  }

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - path: The table.
  ///   - options: Columns by role, names for a table without a header, and the words for no label.
  ///   - isOnly: Whether map and names of columns are meant for this table; else they are those of the
  ///     answers, and a column that this table does not have is looked for under its usual names.
  /// - Throws: ``AnnotationError`` for a missing column, and the errors of the text.
  package init(_ path: String, _ options: ImportOptions, isOnly: Bool) throws(AnnotationError) {
    self.init(empty: path, options)
    let reader = try isOnly ? options.table(path) : ImportOptions().table(path)
    let columns = ColumnNames(reader)
    let way =
      columns.names.contains(where: ImageName.isPicture)
      ? "its first row looks like one of an image, so give the names of the columns with --labels-columns"
      : "name it with --labels-map image=COL,label=COL, or the columns of a table without a header with "
        + "--labels-columns image,label"
    let image = try columns.require(
      options.map[.image], usual: PlainColumns.image, isMapped: isOnly, way: way)
    let mapped = options.map[.target] ?? options.map[.label]
    let isNamed = mapped.map { isOnly || columns.find($0) != nil } ?? false
    if !isNamed, columns.find(PlainColumns.trueClass) == nil,
      let marks = MarkedColumns.find(
        path, isOnly ? options : ImportOptions(), among: { $0 != columns.names[image] })
    {
      throw .almost(
        file: path, format: "a table of true classes", missing: MarkedColumns.remedy(marks))
    }
    let label = try columns.require(
      options.map[.target] ?? options.map[.label], usual: PlainColumns.trueClass, isMapped: isOnly,
      way: way)
    column = reader.columnNames[label]
    let headerRows = SurveyHeader.rows(of: path)
    let header = HeaderRow(reader)
    while try reader.nextAnswerRow() {
      guard reader.rowNumber > headerRows else { continue }
      let isName = try header.repeats(reader)
      let text = NameText.plain(reader.string(label))
      try add(
        isName ? "" : reader.string(image), ChoiceList.read(text) ?? [text],
        line: reader.lineNumber)
    }
    try nameImages()
  }

  /// Takes the classes that a row gives for an image; without an image it is counted.
  mutating func add(_ image: String, _ classes: [String], line: Int) throws(AnnotationError) {
    guard !NamelessImage.isNone(image) else {
      nameless += 1
      return
    }
    guard classes.count < 2 else {
      throw .badValues([
        BadValue(
          AnnotationPosition(file: file, line: line, column: column),
          expected: "one true class of each image, whose selection frequency is asked for",
          got: "'\(classes.joined(separator: ", ").prefix(60))'")
      ])
    }
    images.append(image)
    texts.append(NameText.plain(classes.first ?? ""))
    lines.append(line)
  }

  /// Gives the images their plain names, once all were read.
  mutating func nameImages() throws(AnnotationError) {
    try SummaryName.refuse(
      lastOf: images, at: AnnotationPosition(file: file, line: lines.last ?? 0))
    let (images, file) = (images, file)
    self.images = try annotationValue { () throws(StudyValuesError) in
      try NameText.column(images, file: file)
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
    // Data frames leave the name of their index blank.
    if usual == PlainColumns.image, find(usual) == nil, names.count > 1,
      NameText.plain(names[0]).isEmpty
    {
      return 0
    }
    guard find(usual) != nil else {
      throw .missingColumn(file: file, column: "\(usual[0]) (\(way))", found: names)
    }
    return try require(usual)
  }
}
