internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// ImageNetV2: tasks and assignments of Mechanical Turk as JSON.
  package static let imageNetV2 = records(
    "imagenetv2", title: "results of ImageNetV2", isOneFile: true,
    matches: { head in
      guard let json = head.json, !json.isList, let key = json.key else { return false }
      return key == "hits" || key == "assignments"
    },
    lacks: { head in
      guard head.json?.elementHas("wnid", "uuid") == true else { return nil }
      return "it is the list of tasks only; put it under hits, and the assignments of the results "
        + "under assignments, of one object"
    },
    layout: { try .imageNetV2($0.first) })
}

extension RecordLayout {
  /// The Mechanical Turk results of ImageNetV2 (Recht and others 2019), as JSON.
  ///
  /// `{"hits": […], "assignments": {uuid: {assignment: {…}}}}`: the HIT lists of the repository and
  /// the `assignments` of the results pickle. A worker sees all images of a HIT under its wnid and
  /// selects some; assignments that are neither Submitted nor Approved are dropped and counted. The
  /// frequency belongs to (image, wnid), pooled over HITs: an image may be a negative control of
  /// another class.
  static func imageNetV2(_ path: String) throws -> RecordLayout {
    var layout = RecordLayout { body in
      // The published results are one object of millions of texts.
      var limits = InputLimits.standard
      limits.values = 10_000_000
      let root = try annotationInput { () throws(InputFileError) in
        try JSONValue.read(path: path, limits: limits)
      }
      guard let assignments = root["assignments"]?.object, let hits = root["hits"]?.array else {
        throw AnnotationError.almost(
          file: path, format: "results of ImageNetV2",
          missing: "it needs both hits, the list of tasks, and assignments, the answers by task")
      }
      let known = Set(hits.compactMap { $0["uuid"]?.string })
      for (uuid, answers) in assignments.members where !known.contains(uuid) {
        for _ in answers.object?.members ?? zip([], []) {
          try body(.dropped("assignment of a task that is not among hits"))
        }
      }
      for (index, hit) in hits.enumerated() {
        let position = AnnotationPosition(file: path, line: index + 1, column: "hits")
        let wnid = try JSONElements.require("wnid", in: hit, at: position)
        let uuid = try JSONElements.require("uuid", in: hit, at: position)
        let images = shownImages(hit)
        guard !images.isEmpty else {
          throw AnnotationError.badValues([
            BadValue(position, expected: "the images of the task", got: "none")
          ])
        }
        for (_, assignment) in assignments[uuid]?.object?.members ?? zip([], []) {
          try imageNetV2Rows(assignment, wnid: wnid, images: images, position: position, body)
        }
      }
    }
    layout.task = .presence
    layout.labelSpace = .sortedWnid
    layout.notes = [
      "A frequency belongs to (image, class): images are also shown as controls of other classes."
    ]
    return layout
  }

  private static func shownImages(_ hit: JSONValue) -> [String] {
    if let all = hit["images_all"]?.array { return all.compactMap(\.string) }
    return ["images_to_label", "images_pos_control", "images_neg_control"].flatMap {
      hit[$0]?.array?.compactMap(\.string) ?? []
    }
  }

  private static func imageNetV2Rows(
    _ assignment: JSONValue, wnid: String, images: [String], position: AnnotationPosition,
    _ body: (RecordRow) throws -> Void
  ) throws {
    let status = assignment["AssignmentStatus"]?.string ?? "missing"
    guard ["Submitted", "Approved"].contains(status) else {
      for _ in images { try body(.dropped("answer neither submitted nor approved")) }
      return
    }
    guard let answer = assignment["Answer"]?.array else {
      throw AnnotationError.badValues([
        BadValue(
          position, expected: "a list of selected images in Answer",
          got: assignment["Answer"]?.kind ?? "nothing")
      ])
    }
    let selected = Set(answer.compactMap(\.string))
    if let stray = selected.subtracting(images).min() {
      throw AnnotationError.badValues([
        BadValue(position, expected: "selected images that were shown", got: "'\(stray)'")
      ])
    }
    let worker = JSONElements.text(assignment["WorkerId"])
    for image in images {
      try body(
        .answers([
          presence(
            image: image, annotator: worker, asked: wnid, flag: selected.contains(image), position)
        ]))
    }
  }
}
