internal import Files
internal import StudyValues

/// The rows of a table that hold answers, without those that every layout leaves out: the texts of a
/// survey's questions, the header once more, and rows whose status does not count.
struct AnswerRows {
  /// The table.
  let reader: DelimitedReader
  /// Its columns.
  let columns: ColumnNames
  /// How many rows below the header hold the questions of a survey.
  let headerRows: Int
  private let statuses: [StatusRule]
  private let header: HeaderRow

  /// Opens a table.
  ///
  /// - Throws: ``AnnotationError`` when it cannot be read, or for a status that is no rule.
  init(_ path: String, _ options: ImportOptions) throws(AnnotationError) {
    try self.init(options.table(path), options)
  }

  /// Takes a table that was opened.
  init(_ reader: DelimitedReader, _ options: ImportOptions) throws(AnnotationError) {
    self.reader = reader
    columns = ColumnNames(reader)
    headerRows = SurveyHeader.rows(of: reader.path)
    statuses = try StatusRule.read(options.statuses)
    header = HeaderRow(reader)
  }

  /// Moves on to the next row of answers.
  ///
  /// - Parameter dropped: Takes the rule of each row that is left out.
  /// - Returns: Whether there is one.
  /// - Throws: ``AnnotationError`` for what the text breaks, and for names of columns in another order;
  ///   whatever `dropped` throws.
  func next(_ dropped: (_ rule: String) throws -> Void) throws -> Bool {
    while try reader.nextAnswerRow() {
      guard let rule = try rule() else { return true }
      try dropped(rule)
    }
    return false
  }

  /// Moves on to the next row of answers, and passes the others to a layout.
  func next(of body: (RecordRow) throws -> Void) throws -> Bool {
    try next { try body(.dropped($0)) }
  }

  /// Moves on to the next row of answers; an import counts the rows that are read and those left out.
  func next(_ session: ImportSession) throws -> Bool {
    let isThere = try next { rule in
      session.read()
      session.drop(rule)
    }
    if isThere { session.read() }
    return isThere
  }

  /// The rule that leaves the current row out; nil when it counts.
  private func rule() throws -> String? {
    if reader.rowNumber <= headerRows { return SurveyHeader.rule }
    return try header.repeats(reader) ? LongLayout.repeatedHeader : statuses.rule(of: reader)
  }
}
