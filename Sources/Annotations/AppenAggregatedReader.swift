internal import InputFiles

/// Reads the aggregated report of Appen (Figure Eight): one unit a row with its winning answer.
///
/// `NAME:confidence` is the share of trust behind the answer, not a count, so the set has shares
/// only; import the full report for counts. Gold units are dropped and counted.
struct AppenAggregatedReader {
  /// Whether a header is that of such a report.
  static func matches(_ columns: ColumnNames) -> Bool {
    columns.find("_unit_id") != nil && columns.find("_trusted_judgments") != nil
      && columns.names.contains { $0.hasSuffix(":confidence") }
  }

  /// Reads one file.
  static func read(_ path: String, session: ImportSession) throws {
    let space = try session.options.labelSpace ?? scan(path, session)
    try session.begin(
      AnnotationHeader(
        format: .appenAggregated, task: .forcedChoice, chance: 1 / Double(space.classes.count),
        annotatorIdentity: .none, labelSpace: space, hasAnswers: false, hasCounts: false))
    try forEachRow(path, session) { reader, image, label, confidence in
      session.read()
      if session.options.dropsGold, isGold(reader) { return session.drop("gold unit") }
      func position(_ column: Int) -> AnnotationPosition {
        AnnotationPosition(
          file: path, line: reader.lineNumber, column: reader.columnNames[column])
      }
      guard let index = space.index(of: reader.string(label)) else {
        return try session.bad(
          BadValue(
            position(label), expected: "a class of the label space \(space.name)",
            got: "'\(reader.string(label).prefix(60))'"))
      }
      guard let share = reader.double(confidence), share >= 0, share <= 1 else {
        return try session.bad(
          BadValue(
            position(confidence), expected: "a share between 0 and 1",
            got: "'\(reader.string(confidence).prefix(60))'"))
      }
      let number = try unsafe session.image(reader.bytes(image), at: position(image))
      guard session.share(number, index, share) else {
        return try session.bad(
          BadValue(
            position(image),
            expected: "one share of each image and class, because shares cannot be added",
            got: "'\(reader.string(image).prefix(60))' again"))
      }
    }
  }

  private static func isGold(_ reader: DelimitedReader) -> Bool {
    let columns = ColumnNames(reader)
    if let mark = columns.find("_golden"), reader.bool(mark) == true { return true }
    guard let state = columns.find("_unit_state") else { return false }
    return ["golden", "gold", "hidden_gold"].contains(reader.string(state).lowercased())
  }

  private static func scan(_ path: String, _ session: ImportSession) throws -> LabelSpace {
    var texts = Set<String>()
    try forEachRow(path, session) { reader, _, label, _ in texts.insert(reader.string(label)) }
    return try LabelSpace.sorted(texts, file: path)
  }

  private static func forEachRow(
    _ path: String, _ session: ImportSession,
    _ body: (DelimitedReader, _ image: Int, _ label: Int, _ confidence: Int) throws -> Void
  ) throws {
    let reader = try annotationInput { () throws(InputFileError) in try DelimitedReader(path: path)
    }
    let columns = ColumnNames(reader)
    let options = session.options
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
    let label = try columns.require(answer)
    let confidence = try columns.require("\(answer):confidence")
    while try annotationInput({ () throws(InputFileError) in try reader.nextRow() }) {
      try body(reader, image, label, confidence)
    }
  }
}
