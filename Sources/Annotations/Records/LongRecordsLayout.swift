internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// JSON Lines with one answer a line: fields by `--map`, or plainly called.
  package static let longLines = records(
    "long-lines", title: "JSON Lines of answers (image, annotator, label, or fields of --map)",
    hasNamedColumns: true,
    matches: { head in
      guard let json = head.json, json.isLines else { return false }
      return !head.options.map.isEmpty || AnswerFields.areIn(json.line)
    },
    layout: { try .longRecords($0.paths, $0.options, JSONElements.forEachLine) })

  /// A JSON list with one answer an element: fields by `--map`, or plainly called.
  package static let longList = records(
    "long-list", title: "a JSON list of answers (image, annotator, label, or fields of --map)",
    hasNamedColumns: true,
    matches: { head in
      guard let json = head.json, let record = json.listElement ?? json.wrapped,
        record.object != nil
      else { return false }
      let map = head.options.map
      guard map.isEmpty else {
        return [.image, .label].allSatisfy { map[$0].map { record[$0] != nil } ?? false }
      }
      return AnswerFields.areIn(record)
    },
    layout: { try .longRecords($0.paths, $0.options, JSONElements.forEachRecord) })
}

/// The fields that hold the parts of an answer in an object of JSON.
struct AnswerFields {
  private static let usual: [ColumnRole: [String]] = [
    .image: PlainColumns.image + ["task"],
    .annotator: PlainColumns.annotator,
    .label: PlainColumns.label,
  ]
  private let map: [ColumnRole: String]

  /// Finds fields by a map, else by their usual names.
  init(_ map: [ColumnRole: String]) { self.map = map }

  /// The field of a role in an object; the plainest name where it has none.
  func name(_ role: ColumnRole, in value: JSONValue) -> String {
    if let name = map[role] { return name }
    let names = map.isEmpty ? Self.usual[role] ?? [] : []
    return names.first { value[$0] != nil } ?? names.first ?? role.rawValue
  }

  /// Whether an object is one answer: it has an image and a label under their usual names, and the image
  /// is one.
  static func areOne(_ value: JSONValue?) -> Bool {
    guard let value, areIn(value) else { return false }
    return usual[.image]?.contains { JSONElements.text(value[$0]) != nil } ?? false
  }

  /// Whether an object has an image and a label under their usual names.
  static func areIn(_ value: JSONValue?) -> Bool {
    guard let value, value.object != nil else { return false }
    return [ColumnRole.image, .label].allSatisfy { role in
      usual[role]?.contains { value[$0] != nil && value[$0]?.object == nil } ?? false
    }
  }
}

extension RecordLayout {
  /// Objects of JSON with one answer each.
  ///
  /// Fields are named by `--map`, else plainly; an answer of several classes may be a list. Rows that
  /// the fields gold, rerun and practice mark are left out, and answers whose assignment came before.
  static func longRecords(
    _ paths: [String], _ options: ImportOptions,
    _ forEach: @escaping (String, (JSONValue, AnnotationPosition) throws -> Void) throws -> Void
  ) throws -> RecordLayout {
    let map = options.map
    let fields = AnswerFields(map)
    if !map.isEmpty, map[.image] == nil || map[.label] == nil {
      throw AnnotationError.incompatibleOptions(
        "--map must name at least the fields of image and label, as in "
          + "--map image=FIELD,annotator=FIELD,label=FIELD")
    }
    let rules: [(String, ColumnRole, Bool)] = [
      ("gold item", .gold, !options.keepsGold), ("planned repeat", .rerun, !options.keepsReruns),
      ("practice trial", .practice, true),
    ]
    let statuses = try StatusRule.read(options.statuses)
    let counted = CountedRecords()
    var layout = RecordLayout { body in
      var assignments = Set<[String]>()
      for path in paths {
        try forEach(path) { value, position in
          for (rule, role, applies) in rules where applies {
            let mark = map[role].flatMap { JSONElements.text(value[$0]) } ?? ""
            if LongLayout.DropRule.Test.isMark(mark) { return try body(.dropped(rule)) }
          }
          if let status = statuses.first(where: { rule in
            !rule.words.contains((JSONElements.text(value[rule.column]) ?? "").lowercased())
          }) {
            return try body(.dropped(status.rule))
          }
          try counted.look(at: value, position, fields, map)
          let image = try JSONElements.name(
            fields.name(.image, in: value), in: value, at: position)
          let assignment =
            map[.assignment].map { [$0] }
            ?? AssignmentID.fields(of: value)
          if let text = assignment.first.flatMap({ JSONElements.text(value[$0]) })
            .flatMap(AssignmentID.plain)
          {
            let further = [
              fields.name(.annotator, in: value), map[.asked], map[.condition], map[.level],
            ]
            let parts = further.map { field in
              field.flatMap { JSONElements.text(value[$0]) } ?? ""
            }
            if !assignments.insert([text, image] + parts).inserted {
              return try body(.dropped(LongLayout.repeatedAssignment))
            }
          }
          let field = fields.name(.label, in: value)
          let several = value[field].flatMap { $0.array == nil && $0.object == nil ? nil : $0 }
          let choices = several.flatMap(ChoiceList.flat)
          let label =
            value[field]?.isNull == true
            ? ""
            : try choices?.joined(separator: "\n")
              ?? JSONElements.require(field, in: value, at: position)
          var record = AnswerRecord(
            image: image,
            annotator: map.isEmpty || map[.annotator] != nil
              ? JSONElements.text(value[fields.name(.annotator, in: value)]) : nil,
            label: label, position: position)
          // A list of nothing is no answer, as in a table.
          if let choices, !choices.isEmpty { record.selected = choices.map { ($0, 1) } }
          record.attributes = options.attributeColumns.map {
            ($0, JSONElements.text(value[$0]) ?? "")
          }
          record.target = map[.target].flatMap { JSONElements.text(value[$0]) }
          record.condition = map[.condition].flatMap { JSONElements.text(value[$0]) }
          record.level = map[.level].flatMap { value[$0]?.double } ?? .nan
          record.reactionTime = map[.reactionTime].flatMap { value[$0]?.double } ?? .nan
          if let asked = map[.asked] {
            record.asked = try JSONElements.require(asked, in: value, at: position)
            guard let presence = PresenceAnswer(label) else {
              throw AnnotationError.badValues([
                BadValue(
                  AnnotationPosition(file: position.file, line: position.line, column: field),
                  expected: "yes, maybe or no", got: "'\(label.prefix(60))'")
              ])
            }
            record.presence = presence
            record.selected = []
          }
          try body(.answers([record]))
        }
      }
    }
    layout.closingNotes = { counted.notes }
    if map[.asked] != nil { layout.task = .presence }
    if !map.isEmpty, map[.annotator] == nil { layout.identity = .none }
    return layout
  }
}

/// Looks for numbers of votes beside answers, which are not read.
private final class CountedRecords {
  private var field: String?

  /// What to say of them.
  var notes: [String] {
    field.map { ["The field \($0) is not read, and each object is one answer of one person."] }
      ?? []
  }

  /// Looks at an object; refuses one with a number of votes and nobody who gave them.
  func look(
    at value: JSONValue, _ position: AnnotationPosition, _ fields: AnswerFields,
    _ map: [ColumnRole: String]
  ) throws(AnnotationError) {
    guard field == nil,
      let name = LongCountsReader.counts.first(where: { value[$0]?.int != nil }),
      !map.values.contains(name)
    else { return }
    guard map.isEmpty, JSONElements.text(value[fields.name(.annotator, in: value)]) == nil else {
      field = name
      return
    }
    throw .almost(
      file: position.file, format: "a list of answers",
      missing:
        "line \(position.line) has a number of votes, `\(name)`, and nobody who gave them; write "
        + "the objects as a CSV table of image, label and count")
  }
}
