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
  /// - Throws: ``AnnotationError`` for bad data, and whatever the sink throws.
  static func open(
    _ files: AnnotationFiles, layout: @escaping (ColumnNames) throws -> LongLayout
  ) throws -> AnnotationSource {
    let reader = LongTableReader(options: files.options, layout: layout)
    var example = try reader.open(files.first).1
    let resolver = try ClassResolver(
      native: example.labelSpace, declared: files.options.labelSpace,
      found: reader.foundSpace(files.paths, example))
    let space = resolver.output
    if example.askedClass >= 0 || example.asked != nil { example.hasChance = false }
    let hasChance = example.task == .forcedChoice && example.hasChance
    let header = AnnotationHeader(
      format: files.format, task: example.task,
      chance: hasChance ? 1 / Double(space.classes.count) : nil,
      annotatorIdentity: example.annotator == nil ? .none : example.identity, labelSpace: space,
      hasAnswers: true, hasCounts: true)
    return AnnotationSource(header, notes: example.notes) { session in
      for path in files.paths { try reader.read(path, resolver, session) }
    }
  }

  private func open(_ path: String) throws -> (DelimitedReader, LongLayout) {
    let reader = try annotationInput { () throws(InputFileError) in try DelimitedReader(path: path)
    }
    var layout = try layout(ColumnNames(reader))
    layout.drops.append(missingAnswer(layout))
    return (reader, layout)
  }

  /// The rule for cells that hold no answer, unless the format, `--other` or a class says otherwise.
  private func missingAnswer(_ layout: LongLayout) -> LongLayout.DropRule {
    let words = ["", "na", "nan", "null"].filter { word in
      !layout.noAnswer.contains(word)
        && !options.otherColumns.contains { $0.lowercased() == word }
        && (layout.labelSpace ?? options.labelSpace)?.indexByName(word) == nil
    }
    return LongLayout.DropRule(
      rule: "empty answer", column: layout.label, test: .isOneOf(Set(words)))
  }

  /// The sorted texts of the label columns.
  private func foundSpace(_ paths: [String], _ example: LongLayout) throws -> LabelSpace {
    var texts = TextTable()
    var ragged: InputFileError?
    var hasRows = false
    let others = Set(options.otherColumns.map { $0.lowercased() })
    for path in paths {
      let (reader, layout) = try open(path)
      let columns = [layout.asked ?? layout.label, layout.target].compactMap(\.self)
      while try nextRow(reader, ragged: { ragged = ragged ?? $0 }) {
        hasRows = true
        if dropRule(reader, layout) != nil { continue }
        for column in columns { _ = texts.intern(reader, column) }
        guard texts.count <= 100_000 else {
          throw AnnotationError.undeclaredLabelSpace(
            file: path,
            reason: "column \(reader.columnNames[columns[0]]) has more than 100,000 different "
              + "values, so it is hardly one of classes")
        }
      }
    }
    let answers = texts.texts.flatMap { text -> [String] in
      example.cells == .lines ? text.split(separator: "\n").map(String.init) : [text]
    }
    let classes = Set(answers).filter {
      !example.noAnswer.contains($0.lowercased()) && !others.contains($0.lowercased())
    }
    if classes.isEmpty, let ragged { throw AnnotationError.input(ragged) }
    guard hasRows else { throw AnnotationError.empty(file: paths[0]) }
    return try LabelSpace.sorted(classes, file: paths[0])
  }

  /// Moves on to the next row with as many fields as the first; the others are passed to `ragged`.
  private func nextRow(
    _ reader: DelimitedReader, ragged: (InputFileError) throws -> Void
  ) throws -> Bool {
    while true {
      do {
        return try reader.nextRow()
      } catch {
        guard case .raggedRow = error else { throw AnnotationError.input(error) }
        try ragged(error)
      }
    }
  }

  /// Collects a ragged row as a wrong value.
  private func note(ragged error: InputFileError, _ session: ImportSession) throws {
    guard case .raggedRow(let path, let line, let expected, let found) = error else { throw error }
    try session.bad(
      BadValue(
        AnnotationPosition(file: path, line: line),
        expected: "\(expected) fields as in the first row", got: "\(found)"))
  }

  private func dropRule(_ reader: DelimitedReader, _ layout: LongLayout) -> String? {
    for rule in layout.drops where rule.drops(reader) {
      return rule.rule
    }
    return nil
  }

  private func read(
    _ path: String, _ resolver: ClassResolver, _ session: ImportSession
  ) throws {
    let space = resolver.output
    let (reader, layout) = try open(path)
    let others = Set(options.otherColumns.map { $0.lowercased() })
    let noAnswer = layout.noAnswer.union(others)
    var labels = ClassColumn(resolver, noAnswer: noAnswer)
    var asked = ClassColumn(resolver)
    var targets = ClassColumn(resolver)
    var images = ImageColumn(layout, session)
    let condition = session.condition(layout.fixedCondition ?? options.condition)
    let isPresence = layout.asked != nil || layout.askedClass >= 0
    var row = Answer(image: -1)
    while try nextRow(reader, ragged: { try note(ragged: $0, session) }) {
      session.read()
      if let rule = dropRule(reader, layout) {
        session.drop(rule)
        continue
      }
      guard let image = try images.image(reader) else { continue }
      row.image = image
      if let column = layout.annotator {
        let isNamed = !reader.isEmpty(column)
        row.annotator = isNamed ? unsafe session.annotator(reader.bytes(column)) : -1
        if !isNamed { session.anonymousCount += 1 }
      }
      row.condition = condition
      if let column = layout.condition {
        row.condition = unsafe session.condition(reader.bytes(column))
      }
      row.level = options.level ?? .nan
      if let column = layout.level {
        guard let level = try number(reader, column, session) else { continue }
        row.level = level
      }
      row.reactionTime = .nan
      if let column = layout.reactionTime {
        guard let time = try number(reader, column, session) else { continue }
        row.reactionTime = time * layout.secondsPerUnit
      }
      if let column = layout.target {
        let target = unsafe targets.index(reader.bytes(column))
        guard target >= 0 else {
          try session.bad(reader, column, "a class of the label space \(space.name)")
          continue
        }
        try session.target(
          image, target,
          at: AnnotationPosition(reader, column))
      }
      row.response = unsafe session.response(reader.bytes(layout.label))
      if isPresence {
        try submitPresence(reader, layout, space, &asked, &row, noAnswer, session)
      } else {
        try submitChoice(reader, layout, resolver, &labels, &row, session)
      }
    }
  }

  private func submitChoice(
    _ reader: DelimitedReader, _ layout: LongLayout, _ resolver: ClassResolver,
    _ labels: inout ClassColumn, _ row: inout Answer, _ session: ImportSession
  ) throws {
    let space = resolver.output
    if layout.cells == .lines,
      unsafe reader.bytes(layout.label).contains(UInt8(ascii: "\n"))
    {
      var weights: [(targetClass: Int32, weight: Double)] = []
      for line in reader.string(layout.label).split(separator: "\n") {
        guard let index = resolver.index(of: String(line)) else {
          return try session.bad(reader, layout.label, "classes of the label space \(space.name)")
        }
        weights.append((index, 1))
      }
      row.chosenClass = weights.count == 1 ? weights[0].targetClass : -1
      return try session.submit(row, weights: weights)
    }
    let chosen = unsafe labels.index(reader.bytes(layout.label))
    guard chosen != ClassColumn.unknown else {
      return try session.bad(reader, layout.label, "a class of the label space \(space.name)")
    }
    row.chosenClass = chosen
    try session.submit(row)
  }

  private func submitPresence(
    _ reader: DelimitedReader, _ layout: LongLayout, _ space: LabelSpace,
    _ asked: inout ClassColumn, _ row: inout Answer, _ noAnswer: Set<String>,
    _ session: ImportSession
  ) throws {
    row.askedClass = layout.askedClass
    if let column = layout.asked {
      row.askedClass = unsafe asked.index(reader.bytes(column))
      guard row.askedClass >= 0 else {
        return try session.bad(reader, column, "a class of the label space \(space.name)")
      }
    }
    let text = reader.string(layout.label)
    guard let answer = PresenceAnswer(text) else {
      guard noAnswer.contains(text.lowercased()) else {
        return try session.bad(reader, layout.label, "yes, maybe or no")
      }
      return session.drop("no answer")
    }
    row.chosenClass = answer == .yes ? row.askedClass : -1
    try session.submit(row, isPartial: answer == .maybe)
  }

  /// A finite number, or NaN for an empty field and for the words that mean missing.
  private func number(
    _ reader: DelimitedReader, _ column: Int, _ session: ImportSession
  ) throws -> Double? {
    if reader.isEmpty(column) { return .nan }
    if let value = reader.double(column), value.isFinite || value.isNaN { return value }
    if ["na", "null", "none"].contains(reader.string(column).lowercased()) { return .nan }
    try session.bad(reader, column, "a number or nothing")
    return nil
  }
}
