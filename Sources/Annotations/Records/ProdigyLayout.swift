internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// Prodigy, JSON Lines.
  package static let prodigy = records(
    "prodigy", title: "an export of Prodigy",
    matches: { $0.json?.lineHas("_input_hash", "answer") ?? false },
    layout: { try .prodigy($0.paths) })
}

extension RecordLayout {
  /// Prodigy, JSON Lines: choices with `accept`, or one `label` accepted or rejected.
  ///
  /// An image is what has the same `_input_hash`; it is named by its file unless the picture itself
  /// stands in the field. Ignored examples are dropped and counted. Untested against a real export.
  static func prodigy(_ paths: [String]) throws -> RecordLayout {
    var isBinary = false
    do {
      let reader = try JSONLinesReader(path: paths[0])
      isBinary = try reader.next()?["accept"] == nil
    } catch {
      throw AnnotationError.input(error)
    }
    var layout = RecordLayout { body in
      for path in paths {
        try JSONElements.forEachLine(path) { value, position in
          try body(prodigyRow(value, position))
        }
      }
    }
    if isBinary { layout.task = .presence }
    return layout
  }

  private static func prodigyRow(
    _ value: JSONValue, _ position: AnnotationPosition
  ) throws -> RecordRow {
    let answer = try JSONElements.require("answer", in: value, at: position)
    if answer == "ignore" { return .dropped("ignored example") }
    let hash = try JSONElements.require("_input_hash", in: value, at: position)
    let file = value["image"]?.string
    let isInline = file?.hasPrefix("data:") ?? true
    let image = isInline ? "input\(hash)" : file ?? ""
    let annotator =
      JSONElements.text(value["_annotator_id"]) ?? JSONElements.text(value["_session_id"])
    guard let accept = value["accept"]?.array else {
      let label = try JSONElements.require("label", in: value, at: position)
      return .answers([
        presence(
          image: image, annotator: annotator, asked: label, flag: answer == "accept", position)
      ])
    }
    if answer == "reject" { return .dropped("rejected example") }
    let choices = accept.compactMap { JSONElements.text($0) }
    guard !choices.isEmpty else { return .dropped("example without a choice") }
    var record = AnswerRecord(
      image: image, annotator: annotator, label: choices[0], position: position)
    record.selected = choices.map { ($0, 1) }
    record.response = choices.joined(separator: "\n")
    return .answers([record])
  }
}
