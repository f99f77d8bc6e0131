internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// JSON Lines with one answer a line: fields by `--map`, or task, worker, label.
  package static let longLines = records(
    "long-lines", title: "JSON Lines of answers (task, worker, label, or fields of --map)",
    hasNamedColumns: true,
    matches: { head in
      guard let json = head.json, json.isLines else { return false }
      return !head.options.map.isEmpty || json.lineHas("task", "label")
    },
    layout: { try .longLines($0.paths, $0.options) })
}

extension RecordLayout {
  /// JSON Lines with one answer a line; fields are named by `--map`, else as Crowd-Kit names them.
  static func longLines(_ paths: [String], _ options: ImportOptions) throws -> RecordLayout {
    let map = options.map
    func key(_ role: ColumnRole, _ fallback: String) -> String { map[role] ?? fallback }
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
    var layout = RecordLayout { body in
      for path in paths {
        try JSONElements.forEachLine(path) { value, position in
          for (rule, role, applies) in rules where applies {
            let mark = map[role].flatMap { JSONElements.text(value[$0]) } ?? ""
            if LongLayout.DropRule.Test.isMark(mark) { return try body(.dropped(rule)) }
          }
          if let status = statuses.first(where: { rule in
            !rule.words.contains((JSONElements.text(value[rule.column]) ?? "").lowercased())
          }) {
            return try body(.dropped(status.rule))
          }
          let image = try JSONElements.require(key(.image, "task"), in: value, at: position)
          let field = key(.label, "label")
          let choices = value[field]?.array.map { $0.compactMap { JSONElements.text($0) } }
          let label =
            value[field]?.isNull == true
            ? ""
            : try choices?.joined(separator: "\n")
              ?? JSONElements.require(field, in: value, at: position)
          var record = AnswerRecord(
            image: image,
            annotator: JSONElements.text(value[key(.annotator, "worker")])
              ?? (map.isEmpty ? JSONElements.text(value["performer"]) : nil),
            label: label, position: position)
          if let choices { record.selected = choices.map { ($0, 1) } }
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
                  AnnotationPosition(
                    file: position.file, line: position.line, column: key(.label, "label")),
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
    if map[.asked] != nil { layout.task = .presence }
    if !map.isEmpty, map[.annotator] == nil { layout.identity = .none }
    return layout
  }
}
