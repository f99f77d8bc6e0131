internal import Files
internal import StudyValues

/// ChaosNLI (Nie and others 2020), JSON Lines: `label_counter` by item.
///
/// Classes that nobody chose may be missing from the counter and count as 0.
struct ChaosNLIReader {
  /// Reads the files of one set.
  static func read(_ paths: [String], session: ImportSession) throws {
    for path in paths {
      try JSONElements.forEachLine(path) { value, position in
        session.read()
        guard let counter = value["label_counter"]?.object, counter.count > 0 else {
          throw AnnotationError.badValues([
            BadValue(
              AnnotationPosition(
                file: path, line: position.line, column: "label_counter"),
              expected: "an object of counts", got: value["label_counter"]?.kind ?? "nothing")
          ])
        }
        if session.header == nil {
          let isEntailment = counter.keys.allSatisfy { ["e", "n", "c"].contains($0) }
          let space =
            try session.options.labelSpace ?? .named(isEntailment ? ["e", "n", "c"] : ["1", "2"])
          try session.begin(
            AnnotationHeader(
              format: .chaosNLI, task: .forcedChoice, chance: 1 / Double(space.classes.count),
              annotatorIdentity: .none, labelSpace: space, hasAnswers: false, hasCounts: true))
        }
        try readLine(value, counter, position, session)
      }
    }
  }

  private static func readLine(
    _ value: JSONValue, _ counter: JSONObject, _ position: AnnotationPosition,
    _ session: ImportSession
  ) throws {
    guard let space = session.header?.labelSpace else { return }
    let image = try session.image(
      JSONElements.require("uid", in: value, at: position), at: position)
    var selected: [Int32: Int] = [:]
    for (key, count) in counter.members {
      guard let index = space.index(of: key), let count = count.int, count >= 0 else {
        return try session.bad(
          BadValue(
            position, expected: "counts of classes of the label space \(space.name)",
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
