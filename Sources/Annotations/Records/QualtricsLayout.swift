internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// Qualtrics: a row a respondent, a column a question, below the header the questions' texts and
  /// identifiers.
  package static let qualtrics = records(
    "qualtrics", title: "responses of Qualtrics, a row a respondent", hasNamedColumns: true,
    matches: { head in
      guard let columns = head.columns, head.options.map[.image] == nil,
        head.options.map[.label] == nil
      else { return false }
      // A table with an answer a row has a column of images.
      return columns.find(PlainColumns.image) == nil
        && columns.find("ResponseId", "ResponseID", "Response ID") != nil
        && SurveyHeader.rows(of: head.path) > 0
    },
    layout: { .qualtrics($0.paths, $0.options) })
}

extension RecordLayout {
  /// The answers of a survey, a record for each question of each respondent.
  ///
  /// Questions are the columns whose identifier begins with QID, also in a loop (`1_QID5`), and not those
  /// of `--other`; texts beside an answer, orders and times of questions are none. A question is about
  /// the picture that its text names, else about the name of its column; where any text names a picture
  /// the other questions are not read. The person is `PROLIFIC_PID` or the like, or the column mapped to
  /// annotator, else the response.
  static func qualtrics(_ paths: [String], _ options: ImportOptions) -> RecordLayout {
    let passed = PassedQuestions()
    var layout = RecordLayout { body in
      var seen = Set<String>()
      for path in paths {
        let rows = try AnswerRows(path, options)
        let reader = rows.reader
        let survey = try SurveyColumns(path, rows.columns, options)
        passed.names = survey.passed
        passed.images = survey.namesPictures ? [] : survey.questions.map(\.image)
        while try rows.next(of: body) {
          if let rule = survey.rule(reader, &seen) {
            try body(.dropped(rule))
          } else {
            for question in survey.questions {
              try body(.answers([survey.record(reader, question, options)]))
            }
          }
        }
      }
    }
    layout.closingNotes = {
      func list(_ names: [String]) -> String {
        names.prefix(10).joined(separator: ", ") + (names.count > 10 ? ", …" : "")
      }
      let left =
        "Questions whose text names no picture are not read, since others do: \(list(passed.names))."
      let taken =
        "No question names a picture, so each counts as an image called like its column: "
        + "\(list(passed.images)); --other leaves out those that are none."
      return (passed.names.isEmpty ? [] : [left]) + (passed.images.isEmpty ? [] : [taken])
    }
    return layout
  }
}

/// The questions that were passed over, for the note behind an import.
private final class PassedQuestions {
  var names: [String] = []
  /// The questions that are images because no text names one.
  var images: [String] = []
}

/// What the columns of a survey are.
struct SurveyColumns {
  /// A question about an image.
  struct Question {
    let column: Int
    let image: String
  }

  /// The questions.
  let questions: [Question]
  /// The names of questions that name no picture where others do.
  let passed: [String]
  /// Whether the images are pictures that texts of questions name.
  let namesPictures: Bool
  /// The rows below the header that hold no answers.
  let headerRows: Int
  private let response: Int
  private let person: Int?
  private let status: Int?
  private let attributes: [(column: Int, name: String)]

  /// The most columns.
  private static let limit = 100_000

  /// Reads the rows below the header.
  init(_ path: String, _ columns: ColumnNames, _ options: ImportOptions) throws {
    headerRows = SurveyHeader.rows(of: path)
    guard headerRows > 0, columns.names.count <= Self.limit else {
      throw AnnotationError.almost(
        file: path, format: "responses of Qualtrics",
        missing: "it has no row of identifiers such as {\"ImportId\":\"QID1\"} below the header; "
          + "export it anew as CSV")
    }
    response = try columns.require("ResponseId", "ResponseID", "Response ID")
    person =
      try options.map[.annotator].map { name throws(AnnotationError) in try columns.require(name) }
      ?? columns.find(TrialProgram.subjects)
    status = columns.find("Status")
    var attributes: [(column: Int, name: String)] = []
    for name in options.attributeColumns {
      attributes.append((try columns.require(name), NameText.plain(name)))
    }
    self.attributes = attributes
    let reader = try options.table(path)
    var left = Set(attributes.map(\.column))
    for name in options.otherColumns { if let column = columns.find(name) { left.insert(column) } }
    var texts = [String](repeating: "", count: columns.names.count)
    var isQuestion = [Bool](repeating: false, count: columns.names.count)
    for row in 1...headerRows {
      guard try reader.nextAnswerRow() else { break }
      for column in columns.names.indices {
        let text = reader.string(column)
        if row < headerRows {
          texts[column] = text
        } else {
          isQuestion[column] = Self.isQuestion(text) && !left.contains(column)
        }
      }
    }
    let all = columns.names.indices.filter { isQuestion[$0] }
    let pictures = all.filter { Self.picture(texts[$0]) != nil }
    let asked = pictures.isEmpty ? all : pictures
    namesPictures = !pictures.isEmpty
    questions = asked.map {
      Question(column: $0, image: Self.picture(texts[$0]) ?? columns.names[$0])
    }
    passed = pictures.isEmpty ? [] : all.filter { !pictures.contains($0) }.map { columns.names[$0] }
    guard !questions.isEmpty else {
      throw AnnotationError.almost(
        file: path, format: "responses of Qualtrics",
        missing: "none of its columns is a question (an identifier that begins with QID)")
    }
  }

  /// Whether the identifier of a column is that of a question: `QID5`, `QID5_2`, `3_QID5`.
  private static func isQuestion(_ cell: String) -> Bool {
    guard let object = try? JSONValue.parse(Array(cell.utf8), name: "an identifier"),
      let text = object["ImportId"]?.string
    else { return false }
    var rest = text[...]
    let loop = rest.prefix(while: \.isNumber)
    if !loop.isEmpty, rest.dropFirst(loop.count).hasPrefix("_") {
      rest = rest.dropFirst(loop.count + 1)
    }
    guard rest.hasPrefix("QID") else { return false }
    return rest.dropFirst(3).split(separator: "_").allSatisfy { $0.allSatisfy(\.isNumber) }
  }

  /// The only picture that the text of a question names, without the mark that ends the sentence.
  static func picture(_ text: String) -> String? {
    let parts = text.split { $0.isWhitespace || "\"'<>()[],;".contains($0) }.map { part in
      var word = part.split(separator: "=").last ?? part
      while let last = word.last, "?!.:*".contains(last) { word.removeLast() }
      return String(word)
    }
    let found = Set(parts.filter { ImageName.isPicture(String($0.prefix { $0 != "?" })) })
    return found.count == 1 ? found.first : nil
  }

  /// The rule that leaves out the current row.
  func rule(_ reader: DelimitedReader, _ seen: inout Set<String>) -> String? {
    let word = status.map { NameText.plain(reader.string($0)).lowercased() } ?? ""
    if ["survey preview", "survey test", "spam", "1", "2", "8"].contains(word) {
      return "preview, test or spam"
    }
    guard let id = AssignmentID.plain(reader.string(response)), !seen.insert(id).inserted else {
      return nil
    }
    return "response that was read before"
  }

  /// The answer of the current row to a question.
  func record(
    _ reader: DelimitedReader, _ question: Question, _ options: ImportOptions
  ) -> AnswerRecord {
    let name = person.map { NameText.plain(reader.string($0)) } ?? ""
    var record = AnswerRecord(
      image: question.image,
      annotator: name.isEmpty ? NameText.plain(reader.string(response)) : name,
      label: reader.string(question.column), position: AnnotationPosition(reader, question.column))
    record.attributes = attributes.map { ($0.name, reader.string($0.column)) }
    return record
  }
}
