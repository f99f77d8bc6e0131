internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// JSON of the form `{image: [label, label, …]}`.
  package static let nestedLists = records(
    "nested-lists", title: "lists of answers {image: [label, label]}",
    matches: { head in
      guard head.options.orientation == nil, let members = head.json?.members else { return false }
      return NestedLists.areAnswers(members)
    },
    layout: { .nestedLists($0.paths) })
}

/// Knows lists of answers by image from other lists in an object.
private enum NestedLists {
  /// Whether members hold the answers to images: lists of names, no table written column by column, and
  /// no lists of images by class.
  static func areAnswers(_ members: [JSONElementReader.Element]) -> Bool {
    guard members.contains(where: { $0.value.array?.isEmpty == false }) else { return false }
    var seen = Set<String>()
    var isRepeated = false
    var arePictures = true
    for member in members {
      let words = ColumnWords(member.key ?? "")
      guard let list = member.value.array, list.allSatisfy(\.isScalar),
        !TurnedTable.isColumn(member.key ?? "")
      else { return false }
      let isPicture = ImageName.isPicture(member.key ?? "")
      arePictures = arePictures && isPicture
      guard isPicture || !(words.isAnswer || words.isPerson) else { return false }
      for text in list.compactMap(JSONElements.text) {
        if ImageName.isPicture(text) { return false }
        isRepeated = !seen.insert(text).inserted || isRepeated
      }
    }
    // People give the same answers again and again; the images of a class are each another.
    return arePictures || (members.count > 1 && isRepeated)
  }
}

extension RecordLayout {
  /// `{image: [label, label, …]}`: each element is the answer of another person, whom nothing names.
  ///
  /// Recognised where the names are those of pictures, or where answers occur again; else by
  /// `--format nested-lists`.
  static func nestedLists(_ paths: [String]) -> RecordLayout {
    var layout = RecordLayout { body in
      for path in paths {
        try JSONElements.forEachElement(path) { element in
          let position = AnnotationPosition(
            file: path, line: element.line, column: element.key ?? "")
          guard let image = element.key, let list = element.value.array else {
            throw AnnotationError.badValues([
              BadValue(
                position, expected: "an image with a list of answers, as in {\"a.jpg\": [\"cat\"]}",
                got: element.value.kind)
            ])
          }
          if list.isEmpty { return try body(.dropped("image without answers")) }
          for value in list {
            guard let label = value.isNull ? "" : JSONElements.text(value) else {
              throw AnnotationError.badValues([
                BadValue(position, expected: "a label", got: value.kind)
              ])
            }
            try body(
              .answers([
                AnswerRecord(image: image, annotator: nil, label: label, position: position)
              ]))
          }
        }
      }
    }
    layout.identity = .none
    layout.notes = [
      "The outer names are images and each element of a list is the answer of another person; if a list is "
        + "the choice of one person, write objects of image, annotator and label."
    ]
    return layout
  }
}
