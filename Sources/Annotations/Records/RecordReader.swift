internal import StudyValues

/// Turns records into answers: the reader of all layouts that are not tables.
struct RecordReader {
  private let layout: RecordLayout
  private let session: ImportSession
  private let resolver: ClassResolver
  private let noAnswer: Set<String>

  /// Opens the files of a layout.
  ///
  /// - Parameters:
  ///   - layout: Gives the rows; twice when the classes have to be found first.
  ///   - files: The files.
  /// - Throws: ``AnnotationError`` for wrong values, and whatever the sink throws.
  static func open(_ layout: RecordLayout, _ files: AnnotationFiles) throws -> AnnotationSource {
    let others = Set(files.options.otherColumns.map { $0.lowercased() })
    let noAnswer = layout.noAnswer.union(others)
    let resolver = try ClassResolver(
      native: layout.labelSpace, declared: files.options.labelSpace,
      found: foundSpace(layout, noAnswer, files.first))
    let space = resolver.output
    let hasChance = layout.hasChance && layout.task == .forcedChoice
    let header = AnnotationHeader(
      format: files.format, task: layout.task,
      chance: hasChance ? 1 / Double(space.classes.count) : nil,
      annotatorIdentity: layout.identity, labelSpace: space, order: layout.order,
      hasAnswers: true, hasCounts: true)
    return AnnotationSource(header, notes: layout.notes) { session in
      let reader = RecordReader(
        layout: layout, session: session, resolver: resolver, noAnswer: noAnswer)
      try layout.forEachRow { row in
        session.read()
        switch row {
        case .dropped(let rule): session.drop(rule)
        case .answers(let records): for record in records { try reader.submit(record) }
        }
      }
    }
  }

  /// The sorted texts of the answers.
  private static func foundSpace(
    _ layout: RecordLayout, _ noAnswer: Set<String>, _ file: String
  ) throws -> LabelSpace {
    var names = Set<String>()
    try layout.forEachRow { row in
      guard case .answers(let records) = row else { return }
      for record in records {
        names.formUnion(record.selected.map(\.name))
        if let asked = record.asked { names.insert(asked) }
        if let target = record.target { names.insert(target) }
      }
      guard names.count <= 100_000 else {
        throw AnnotationError.undeclaredLabelSpace(
          file: file, reason: "the answers have more than 100,000 different texts")
      }
    }
    return try LabelSpace.sorted(names.filter { !noAnswer.contains($0.lowercased()) }, file: file)
  }

  private func submit(_ record: AnswerRecord) throws {
    func index(_ name: String, _ what: String) throws -> Int32? {
      if let index = resolver.index(of: name) { return index }
      try session.bad(
        BadValue(
          record.position, expected: "\(what) of the label space \(resolver.output.name)",
          got: "'\(name.prefix(60))'"))
      return nil
    }
    let image = try session.image(record.image, at: record.position)
    if let name = record.target {
      guard let target = try index(name, "a reference class") else { return }
      try session.target(image, target, at: record.position)
    }
    var answer = Answer(
      image: image, annotator: record.annotator.map { session.annotator($0) } ?? -1,
      response: session.response(record.response),
      condition: session.condition(record.condition ?? session.options.condition),
      level: record.level.isNaN ? session.options.level ?? .nan : record.level,
      reactionTime: record.reactionTime)
    if let asked = record.asked {
      guard let index = try index(asked, "a class") else { return }
      answer.askedClass = index
      answer.chosenClass = record.presence == .yes ? index : -1
      return try session.submit(answer, isPartial: record.presence == .maybe)
    }
    var weights: [(targetClass: Int32, weight: Double)] = []
    for part in record.selected where !noAnswer.contains(part.name.lowercased()) {
      guard let index = try index(part.name, "a class") else { return }
      weights.append((index, part.weight))
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
