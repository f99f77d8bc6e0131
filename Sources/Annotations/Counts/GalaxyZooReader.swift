internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// Galaxy Zoo: a total and a count per answer for each question.
  package static let galaxyZoo = AnnotationFormat(
    "galaxy-zoo", title: "a table of Galaxy Zoo (a total and counts for each question)",
    isOneFile: true, matches: { $0.columns.map(GalaxyZooReader.matches) ?? false },
    open: GalaxyZooReader.open)
}

/// Reads Galaxy Zoo tables: for each question a total and a count per answer.
///
/// `smooth-or-featured_total, smooth-or-featured_smooth, …` (DECaLS), `…_total-votes` (newer), or
/// `t01_smooth_or_features_a01_smooth_count` (GZ2). Every answer becomes a class `question: answer`;
/// the denominator is the total of its own question, because the questions form a tree. A question
/// that an image was never asked is missing, not 0. Fractions, debiased and weighted columns are not
/// votes and are left out, as are the columns of `--other`. The answers to a question must sum to its
/// total, or a column is taken for an answer that is none.
struct GalaxyZooReader {
  private struct Question {
    var name: String
    var total: Int?
    var answers: [(column: Int, classIndex: Int32)] = []
  }

  private static let notVotes = ["_fraction", "_debiased", "_weight", "_flag", "_proportion"]
  private static let imageNames = [
    "iauname", "id_str", "dr7objid", "dr8objid", "specobjid", "image", "asset_id", "id",
  ]

  private let image: Int
  private let questions: [Question]
  private let classes: [String]

  /// Whether a header is that of such a table.
  static func matches(_ columns: ColumnNames) -> Bool {
    guard columns.find(imageNames) != nil else { return false }
    return !found(in: columns).isEmpty
  }

  /// The questions of a header: DECaLS by their totals, GZ2 by `tNN_…_aNN_…_count`.
  private static func found(
    in columns: ColumnNames
  ) -> [(name: String, total: Int?, answers: [(name: String, column: Int)])] {
    var result: [(name: String, total: Int?, answers: [(name: String, column: Int)])] = []
    for (index, name) in columns.names.enumerated() {
      guard let suffix = ["_total-votes", "_total"].first(where: { name.hasSuffix($0) }) else {
        continue
      }
      let question = String(name.dropLast(suffix.count))
      let answers = columns.names.enumerated().filter { item in
        item.element.hasPrefix(question + "_") && item.offset != index
          && !notVotes.contains { item.element.contains($0) }
          && !item.element.hasPrefix(question + "_total")
      }
      guard !answers.isEmpty else { continue }
      result.append(
        (
          question, index,
          answers.map { (String($0.element.dropFirst(question.count + 1)), $0.offset) }
        ))
    }
    guard result.isEmpty else { return result }
    for (index, name) in columns.names.enumerated() where name.hasSuffix("_count") {
      let parts = name.dropLast(6).split(separator: "_").map(String.init)
      guard let first = parts.first, first.first == "t", Int(first.dropFirst()) != nil,
        let place = parts.firstIndex(where: { $0.first == "a" && Int($0.dropFirst()) != nil })
      else { continue }
      let question = parts[..<place].joined(separator: "_")
      let answer = parts[(place + 1)...].joined(separator: "_")
      if let known = result.firstIndex(where: { $0.name == question }) {
        result[known].answers.append((answer, index))
      } else {
        result.append((question, nil, [(answer, index)]))
      }
    }
    return result
  }

  private init(_ columns: ColumnNames, _ options: ImportOptions) throws(AnnotationError) {
    if let name = options.map[.image] {
      image = try columns.require(name)
    } else {
      image = try columns.require(GalaxyZooReader.imageNames)
    }
    var questions: [Question] = []
    var classes: [String] = []
    let others = Set(options.otherColumns.map { $0.lowercased() })
    for item in GalaxyZooReader.found(in: columns) {
      var question = Question(name: item.name, total: item.total)
      for answer in item.answers
      where !others.contains(columns.names[answer.column].lowercased()) {
        question.answers.append((answer.column, Int32(classes.count)))
        classes.append("\(item.name): \(answer.name)")
      }
      questions.append(question)
    }
    guard !classes.isEmpty else {
      throw .almost(
        file: columns.file, format: "a table of Galaxy Zoo",
        missing: "it has no question with a total and answers")
    }
    self.questions = questions
    self.classes = classes
  }

  /// Opens one file.
  static func open(_ files: AnnotationFiles) throws -> AnnotationSource {
    let reader = try files.options.table(files.first)
    let table = try GalaxyZooReader(ColumnNames(reader), files.options)
    return AnnotationSource(
      AnnotationHeader(
        format: files.format, task: .presence, chance: nil, annotatorIdentity: .none,
        labelSpace: try .named(table.classes), hasAnswers: false, hasCounts: true),
      notes: [
        "Each question has its own denominator; fractions and debiased columns are not votes."
      ]
    ) { session in
      session.imagesAreNumbers = Once {
        try NumberColumn.holds(files) { try GalaxyZooReader($0, files.options).image }
      }
      let rows = try AnswerRows(reader, files.options)
      while try rows.next(session) {
        try table.readRow(reader, session)
      }
    }
  }

  private func readRow(_ reader: DelimitedReader, _ session: ImportSession) throws {
    guard !NamelessImage.isNone(reader, image) else {
      return session.drop(ImageNames.namelessRule)
    }
    let number = try unsafe session.image(
      reader.bytes(image), at: AnnotationPosition(file: reader.path, line: reader.lineNumber))
    for question in questions {
      var counts: [Int] = []
      for answer in question.answers {
        guard let count = votes(reader, answer.column) else {
          return try session.bad(
            VoteCount.bad(reader, answer.column, "a whole number of votes"))
        }
        counts.append(count)
      }
      let sum = counts.reduce(0, +)
      if let total = question.total, votes(reader, total) != sum {
        return try session.bad(
          BadValue(
            reader, total,
            expected: "the sum of the answers to the question, \(sum) (name columns that are no "
              + "answers with --other)"))
      }
      for (answer, count) in zip(question.answers, counts) {
        session.count(number, answer.classIndex, shown: Int64(sum), selected: Double(count))
      }
    }
  }

  /// A number of votes; nothing, and a word for no value, is 0.
  private func votes(_ reader: DelimitedReader, _ column: Int) -> Int? {
    if reader.isEmpty(column) { return 0 }
    return reader.votes(column) ?? (MissingWords.isUsual(reader.string(column)) ? 0 : nil)
  }
}
