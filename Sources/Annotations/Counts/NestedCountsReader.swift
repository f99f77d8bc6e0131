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
/// is no number, or where it is asked for by `--format nested-counts`. A class that an image does not name has 0 votes. Numbers
/// with decimals are shares, which sum to 1.
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

  /// Opens the files of one set.
  static func open(_ files: AnnotationFiles) throws -> AnnotationSource {
    var keys = Set<String>()
    var isWhole = true
    for path in files.paths {
      try JSONElements.forEachElement(path) { element in
        for (key, value) in try counts(element, path).members {
          keys.insert(NameText.plain(key))
          if let number = value.double, number != number.rounded() { isWhole = false }
        }
      }
    }
    guard !keys.isEmpty else { throw AnnotationError.empty(file: files.first) }
    let named = files.options.classColumns
    let found =
      try files.options.labelSpace == nil && named.isEmpty
      ? FoundClasses(
        keys, missing: MissingWords(files.options, noAnswer: [], space: nil),
        labels: files.options.labelNames, file: files.first) : nil
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
      for path in files.paths {
        try JSONElements.forEachElement(path) { element in
          session.read()
          try read(counts(element, path), of: element, path, session)
        }
      }
    }
  }

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

  private static func read(
    _ counts: JSONObject, of element: JSONElementReader.Element, _ path: String,
    _ session: ImportSession
  ) throws {
    let (space, isWhole) = (session.header.labelSpace, session.header.hasCounts)
    let name = element.key ?? ""
    let position = AnnotationPosition(file: path, line: element.line, column: name)
    guard !NamelessImage.isNone(name) else { return session.drop(ImageNames.namelessRule) }
    guard counts.count > 0 else { return session.drop("image without answers") }
    var selected: [Int32: Double] = [:]
    for (key, value) in counts.members {
      let what = isWhole ? "a count" : "a share from 0 to 1"
      let number = value.isNull ? 0 : value.double ?? -1
      guard let index = space.index(of: key), number >= 0,
        isWhole ? VoteCount.checked(Int(exactly: number)) != nil : number <= 1.001
      else {
        return try session.bad(
          BadValue(
            position,
            expected: VoteCount.expected(
              "\(what) of a class of the label space \(space.name)"
                + (MissingWords.isUsual(key) ? " (take out what is no answer)" : ""),
              got: value.int),
            got: "'\(key.prefix(60))': \(JSONElements.text(value) ?? value.kind)"))
      }
      selected[index, default: 0] += number
    }
    let sum = selected.values.reduce(0, +)
    if !isWhole {
      switch ShareRow.sum(space.classes.map { selected[$0.index] ?? 0 }) {
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
