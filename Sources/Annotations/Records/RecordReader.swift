internal import StudyValues

/// Turns records into answers: the reader of all layouts that are not tables.
struct RecordReader {
  private let layout: RecordLayout
  private let session: ImportSession
  private let resolver: ClassResolver
  private let choices: ChoiceReader
  private let missing: MissingWords

  /// Opens the files of a layout.
  ///
  /// - Parameters:
  ///   - layout: Gives the rows; twice when the classes have to be found first.
  ///   - files: The files.
  /// - Returns: What the files say of themselves, and their reader.
  /// - Throws: ``AnnotationError`` for wrong values, and whatever the sink throws.
  static func open(_ layout: RecordLayout, _ files: AnnotationFiles) throws -> AnnotationSource {
    let others = Set(files.options.otherColumns.map { $0.lowercased() })
    let noAnswer = layout.noAnswer.union(others)
    let declared = layout.labelSpace ?? files.options.labelSpace
    let words = MissingWords(files.options, noAnswer: layout.noAnswer, space: declared)
    let found =
      try declared == nil
      ? foundClasses(layout, noAnswer: noAnswer, words, files) : nil
    let missing = found?.missing ?? words
    let resolver = try ClassResolver(
      native: layout.labelSpace ?? found?.space, declared: files.options.labelSpace)
    let space = resolver.output
    let hasChance = layout.hasChance && layout.task == .forcedChoice
    let header = AnnotationHeader(
      format: files.format, task: layout.task,
      chance: hasChance ? 1 / Double(space.classes.count) : nil,
      annotatorIdentity: layout.identity, labelSpace: space, order: layout.order,
      hasAnswers: true, hasCounts: true)
    return AnnotationSource(header, notes: layout.notes + (found?.notes ?? [])) { session in
      session.imagesAreNumbers = Once { try areNumbers(layout) { $0.image } }
      session.annotatorsAreNumbers = Once { try areNumbers(layout) { $0.annotator ?? "" } }
      let reader = RecordReader(
        layout: layout, session: session, resolver: resolver,
        choices: ChoiceReader(resolver, noAnswer: noAnswer, missing: missing), missing: missing)
      try layout.forEachRow { row in
        session.read()
        switch row {
        case .dropped(let rule): session.drop(rule)
        case .answers(let records): for record in records { try reader.submit(record) }
        }
      }
      for note in layout.closingNotes() { session.note(note) }
    }
  }

  /// Whether a name of every record is a number.
  private static func areNumbers(
    _ layout: RecordLayout, _ name: (AnswerRecord) -> String
  ) throws -> Bool {
    var areNumbers = true
    try layout.forEachRow { row in
      guard areNumbers, case .answers(let records) = row else { return }
      areNumbers = records.allSatisfy {
        let text = NameText.plain(name($0))
        return text.isEmpty || DecimalNumber(text) != nil
      }
    }
    return areNumbers
  }

  /// The classes of the answers.
  private static func foundClasses(
    _ layout: RecordLayout, noAnswer: Set<String>, _ missing: MissingWords,
    _ files: AnnotationFiles
  ) throws -> FoundClasses {
    let file = files.first
    var names = Set<String>()
    var left = Set<String>()
    try layout.forEachRow { row in
      switch row {
      case .dropped(let rule): left.insert(rule)
      case .answers(let records):
        for record in records {
          names.formUnion(record.selected.map(\.name))
          if let asked = record.asked { names.insert(asked) }
          if let target = record.target { names.insert(target) }
        }
      }
      guard names.count <= 100_000 else {
        throw AnnotationError.undeclaredLabelSpace(
          file: file, reason: "the answers have more than 100,000 different texts")
      }
    }
    if names.isEmpty, !left.isEmpty {
      throw AnnotationError.incompatibleOptions(
        "\(file) has no answer that names a class: every row is left out by a rule "
          + "(\(left.sorted().joined(separator: ", ")))")
    }
    return try FoundClasses(
      names, noAnswer: noAnswer, missing: missing, labels: files.options.labelNames, file: file)
  }

  /// Remembers an answer that names a class twice.
  private func repeated(_ record: AnswerRecord) throws {
    try session.bad(
      BadValue(
        record.position, expected: ChoiceReader.single,
        got: "'\(record.response.replacing("\n", with: ", ").prefix(60))'"))
  }

  /// A time of the file in seconds, by the unit that a user names or that of the layout.
  private func seconds(_ time: Double) -> Double {
    (session.options.timeUnit ?? layout.timeUnit).seconds(time)
  }

  private func submit(_ record: AnswerRecord) throws {
    func bad(_ name: String, _ what: String) throws {
      try session.bad(
        BadValue(
          record.position,
          expected: what == "a class"
            ? resolver.output.expectation + resolver.output.hint(name) + MissingWords.hint(name)
            : "\(what) of the label space \(resolver.output.name)",
          got: "'\(name.prefix(60))'"))
    }
    let parts = record.selected.filter { !missing.contains(NameText.plain($0.name)) }
    // An answer without a class counts as shown; a word for none is no answer.
    guard parts.count == record.selected.count || !parts.isEmpty else {
      return session.drop(MissingWords.rule)
    }
    guard !NamelessImage.isNone(record.image) else {
      return session.drop(ImageNames.namelessRule)
    }
    let image = try session.image(record.image, at: record.position)
    if let name = record.target, !missing.contains(NameText.plain(name)) {
      guard let target = resolver.index(of: name) else {
        return try bad(name, "a reference class")
      }
      try session.target(image, target, at: record.position)
    }
    var answer = Answer(
      image: image,
      annotator: try record.annotator.map { try session.annotator($0, at: record.position) } ?? -1,
      response: session.response(record.response),
      condition: try session.condition(record.condition ?? session.options.condition),
      level: record.level.isNaN ? session.options.level ?? .nan : record.level,
      reactionTime: seconds(record.reactionTime))
    if answer.annotator < 0, layout.identity != .none { session.anonymousCount += 1 }
    for (name, value) in record.attributes {
      session.attributes.note(answer.annotator, name, value)
    }
    if let asked = record.asked {
      guard let index = resolver.index(of: asked) else { return try bad(asked, "a class") }
      answer.askedClass = index
      answer.chosenClass = record.presence == .yes ? index : -1
      return try session.submit(answer, isPartial: record.presence == .maybe)
    }
    var weights: [(targetClass: Int32, weight: Double)] = []
    for part in parts {
      switch choices.read(part.name) {
      case .one(let index): weights.append((index, part.weight))
      case .several(let indices): weights += indices.map { ($0, part.weight) }
      case .noClass, .missing: continue
      case .repeated: return try repeated(record)
      case .unknown: return try bad(part.name, "a class")
      }
    }
    if !layout.isWeighted, Set(weights.map(\.targetClass)).count < weights.count {
      return try repeated(record)
    }
    let heaviest = weights.max { ($0.weight, -$0.targetClass) < ($1.weight, -$1.targetClass) }
    // Several classes without weights are no single choice.
    let isSingle = layout.isWeighted || weights.count == 1
    answer.chosenClass = isSingle ? heaviest?.targetClass ?? -1 : -1
    if layout.isWeighted || weights.count > 1 {
      try session.submit(answer, weights: weights)
    } else {
      try session.submit(answer)
    }
  }
}
