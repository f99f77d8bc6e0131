internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// ChaosNLI, JSON Lines with counts.
  package static let chaosNLI = AnnotationFormat(
    "chaos-nli", title: "counts of ChaosNLI (label_counter)",
    matches: { $0.json?.lineHas("label_counter") ?? false }, open: ChaosNLIReader.open)
}

/// ChaosNLI (Nie and others 2020), JSON Lines: `label_counter` by item.
///
/// Classes that nobody chose may be missing from the counter and count as 0.
struct ChaosNLIReader {
  /// Opens the files of one set; the first item says what the classes are.
  static func open(_ files: AnnotationFiles) throws -> AnnotationSource {
    var first: JSONValue?
    do {
      first = try JSONLinesReader(path: files.first).next()
    } catch {
      throw AnnotationError.input(error)
    }
    guard let first else { throw AnnotationError.empty(file: files.first) }
    let keys = try counter(first, AnnotationPosition(file: files.first, line: 1)).keys
    let isEntailment = keys.allSatisfy { ["e", "n", "c"].contains($0) }
    let space =
      try files.options.labelSpace ?? .named(isEntailment ? ["e", "n", "c"] : ["1", "2"])
    return AnnotationSource(
      AnnotationHeader(
        format: files.format, task: .forcedChoice, chance: 1 / Double(space.classes.count),
        annotatorIdentity: .none, labelSpace: space, hasAnswers: false, hasCounts: true)
    ) { session in
      // A hundred people answered each item.
      session.countsPeople = true
      for path in files.paths {
        try JSONElements.forEachLine(path) { value, position in
          session.read()
          try readLine(value, counter(value, position), position, session)
        }
      }
    }
  }

  private static func counter(
    _ value: JSONValue, _ position: AnnotationPosition
  ) throws(AnnotationError) -> JSONObject {
    guard let counter = value["label_counter"]?.object, counter.count > 0 else {
      throw .badValues([
        BadValue(
          AnnotationPosition(file: position.file, line: position.line, column: "label_counter"),
          expected: "an object of counts", got: value["label_counter"]?.kind ?? "nothing")
      ])
    }
    return counter
  }

  private static func readLine(
    _ value: JSONValue, _ counter: JSONObject, _ position: AnnotationPosition,
    _ session: ImportSession
  ) throws {
    let space = session.header.labelSpace
    let name = try JSONElements.name("uid", in: value, at: position)
    guard !NamelessImage.isNone(name) else { return session.drop(ImageNames.namelessRule) }
    let image = try session.image(name, at: position)
    var selected: [Int32: Int] = [:]
    for (key, count) in counter.members {
      guard let index = space.index(of: key), let count = VoteCount.checked(count.int) else {
        return try session.bad(
          BadValue(
            position,
            expected: VoteCount.expected(
              "counts of classes of the label space \(space.name)", got: count.int),
            got: "'\(key)': \(JSONElements.text(count) ?? count.kind)"))
      }
      selected[index] = count
    }
    if let old = JSONElements.text(value["old_label"]), let target = space.index(of: old) {
      try session.target(image, target, at: position)
    }
    let shown = Int64(selected.values.reduce(0, +))
    for item in space.classes {
      session.count(
        image, item.index, shown: shown, selected: Double(selected[item.index] ?? 0))
    }
  }
}
