internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// JSON of the form `{image: {annotator: label}}` or its inverse (peerannot).
  package static let nestedAnswers = records(
    "nested-json", title: "nested answers {image: {annotator: label}}",
    matches: { head in
      guard let members = head.json?.members, !members.isEmpty else { return false }
      return members.allSatisfy { $0.value.object?.values.allSatisfy(\.isAnswer) ?? false }
        && !members.contains {
          TurnedTable.isColumn($0.key ?? "") || AnswerFields.areOne($0.value)
        }
    },
    layout: { try .nestedAnswers($0.paths, $0.options) })
}

/// A table that was written column by column, as pandas does: `{"image": {"0": "a.jpg", …}, …}`.
enum TurnedTable {
  /// Whether a name is that of a column, and neither an image nor a person.
  static func isColumn(_ name: String) -> Bool {
    PlainColumns.byRole.values.contains { $0.contains(name) }
  }
}

extension JSONValue {
  /// Whether it can be the name of a class: a text, a number, a truth value or nothing.
  var isScalar: Bool { isNull || JSONElements.text(self) != nil }

  /// Whether it can be an answer: a name, or a list of names.
  fileprivate var isAnswer: Bool { isScalar || array?.allSatisfy(\.isScalar) ?? false }
}

extension RecordLayout {
  /// `{image: {annotator: label}}` (peerannot) or its inverse; the two look alike.
  static func nestedAnswers(_ paths: [String], _ options: ImportOptions) throws -> RecordLayout {
    let path = paths.first ?? ""
    let members = try FileHead(path: path, options: options).json?.members ?? []
    let holdsNumbers = NestedCountsReader.holdsNumbers(members)
    guard let orientation = options.orientation else {
      throw AnnotationError.undeclaredOrientation(file: path, holdsNumbers: holdsNumbers)
    }
    var layout = RecordLayout { body in
      for path in paths {
        try JSONElements.forEachElement(path) { element in
          let position = AnnotationPosition(
            file: path, line: element.line, column: element.key ?? "")
          guard let outer = element.key, let inner = element.value.object else {
            throw AnnotationError.badValues([
              BadValue(
                position, expected: "an object of answers", got: element.value.kind)
            ])
          }
          guard inner.count > 0 else {
            return try body(.dropped("\(orientation.outerName) without answers"))
          }
          for (key, value) in inner.members {
            let choices = value.array == nil ? nil : ChoiceList.flat(value)
            guard
              let label = value.isNull
                ? "" : choices?.joined(separator: "\n") ?? JSONElements.text(value)
            else {
              throw AnnotationError.badValues([
                BadValue(position, expected: "a label", got: value.kind)
              ])
            }
            let isImage = orientation == .imageOutside
            var record = AnswerRecord(
              image: isImage ? outer : key, annotator: isImage ? key : outer, label: label,
              position: position)
            // A list of nothing is no answer.
            if let choices, !choices.isEmpty { record.selected = choices.map { ($0, 1) } }
            try body(.answers([record]))
          }
        }
      }
    }
    if holdsNumbers, !NestedCountsReader.areAllNumbers(members) {
      layout.notes.append(
        "The numbers are classes, one of each annotator; if they are counts of votes, say --format "
          + "nested-counts without --orientation.")
    }
    return layout
  }
}

extension NestedOrientation {
  /// What the outer keys are, in words.
  var outerName: String {
    switch self {
    case .imageOutside: "image"
    case .annotatorOutside: "annotator"
    }
  }
}
