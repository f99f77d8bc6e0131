internal import Files
internal import StudyValues

/// Reads tables with one answer a row: all CSV formats of that shape differ only in their layout.
struct LongTableReader {
  private let options: ImportOptions
  private let layout: (ColumnNames) throws -> LongLayout

  /// Opens files of one format.
  ///
  /// - Parameters:
  ///   - files: The files; columns are found in each anew.
  ///   - layout: Finds the columns.
  /// - Returns: What the files say of themselves, and their reader.
  /// - Throws: ``AnnotationError`` for bad data, and whatever the sink throws.
  static func open(
    _ files: AnnotationFiles, layout: @escaping (ColumnNames) throws -> LongLayout
  ) throws -> AnnotationSource {
    let reader = LongTableReader(options: files.options, layout: layout)
    var example = try reader.open(files.first).1
    let others = Set(files.options.otherColumns.map { $0.lowercased() })
    let noAnswer = example.noAnswer.union(others)
    let declared = example.labelSpace ?? files.options.labelSpace
    let words = MissingWords(files.options, noAnswer: example.noAnswer, space: declared)
    let found =
      try declared == nil
      ? reader.foundClasses(files.paths, example, noAnswer: noAnswer, words) : nil
    let missing = found?.missing ?? words
    let resolver = try ClassResolver(
      native: example.labelSpace ?? found?.space, declared: files.options.labelSpace)
    let space = resolver.output
    if example.askedClass >= 0 || example.asked != nil { example.hasChance = false }
    let hasChance = example.task == .forcedChoice && example.hasChance
    let header = AnnotationHeader(
      format: files.format, task: example.task,
      chance: hasChance ? 1 / Double(space.classes.count) : nil,
      annotatorIdentity: example.annotator == nil ? .none : example.identity, labelSpace: space,
      hasAnswers: true, hasCounts: true)
    return AnnotationSource(header, notes: example.notes + (found?.notes ?? [])) { session in
      session.imagesAreNumbers = Once {
        try NumberColumn.holds(files) { try layout($0).image }
      }
      session.annotatorsAreNumbers = Once {
        try NumberColumn.holds(files) { try layout($0).annotator }
      }
      var rows = LongTableRows(
        session: session, choices: ChoiceReader(resolver, noAnswer: noAnswer, missing: missing),
        noAnswer: noAnswer, missing: missing)
      for path in files.paths {
        let (table, layout) = try reader.open(path)
        try rows.read(table, layout)
      }
      rows.end()
    }
  }

  private func open(_ path: String) throws -> (DelimitedReader, LongLayout) {
    let reader = try options.table(path)
    let columns = ColumnNames(reader)
    var layout = try layout(columns)
    for name in options.attributeColumns {
      layout.attributes.append((try columns.require(name), NameText.plain(name)))
    }
    for status in try StatusRule.read(options.statuses) {
      layout.drops.append(
        LongLayout.DropRule(
          rule: status.rule, column: try columns.require(status.column),
          test: .isNoneOf(status.words)))
    }
    layout.headerRows = SurveyHeader.rows(of: path)
    layout.header = HeaderRow(reader, layout)
    if let unit = options.timeUnit { layout.timeUnit = unit }
    return (reader, layout)
  }

  /// The classes of the label columns.
  private func foundClasses(
    _ paths: [String], _ example: LongLayout, noAnswer: Set<String>, _ missing: MissingWords
  ) throws -> FoundClasses {
    var texts = TextTable()
    var ragged: InputFileError?
    var hasRows = false
    var commaIsDecimal = false
    for path in paths {
      let (reader, layout) = try open(path)
      commaIsDecimal = reader.delimiter.map { $0 != UInt8(ascii: ",") } ?? false
      let columns = [layout.asked ?? layout.label, layout.target].compactMap(\.self)
      while try reader.nextWholeRow(ragged: { ragged = ragged ?? $0 }) {
        hasRows = true
        guard try layout.dropRule(reader) == nil else { continue }
        for column in columns { _ = texts.intern(reader, column) }
        guard texts.count <= 100_000 else {
          throw AnnotationError.undeclaredLabelSpace(
            file: path,
            reason: "column \(reader.columnNames[columns[0]]) has more than 100,000 different "
              + "values, so it is hardly one of classes")
        }
      }
    }
    guard hasRows || ragged != nil else { throw AnnotationError.empty(file: paths[0]) }
    let answers = texts.texts.flatMap { text -> [String] in
      example.cells == .lines ? text.split(separator: "\n").map(String.init) : [text]
    }
    do {
      return try FoundClasses(
        answers, noAnswer: noAnswer, missing: missing, labels: options.labelNames,
        commaIsDecimal: commaIsDecimal, file: paths[0])
    } catch {
      throw ragged.map(AnnotationError.input) ?? error
    }
  }
}

extension DelimitedReader {
  /// Moves on to the next row with as many fields as the first; the others are passed to `ragged`.
  func nextWholeRow(ragged: (InputFileError) throws -> Void) throws -> Bool {
    while true {
      do {
        return try nextAnswerRow()
      } catch {
        guard case .input(let inner) = error, case .raggedRow = inner else { throw error }
        try ragged(inner)
      }
    }
  }
}

extension LongLayout {
  /// The rule that leaves the current row out; nil when it counts.
  func dropRule(_ reader: DelimitedReader) throws(AnnotationError) -> String? {
    if reader.rowNumber <= headerRows { return SurveyHeader.rule }
    if try header?.repeats(reader) == true { return Self.repeatedHeader }
    return drops.first { $0.drops(reader) }?.rule
  }
}
