internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// CIFAR-10S: two classes with percentages per annotator.
  package static let cifar10s = records(
    "cifar10s", title: "answers of CIFAR-10S (Most Probable Class)", isOneFile: true,
    matches: { $0.json?.member?.array?.first?["Most Probable Class"] != nil },
    layout: { try .cifar10s($0.first) })

  /// Rankings: image, reader, groups of equal rank.
  package static let rankings = records(
    "rankings", title: "rankings (image, reader, groups of equal rank)", isOneFile: true,
    matches: { head in
      head.json?.listElement?.array?.first?.array?.first?.array?.first?.int != nil
    },
    layout: { try .rankings($0.first, $0.options) })
}

extension RecordLayout {
  /// CIFAR-10S (Collins and others 2022): up to two classes with percentages per annotator.
  ///
  /// A class gets its percentage over the larger of 100 and their sum, because 674 pairs sum to more
  /// than 100; what remains belongs to no class. The raw answer is kept as text. Indices are those
  /// of the test images, whatever the file names say.
  static func cifar10s(_ path: String) throws -> RecordLayout {
    let names = try ImageOrder.cifar10Python.names(
      rows: 10_000, list: nil, permutation: nil, file: path)
    var layout = RecordLayout { body in
      try JSONElements.forEachElement(path) { element in
        let position = AnnotationPosition(file: path, line: element.line, column: element.key ?? "")
        guard let row = element.key.flatMap({ Int($0) }), names.indices.contains(row),
          let answers = element.value.array
        else {
          throw AnnotationError.badValues([
            BadValue(
              position, expected: "a test index with a list of answers", got: element.value.kind)
          ])
        }
        for (number, answer) in answers.enumerated() {
          try body(.answers([elicited(answer, names[row], String(number), position)]))
        }
      }
    }
    layout.task = .graded
    layout.identity = .position
    layout.labelSpace = .cifar10
    layout.isWeighted = true
    layout.hasChance = false
    return layout
  }

  private static func elicited(
    _ answer: JSONValue, _ image: String, _ annotator: String, _ position: AnnotationPosition
  ) throws -> AnswerRecord {
    var parts: [(name: String, weight: Double)] = []
    for rank in ["Most", "Second Most"] {
      guard let name = answer["\(rank) Probable Class"]?.string, name != "No" else { continue }
      guard let percent = answer["\(rank) Probable Class Prob"]?.double, percent >= 0,
        percent <= 100
      else {
        throw AnnotationError.badValues([
          BadValue(position, expected: "a percentage from 0 to 100 for \(name)", got: "none")
        ])
      }
      parts.append((name, percent))
    }
    let whole = max(100, parts.reduce(0) { $0 + $1.weight })
    var record = AnswerRecord(image: image, annotator: annotator, label: nil, position: position)
    record.selected = parts.map { ($0.name, $0.weight / whole) }
    let impossible = (answer["Impossible Class(es)"]?.array ?? []).compactMap(\.string)
    record.response = (parts.map { "\($0.name) \($0.weight)" } + impossible.map { "not \($0)" })
      .joined(separator: "; ")
    return record
  }

  /// Rankings (dermatology differential diagnoses): image -> reader -> groups of equal rank -> ids.
  ///
  /// A class of the r-th group gets 1/r, shared within its group, and the weights of a reader sum to
  /// 1 (inverse-rank normalisation). Images have no names, so an order or a list is needed.
  static func rankings(_ path: String, _ options: ImportOptions) throws -> RecordLayout {
    var rows = 0
    try JSONElements.forEachElement(path) { _ in rows += 1 }
    let names = try OrderedImages.names(
      rows: rows, order: options.imageNames == nil ? nil : .listed, options: options, file: path)
    var layout = RecordLayout { body in
      try JSONElements.forEachElement(path) { element in
        let position = AnnotationPosition(file: path, line: element.index + 1)
        for (reader, groups) in (element.value.array ?? []).enumerated() {
          guard let record = ranked(groups, names[element.index], String(reader), position) else {
            try body(.dropped("reader without a class"))
            continue
          }
          try body(.answers([record]))
        }
      }
    }
    layout.task = .graded
    layout.identity = .position
    layout.isWeighted = true
    layout.hasChance = false
    layout.order = options.order ?? .listed
    return layout
  }

  private static func ranked(
    _ groups: JSONValue, _ image: String, _ reader: String, _ position: AnnotationPosition
  ) -> AnswerRecord? {
    var parts: [(name: String, weight: Double)] = []
    for (rank, group) in (groups.array ?? []).enumerated() {
      let names = (group.array ?? []).compactMap { JSONElements.text($0) }
      parts += names.map { ($0, 1 / Double((rank + 1) * names.count)) }
    }
    let whole = parts.reduce(0) { $0 + $1.weight }
    guard whole > 0 else { return nil }
    var record = AnswerRecord(image: image, annotator: reader, label: nil, position: position)
    record.selected = parts.map { ($0.name, $0.weight / whole) }
    record.response = parts.map(\.name).joined(separator: " ")
    return record
  }
}
