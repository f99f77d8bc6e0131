internal import Files

extension AnnotationFormat {
  /// JSON of the form `{image: {annotator: label}}` or its inverse (peerannot).
  package static let nestedAnswers = records(
    "nested-json", title: "nested answers {image: {annotator: label}}",
    matches: { head in
      head.json?.member?.object?.values.allSatisfy { JSONElements.text($0) != nil } ?? false
    },
    layout: { try .nestedAnswers($0.paths, $0.options) })
}

extension RecordLayout {
  /// `{image: {annotator: label}}` (peerannot) or its inverse; the two look alike.
  static func nestedAnswers(_ paths: [String], _ options: ImportOptions) throws -> RecordLayout {
    guard let orientation = options.orientation else {
      throw AnnotationError.undeclaredOrientation(file: paths.first ?? "")
    }
    return RecordLayout { body in
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
            guard let label = JSONElements.text(value) else {
              throw AnnotationError.badValues([
                BadValue(position, expected: "a label", got: value.kind)
              ])
            }
            let isImage = orientation == .imageOutside
            let record = AnswerRecord(
              image: isImage ? outer : key, annotator: isImage ? key : outer, label: label,
              position: position)
            try body(.answers([record]))
          }
        }
      }
    }
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
