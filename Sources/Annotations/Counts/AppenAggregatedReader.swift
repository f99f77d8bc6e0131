internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// Aggregated report of Appen (Figure Eight): shares only.
  package static let appenAggregated = AnnotationFormat(
    "appen-aggregated", title: "an aggregated report of Appen", isOneFile: true,
    matches: { $0.columns.map(AppenAggregatedReader.matches) ?? false },
    open: AppenAggregatedReader.open)
}

/// Reads the aggregated report of Appen (Figure Eight): one unit a row with its winning answer.
///
/// `NAME:confidence` is the share of trust behind the answer, not a count, so the set has shares
/// only; import the full report for counts. Gold units are dropped and counted.
struct AppenAggregatedReader {
  private struct Columns {
    var image: Int
    var label: Int
    var confidence: Int
    var gold: [LongLayout.DropRule]
  }

  /// Whether a header is that of such a report.
  static func matches(_ columns: ColumnNames) -> Bool {
    columns.find("_unit_id") != nil && columns.find("_trusted_judgments") != nil
      && columns.names.contains { $0.hasSuffix(":confidence") }
  }

  /// Opens one file.
  static func open(_ files: AnnotationFiles) throws -> AnnotationSource {
    let space = try files.options.labelSpace ?? scan(files)
    return AnnotationSource(
      AnnotationHeader(
        format: files.format, task: .forcedChoice, chance: 1 / Double(space.classes.count),
        annotatorIdentity: .none, labelSpace: space, hasAnswers: false, hasCounts: false)
    ) { session in try read(files, space, session) }
  }

  private static func read(
    _ files: AnnotationFiles, _ space: LabelSpace, _ session: ImportSession
  ) throws {
    try forEachRow(files) { reader, columns in
      session.read()
      if !files.options.keepsGold, columns.gold.contains(where: { $0.drops(reader) }) {
        return session.drop("gold unit")
      }
      guard let index = space.index(of: reader.string(columns.label)) else {
        return try session.bad(
          BadValue(reader, columns.label, expected: space.expectation))
      }
      guard let share = reader.double(columns.confidence), share >= 0, share <= 1 else {
        return try session.bad(
          BadValue(reader, columns.confidence, expected: "a share between 0 and 1"))
      }
      guard !NamelessImage.isNone(reader, columns.image) else {
        return session.drop(ImageNames.namelessRule)
      }
      let position = AnnotationPosition(reader, columns.image)
      let number = try unsafe session.image(reader.bytes(columns.image), at: position)
      if !session.count(number, index, shown: 0, selected: share) {
        try session.noteRepeatedRow(at: position, reader.string(columns.image))
      }
    }
  }

  private static func scan(_ files: AnnotationFiles) throws -> LabelSpace {
    var texts = Set<String>()
    try forEachRow(files) { reader, columns in
      texts.insert(reader.string(columns.label))
    }
    let missing = MissingWords(files.options, noAnswer: [], space: nil)
    return try FoundClasses(texts, missing: missing, file: files.first).space
  }

  private static func forEachRow(
    _ files: AnnotationFiles, _ body: (DelimitedReader, Columns) throws -> Void
  ) throws {
    let (path, options) = (files.first, files.options)
    let reader = try options.table(path)
    let columns = ColumnNames(reader)
    let answers = columns.names.filter { $0.hasSuffix(":confidence") }.map { $0.dropLast(11) }
    guard let answer = options.map[.label] ?? (answers.count == 1 ? String(answers[0]) : nil) else {
      throw AnnotationError.almost(
        file: path, format: "an aggregated report of Appen",
        missing: "\(answers.count) of its columns have a confidence, so name the answers with "
          + "--map label=COL")
    }
    let image: Int
    if let name = options.map[.image] {
      image = try columns.require(name)
    } else {
      image = try columns.require("image_url", "image", "url", "_unit_id")
    }
    let found = Columns(
      image: image, label: try columns.require(answer),
      confidence: try columns.require("\(answer):confidence"), gold: goldRules(columns))
    let header = HeaderRow(reader)
    while try reader.nextAnswerRow() {
      if try !header.repeats(reader) { try body(reader, found) }
    }
  }

  private static func goldRules(_ columns: ColumnNames) -> [LongLayout.DropRule] {
    let tests: [(name: String, test: LongLayout.DropRule.Test)] = [
      ("_golden", .isTrue), ("_unit_state", .isOneOf(["golden", "gold", "hidden_gold"])),
    ]
    return tests.compactMap { item in
      columns.find(item.name).map {
        LongLayout.DropRule(rule: "gold unit", column: $0, test: item.test)
      }
    }
  }
}
