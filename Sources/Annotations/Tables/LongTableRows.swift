internal import Files
internal import StudyValues

/// Turns the rows of tables with one answer a row into answers.
struct LongTableRows: ~Copyable {
  private let session: ImportSession
  private let space: LabelSpace
  private let noAnswer: Set<String>
  private let missing: MissingWords
  private var labels: ClassColumn
  private var asked: ClassColumn
  private var targets: ClassColumn
  /// The answers that were read, where a column identifies them.
  private var assignments = TextTable()
  /// What each of them said, as a hash.
  private var answers: [UInt64] = []
  /// For each text of the labels the number of the response, −1 before it is asked for.
  private var responses: [Int32] = []
  /// How many further rows of an answer said something else.
  private var differing = 0

  /// Prepares to read the tables of one import.
  init(
    session: ImportSession, choices: ChoiceReader, noAnswer: Set<String>, missing: MissingWords
  ) {
    self.session = session
    space = session.header.labelSpace
    self.noAnswer = noAnswer
    self.missing = missing
    labels = ClassColumn(choices)
    asked = ClassColumn(choices)
    targets = ClassColumn(choices)
  }

  /// Reads all rows of one table.
  mutating func read(_ reader: DelimitedReader, _ layout: LongLayout) throws {
    var images = ImageColumn(layout, session)
    let condition = try session.condition(layout.fixedCondition ?? session.options.condition)
    let isPresence = layout.asked != nil || layout.askedClass >= 0
    let attributes = attributes(layout)
    var row = Answer(image: -1)
    let session = session
    while try reader.nextWholeRow(ragged: { try session.bad(ragged: $0) }) {
      session.read()
      if let rule = try dropRule(reader, layout) {
        session.drop(rule)
        continue
      }
      let choice = isPresence ? Choice.noClass : unsafe labels.choice(reader.bytes(layout.label))
      let isMissing = isPresence ? missing.contains(answer(reader, layout)) : choice == .missing
      guard !isMissing else {
        session.drop(MissingWords.rule)
        continue
      }
      guard let image = try images.image(reader) else { continue }
      row.image = image
      row.annotator = -1
      if let column = layout.annotator {
        row.annotator = try unsafe session.annotator(
          reader.bytes(column), at: AnnotationPosition(reader, column))
        if row.annotator < 0 { session.anonymousCount += 1 }
        note(attributes, reader, of: row.annotator)
      }
      row.condition =
        try layout.condition.map { try unsafe session.condition(reader.bytes($0)) }
        ?? condition
      row.level = session.options.level ?? .nan
      if let column = layout.level {
        guard let level = try session.number(reader, column) else { continue }
        row.level = level
      }
      row.reactionTime = .nan
      if let column = layout.reactionTime {
        guard let time = try session.number(reader, column) else { continue }
        row.reactionTime = layout.timeUnit.seconds(time)
      }
      guard try target(reader, layout, image) else { continue }
      if isPresence {
        row.response = unsafe session.response(reader.bytes(layout.label))
        try submitPresence(reader, layout, &row)
      } else {
        row.response = response(reader, layout)
        try submit(choice, reader, layout, &row)
      }
    }
  }

  /// Says what is known once all tables were read.
  func end() {
    guard differing > 0 else { return }
    session.note(
      "\(differing, "row", "rows") of an assignment that was read before "
        + "\(differing == 1 ? "has" : "have") another answer than the first, which counts; where a person "
        + "chose several classes, write them into one cell with # between them.")
  }

  private mutating func dropRule(_ reader: DelimitedReader, _ layout: LongLayout) throws -> String?
  {
    if let rule = try layout.dropRule(reader) { return rule }
    if let column = layout.assignment, var key = AssignmentID.bytes(reader, column) {
      let known = assignments.count
      for part in layout.assignmentParts { unsafe key += [0x1F] + Array(reader.bytes(part)) }
      let number = unsafe key.withUnsafeBufferPointer { unsafe assignments.intern($0) }
      let answer = unsafe TextTable.hash(reader.bytes(layout.label))
      if number < known {
        if answers[number] != answer { differing += 1 }
        return LongLayout.repeatedAssignment
      }
      answers.append(answer)
    }
    return nil
  }

  /// The columns about annotators with the numbers of their names.
  private func attributes(_ layout: LongLayout) -> [(column: Int, name: Int)] {
    var attributes: [(column: Int, name: Int)] = []
    for (column, name) in layout.attributes {
      attributes.append((column, session.attributes.number(of: name)))
    }
    return attributes
  }

  private func note(
    _ attributes: [(column: Int, name: Int)], _ reader: DelimitedReader, of annotator: Int32
  ) {
    for (column, name) in attributes {
      unsafe session.attributes.note(annotator, name, reader.bytes(column))
    }
  }

  /// The response of the current row, whose label was looked up before.
  private mutating func response(_ reader: DelimitedReader, _ layout: LongLayout) -> Int32 {
    let text = labels.latest
    while responses.count <= text { responses.append(-1) }
    if responses[text] < 0 {
      responses[text] = unsafe session.response(reader.bytes(layout.label))
    }
    return responses[text]
  }

  private func answer(_ reader: DelimitedReader, _ layout: LongLayout) -> String {
    NameText.plain(reader.string(layout.label))
  }

  /// Notes the reference class of the current row; false after a wrong value was noted.
  private mutating func target(
    _ reader: DelimitedReader, _ layout: LongLayout, _ image: Int32
  ) throws -> Bool {
    guard let column = layout.target else {
      if layout.fixedTarget >= 0 {
        try session.target(
          image, layout.fixedTarget, at: AnnotationPosition(reader, layout.image))
      }
      return true
    }
    switch unsafe targets.choice(reader.bytes(column)) {
    case .one(let index):
      try session.target(image, index, at: AnnotationPosition(reader, column))
      return true
    case .missing: return true
    default:
      try session.bad(reader, column, space.expectation)
      return false
    }
  }

  private func submit(
    _ choice: Choice, _ reader: DelimitedReader, _ layout: LongLayout, _ row: inout Answer
  ) throws {
    row.chosenClass = -1
    switch choice {
    case .one(let index):
      row.chosenClass = index
      try session.submit(row)
    case .noClass, .missing: try session.submit(row)
    case .several(let classes): try session.submit(row, weights: classes.map { ($0, 1) })
    case .repeated: try session.bad(reader, layout.label, ChoiceReader.single)
    case .unknown:
      try session.bad(
        reader, layout.label,
        space.expectation + hint(reader.string(layout.label)))
    }
  }

  /// What to do about a text that is no class.
  private func hint(_ text: String) -> String {
    space.hint(text) + MissingWords.hint(text)
      + (NumberText.thousands(text) == nil ? "" : NumberText.hint(text))
  }

  private mutating func submitPresence(
    _ reader: DelimitedReader, _ layout: LongLayout, _ row: inout Answer
  ) throws {
    row.askedClass = layout.askedClass
    if let column = layout.asked {
      guard let index = unsafe asked.index(reader.bytes(column)) else {
        return try session.bad(reader, column, space.expectation)
      }
      row.askedClass = index
    }
    let text = answer(reader, layout)
    guard let answer = PresenceAnswer(text) else {
      guard noAnswer.contains(text.lowercased()) else {
        return try session.bad(reader, layout.label, "yes, maybe or no")
      }
      return session.drop("no answer")
    }
    row.chosenClass = answer == .yes ? row.askedClass : -1
    try session.submit(row, isPartial: answer == .maybe)
  }
}
