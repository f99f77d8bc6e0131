internal import Files
internal import StudyValues

extension RecordLayout {
  /// The answers among the events of an experiment.
  ///
  /// An event counts when it is no practice, when its program calls it a response, and when it shows
  /// a picture; everything else is dropped by a rule and counted. A picture without an answer is an
  /// empty answer. The person is a field, else the file.
  static func trials(
    _ paths: [String], _ options: ImportOptions, _ program: TrialProgram
  ) throws -> RecordLayout {
    let fields = try TrialFields(paths, program, options)
    let statuses = try StatusRule.read(options.statuses)
    var layout = RecordLayout { body in
      var seen = Set<[String]>()
      for path in paths {
        var before: (list: Int, person: String)?
        try TrialFile.forEachTrial(path, options) { trial, list in
          // A row that does not say who it is of is of the person before it in its list.
          let named = options.map[.annotator].map { [$0] } ?? TrialProgram.subjects
          if let person = named.lazy.map(trial.text).first(where: { !$0.isEmpty }) {
            before = (list, person)
          }
          let stem = ImageName.stem(path)
          let person =
            before.flatMap { $0.list == list ? $0.person : nil }
            ?? (list == 0 ? stem : "\(stem)-\(list + 1)")
          let status = statuses.first { !$0.words.contains(trial.text($0.column).lowercased()) }
          guard status == nil else { return try body(.dropped(status?.rule ?? "")) }
          try body(row(trial, of: person, fields, program, options, &seen))
        }
      }
    }
    layout.timeUnit = program.timeUnit
    layout.notes = ["The images are those of the field \(fields.image)."]
    if fields.isSubjectFile {
      layout.notes.append(
        "No field says who answered, so each file is one person; --map annotator=FIELD names one.")
    }
    return layout
  }

  private static func row(
    _ trial: Trial, of person: String, _ fields: TrialFields, _ program: TrialProgram,
    _ options: ImportOptions, _ seen: inout Set<[String]>
  ) throws -> RecordRow {
    if let rule = program.rule(trial, options) { return .dropped(rule) }
    let marks: [(String, ColumnRole, Bool)] = [
      ("gold item", .gold, !options.keepsGold), ("planned repeat", .rerun, !options.keepsReruns),
    ]
    for (rule, role, applies) in marks where applies {
      guard let name = options.map[role] else { continue }
      if LongLayout.DropRule.Test.isMark(trial.text(name)) { return .dropped(rule) }
    }
    let named = fields.isImageMapped ? trial.text(fields.image) : ""
    guard let image = trial.picture(fields.image) ?? (named.isEmpty ? nil : named) else {
      return .dropped(TrialProgram.pictureRule)
    }
    if let name = options.map[.assignment], !trial.text(name).isEmpty,
      !seen.insert([trial.text(name), person, image]).inserted
    {
      return .dropped(LongLayout.repeatedAssignment)
    }
    let label = fields.labels.first { !(trial.answers($0) ?? [""]).isEmpty } ?? fields.labels[0]
    guard let given = trial.answers(label) else {
      throw AnnotationError.badValues([
        BadValue(
          AnnotationPosition(
            file: trial.position.file, line: trial.position.line, column: label),
          expected: "one answer (name the question with --map label=\(label).QUESTION)",
          got: "several")
      ])
    }
    // Who presses a key twice, or clicks twice, gives one answer.
    var answers: [String] = []
    for answer in given.flatMap({ ChoiceList.read(NameText.plain($0)) ?? [$0] })
    where !answers.contains(answer) { answers.append(answer) }
    if let key = program.key(trial, person: person), !seen.insert([key]).inserted {
      return .dropped("event that was read before")
    }
    var record = AnswerRecord(
      image: image, annotator: person, label: answers.first ?? "", position: trial.position)
    if answers.count > 1 { record.selected = answers.map { ($0, 1) } }
    record.response = answers.joined(separator: "\n")
    record.attributes = options.attributeColumns.map { ($0, trial.text($0)) }
    record.target = options.map[.target].map(trial.text)
    record.condition = options.map[.condition].map(trial.text)
    record.level = try options.map[.level].map { try number(trial, $0) } ?? .nan
    let times = program.timeFields(of: label)
    let time = options.map[.reactionTime] ?? times.first { trial[$0] != nil } ?? times[0]
    record.reactionTime = try number(trial, time)
    return .answers([record])
  }

  /// A number of a field, the first of a list; NaN where there is none.
  private static func number(_ trial: Trial, _ name: String) throws -> Double {
    let text = trial.text(name)
    if let list = ChoiceList.read(text) {
      return list.first.flatMap { Double($0) } ?? .nan
    }
    if MissingWords.usual.contains(text.lowercased()) { return .nan }
    let hasComma =
      trial.commaIsDecimal && !text.contains(".") && text.count(where: { $0 == "," }) == 1
    guard let value = Double(hasComma ? text.replacing(",", with: ".") : text), value.isFinite
    else {
      throw AnnotationError.badValues([
        BadValue(
          AnnotationPosition(file: trial.position.file, line: trial.position.line, column: name),
          expected: "a number or nothing" + NumberText.hint(text), got: "'\(text.prefix(60))'")
      ])
    }
    return value
  }
}
