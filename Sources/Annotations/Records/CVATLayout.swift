internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// CVAT for images 1.1: XML with an element for each image, and its tags.
  package static let cvat = records(
    "cvat", title: "an export of CVAT for images (XML)",
    matches: { $0.xml?.contains("<annotations") ?? false }, layout: { .cvat($0.paths) })
}

extension RecordLayout {
  /// CVAT for images 1.1: the tags of an image are its answer; boxes and other shapes are none.
  ///
  /// The file says who was to annotate (`assignee`) at most; else each of several files is of one person,
  /// and a single one of nobody. Tags that a model gave (`source` is auto) are left out, and images
  /// without a tag, both counted. Untested against a real export.
  static func cvat(_ paths: [String]) -> RecordLayout {
    let people = CVATPeople()
    var layout = RecordLayout { body in
      people.unnamed = 0
      for path in paths {
        people.assignee = nil
        var seen = Set<String>()
        try CVATImage.forEach(in: path, people) { image in
          guard seen.insert(image.name).inserted else {
            return try body(.dropped("image that was read before"))
          }
          guard let first = image.tags.first else {
            return try body(.dropped(image.rule))
          }
          let annotator = people.assignee ?? (paths.count > 1 ? ImageName.stem(path) : nil)
          if people.assignee == nil { people.unnamed += 1 }
          var record = AnswerRecord(
            image: image.name, annotator: annotator, label: first,
            position: AnnotationPosition(file: path, line: image.line))
          record.selected = image.tags.map { ($0, 1) }
          record.response = image.tags.joined(separator: "\n")
          try body(.answers([record]))
        }
      }
    }
    layout.closingNotes = {
      guard people.unnamed > 0 else { return [] }
      return [
        paths.count > 1
          ? "A file that names no assignee is taken for the answers of one person."
          : "The file names no assignee, so nobody is known to have answered; export the jobs of several "
            + "people one by one and name all files in one import."
      ]
    }
    return layout
  }
}

/// Who answered, and how many images are of nobody who is named.
private final class CVATPeople {
  var assignee: String?
  var unnamed = 0
}

/// What an export of CVAT says of one image.
private struct CVATImage {
  var name = ""
  var line = 0
  var tags: [String] = []
  var modelTags = 0
  var shapes = 0

  /// The rule that leaves out an image without a tag.
  var rule: String {
    modelTags > 0
      ? "tags that a model gave"
      : shapes > 0 ? "image with shapes, not tags" : "image without a tag"
  }

  /// Calls a function with each image of a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - people: Takes the person that the file names.
  ///   - body: Takes an image.
  /// - Throws: ``AnnotationError`` for what is no plain XML, and for tracks of a video.
  static func forEach(
    in path: String, _ people: CVATPeople, _ body: (CVATImage) throws -> Void
  ) throws {
    var reader = try annotationInput { () throws(InputFileError) in try XMLReader(path: path) }
    var image: CVATImage?
    while let event = try annotationInput({ () throws(InputFileError) in try reader.next() }) {
      switch event {
      case .start("image"):
        image = CVATImage(name: try value("name", reader), line: reader.line)
      case .start("tag") where image != nil:
        let label = try value("label", reader)
        if try value("source", reader).lowercased() == "auto" {
          image?.modelTags += 1
        } else {
          image?.tags.append(label)
        }
      case .start("box"), .start("polygon"), .start("polyline"), .start("points"), .start("mask"),
        .start("ellipse"), .start("cuboid"), .start("skeleton"):
        image?.shapes += 1
      case .start("track"):
        throw AnnotationError.almost(
          file: path, format: "an export of CVAT",
          missing: "it has tracks of a video; export the task anew as CVAT for images 1.1")
      case .text
      where reader.open.last == "assignee"
        || Array(reader.open.suffix(2)) == ["assignee", "username"]:
        people.assignee = try annotationInput { () throws(InputFileError) in try reader.text() }
      case .end("image"):
        if let found = image { try body(found) }
        image = nil
      default: break
      }
    }
  }

  private static func value(
    _ name: String, _ reader: XMLReader
  ) throws(AnnotationError) -> String {
    try annotationInput { () throws(InputFileError) in try reader.attribute(name) ?? "" }
  }
}
