internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// JSON of the form `{image: {class: count}}`.
  package static let nestedCounts = AnnotationFormat(
    "nested-counts", title: "nested counts {image: {class: count}}", hasClassColumns: true,
    matches: NestedCountsReader.matches, open: NestedCountsReader.open)
}

/// Reads JSON with an object of counts, or of shares, for each image.
///
/// `{image: {annotator: class}}` looks the same where classes are numbers. A file is taken for counts
/// where every inner name is a declared class (of `--classes`, `--label-space` or the data set) and one
/// is no number, or where it is asked for by `--format nested-counts`. A class that an image does not name
/// has 0 votes, what is counted under a word for no answer is left out, and the names of `--other` count as
/// shown. Numbers with decimals are shares, which sum to 1.
struct NestedCountsReader {
  /// Whether the first members hold numbers for declared classes.
  static func matches(_ head: FileHead) throws -> Bool {
    guard head.options.orientation == nil, let members = head.json?.members,
      holdsNumbers(members), !areAllNumbers(members)
    else { return false }
    let named = head.options.classColumns
    let space = try named.isEmpty ? head.options.labelSpace : .named(named)
    guard let space else { return false }
    return members.allSatisfy { member in
      member.value.object?.keys.allSatisfy { space.indexByName($0) != nil } ?? false
    }
  }

  /// Whether all values of some members are objects of numbers, with one at least.
  static func holdsNumbers(_ members: [JSONElementReader.Element]) -> Bool {
    members.contains { $0.value.object?.count ?? 0 > 0 }
      && members.allSatisfy {
        $0.value.object?.values.allSatisfy { $0.double != nil } ?? false
      }
  }

  /// Whether the inner names of some members are numbers, as those of annotators may be.
  static func areAllNumbers(_ members: [JSONElementReader.Element]) -> Bool {
    members.allSatisfy { member in
      member.value.object?.keys.allSatisfy { DecimalNumber($0) != nil } ?? false
    }
  }

  /// A number, also one that is written as a text; 0 for null.
  private static func number(_ value: JSONValue) -> Double? {
    if value.isNull { return 0 }
    return value.double
      ?? value.string.flatMap { DecimalNumber(NameText.plain($0))?.canonical }
      .flatMap(Double.init)
  }

  /// Opens the files of one set.
  static func open(_ files: AnnotationFiles) throws -> AnnotationSource {
    var keys = Set<String>()
    var isWhole = true
    for path in files.paths {
      try JSONElements.forEachElement(path) { element in
        for (key, value) in try counts(element, path).members {
          keys.insert(NameText.plain(key))
          if let number = number(value), number != number.rounded() { isWhole = false }
        }
      }
    }
    guard !keys.isEmpty else { throw AnnotationError.empty(file: files.first) }
    let named = files.options.classColumns
    let words = MissingWords(files.options, noAnswer: [], space: files.options.labelSpace)
    let others = Set(files.options.otherColumns.map { NameText.plain($0).lowercased() })
    let found =
      try files.options.labelSpace == nil && named.isEmpty
      ? FoundClasses(
        keys, noAnswer: others, missing: words, labels: files.options.labelNames, file: files.first)
      : nil
    let space = try files.options.labelSpace ?? found?.space ?? .named(named)
    let what = isWhole ? "counts of votes" : "shares of votes"
    return AnnotationSource(
      AnnotationHeader(
        format: files.format, task: .forcedChoice, chance: 1 / Double(space.classes.count),
        annotatorIdentity: .none, labelSpace: space, hasAnswers: false, hasCounts: isWhole),
      notes: (found?.notes ?? [])
        + [
          "The numbers are \(what), the inner names classes; class numbers of annotators are read "
            + "with --orientation image-annotator."
        ]
    ) { session in
      session.imagesAreNumbers = Once { try namesAreNumbers(files.paths) }
      let reader = NestedCountsReader(missing: found?.missing ?? words, others: others)
      for path in files.paths {
        try JSONElements.forEachElement(path) { element in
          session.read()
          try reader.read(counts(element, path), of: element, path, session)
        }
      }
    }
  }

  /// The names under which no answers are counted.
  private let missing: MissingWords
  /// The names of answers without a class, in lower case.
  private let others: Set<String>

  private static func namesAreNumbers(_ paths: [String]) throws -> Bool {
    var areNumbers = true
    for path in paths {
      try JSONElements.forEachElement(path) { element in
        areNumbers = areNumbers && DecimalNumber(NameText.plain(element.key ?? "")) != nil
      }
    }
    return areNumbers
  }

  private static func counts(
    _ element: JSONElementReader.Element, _ path: String
  ) throws(AnnotationError) -> JSONObject {
    guard element.key != nil, let object = element.value.object else {
      throw .badValues([
        BadValue(
          AnnotationPosition(file: path, line: element.line, column: element.key ?? ""),
          expected: "an image with an object of counts, as in {\"a.jpg\": {\"cat\": 3}}",
          got: element.value.kind)
      ])
    }
    return object
  }

  /// Counts the votes of an image; those under a word for no answer are dropped.
  private func read(
    _ counts: JSONObject, of element: JSONElementReader.Element, _ path: String,
    _ session: ImportSession
  ) throws {
    let (space, isWhole) = (session.header.labelSpace, session.header.hasCounts)
    let name = element.key ?? ""
    let position = AnnotationPosition(file: path, line: element.line, column: name)
    guard !NamelessImage.isNone(name) else { return session.drop(ImageNames.namelessRule) }
    var selected: [Int32: Double] = [:]
    var (rest, missed) = (0.0, 0)
    defer {
      session.read(missed)
      session.drop(MissingWords.rule, missed)
    }
    for (key, value) in counts.members {
      let what = isWhole ? "a count" : "a share from 0 to 1"
      let number = Self.number(value) ?? -1
      let isCount =
        number >= 0 && (isWhole ? VoteCount.checked(Int(exactly: number)) != nil : number <= 1.001)
      if isCount, let index = space.index(of: key) {
        selected[index, default: 0] += number
      } else if isCount, others.contains(NameText.plain(key).lowercased()) {
        rest += number
      } else if isCount, isWhole, missing.contains(NameText.plain(key)) {
        missed += Int(number)
      } else {
        return try session.bad(
          BadValue(
            position,
            expected: VoteCount.expected(
              "\(what) of a class of the label space \(space.name) (--other NAME for answers that are none)",
              got: value.int),
            got: "'\(key.prefix(60))': \(JSONElements.text(value) ?? value.kind)"))
      }
    }
    guard !selected.isEmpty || rest > 0 else { return session.drop("image without answers") }
    let sum = selected.values.reduce(0, +) + rest
    if !isWhole {
      switch ShareRow.sum(space.classes.map { selected[$0.index] ?? 0 } + [rest]) {
      case .one: break
      case .rounded: session.roundedRows += 1
      case .other:
        return try session.bad(
          BadValue(position, expected: "shares that sum to 1", got: "a sum of \(sum)"))
      }
    }
    let image = try session.image(name, at: position)
    let condition = try session.condition(session.options.condition)
    var isFirst = true
    for item in space.classes {
      let isNew = session.count(
        image, item.index, condition: condition, level: session.options.level ?? .nan,
        shown: isWhole ? Int64(sum) : 0, selected: selected[item.index] ?? 0)
      isFirst = isFirst && isNew
    }
    if !isFirst { try session.noteRepeatedRow(at: position, name) }
  }
}
