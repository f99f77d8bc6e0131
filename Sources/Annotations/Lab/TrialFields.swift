internal import Files
internal import StudyValues

/// Which fields of an experiment hold the picture and the answer, found from its first events.
struct TrialFields {
  /// The field of the picture.
  let image: String
  /// Whether it was mapped: then every text in it is a name.
  let isImageMapped: Bool
  /// The fields of the answer; the first that a row has counts.
  let labels: [String]
  /// Whether no field says who answered: then each file is of one person.
  let isSubjectFile: Bool

  /// The events that are looked at.
  private static let limit = 5_000

  /// Stops looking.
  private struct Enough: Error {}

  /// Finds the fields.
  ///
  /// - Throws: ``AnnotationError/almost(file:format:missing:)`` when several fields could be meant, or
  ///   none, with the `--map` that says which.
  init(_ paths: [String], _ program: TrialProgram, _ options: ImportOptions) throws {
    var pictures: [String: Int] = [:]
    var answers: [String: Int] = [:]
    let asked = try Self.asked(options)
    var missing = Set(asked)
    var events = 0
    var hasSubject = options.map[.annotator] != nil
    func look(_ trial: Trial) throws {
      events += 1
      guard events <= Self.limit else { throw Enough() }
      for name in missing where trial[name] != nil { missing.remove(name) }
      hasSubject = hasSubject || TrialProgram.subjects.contains { !trial.text($0).isEmpty }
      guard program.rule(trial, options) == nil else { return }
      let fields = program.answerFields(trial)
      var found = options.map[.image].map { !trial.text($0).isEmpty } ?? false
      for name in trial.names where !fields.contains(name) && trial.picture(name) != nil {
        pictures[name, default: 0] += 1
        found = true
      }
      guard found else { return }
      for name in fields where !(trial.answers(name) ?? [""]).isEmpty && trial[name] != .string("")
      {
        answers[name, default: 0] += 1
      }
    }
    do {
      for path in paths {
        try TrialFile.forEachTrial(path, options) { trial, _ in try look(trial) }
      }
    } catch is Enough {}
    guard events > 0 else { throw AnnotationError.empty(file: paths[0]) }
    // A field of JSON may come later than was looked.
    if events <= Self.limit, let name = asked.first(where: missing.contains) {
      var found = Set<String>()
      try TrialFile.forEachTrial(paths[0], options) { trial, _ in found.formUnion(trial.names) }
      throw AnnotationError.missingColumn(file: paths[0], column: name, found: found.sorted())
    }
    isSubjectFile = !hasSubject
    isImageMapped = options.map[.image] != nil
    image = try options.map[.image] ?? Self.image(pictures, paths[0], program)
    labels = try options.map[.label].map { [$0] } ?? Self.labels(answers, paths[0], program)
  }

  /// The fields that a user names.
  private static func asked(_ options: ImportOptions) throws(AnnotationError) -> [String] {
    options.map.values.sorted() + options.attributeColumns
      + (try StatusRule.read(options.statuses)).map(\.column)
  }

  private static func image(
    _ pictures: [String: Int], _ file: String, _ program: TrialProgram
  ) throws -> String {
    func key(_ name: String) -> String {
      let plain = NameText.plain(name).lowercased()
      return plain.hasPrefix("spreadsheet: ") ? String(plain.dropFirst(13)) : plain
    }
    for wanted in TrialProgram.images {
      if let found = pictures.keys.sorted().first(where: { key($0) == wanted }) { return found }
    }
    guard let only = pictures.keys.first, pictures.count == 1 else {
      throw AnnotationError.almost(
        file: file, format: program.title,
        missing: pictures.isEmpty
          ? "no field of it names a picture by its file; name the one of the images with "
            + "--map image=FIELD"
          : "its fields \(pictures.keys.sorted().joined(separator: ", ")) name pictures; say which "
            + "is the image with --map image=FIELD")
    }
    return only
  }

  private static func labels(
    _ answers: [String: Int], _ file: String, _ program: TrialProgram
  ) throws -> [String] {
    switch program.answers {
    case .named(let names): return names
    case .ending(let endings):
      guard let only = answers.keys.first, answers.count == 1 else {
        throw AnnotationError.almost(
          file: file, format: program.title,
          missing: answers.isEmpty
            ? "no column beside its pictures ends in \(endings.joined(separator: ", ")); name the "
              + "one of the answers with --map label=COL"
            : "its columns \(answers.keys.sorted().joined(separator: ", ")) hold answers; say which "
              + "with --map label=COL")
      }
      return [only]
    }
  }
}
