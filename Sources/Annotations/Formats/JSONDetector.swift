internal import Files

/// Recognises the layout of a JSON or JSON Lines file by its first elements.
struct JSONDetector {
  private let path: String
  private let options: ImportOptions

  /// Prepares to look into a file.
  init(_ path: String, _ options: ImportOptions) {
    self.path = path
    self.options = options
  }

  /// The layout.
  func format() throws(AnnotationError) -> AnnotationFormat {
    if let line = try firstOfSeveralLines() { return try lineFormat(line) }
    let reader = try annotationInput { () throws(InputFileError) in
      try JSONElementReader(path: path)
    }
    // Lists often begin with empty elements: look at the first that says something.
    var element: JSONElementReader.Element?
    for _ in 0..<100 {
      guard let next = try annotationInput({ () throws(InputFileError) in try reader.next() })
      else { break }
      element = next
      if next.value.array?.isEmpty != true, next.value.object?.count != 0 { break }
    }
    guard let element else { throw .empty(file: path) }
    let found =
      reader.container == .array ? try listFormat(element.value) : objectFormat(element)
    guard let found else {
      throw .unrecognized(
        file: path, lookedFor: JSONDetector.layouts + "; its first element is \(element.value.kind)"
      )
    }
    return found
  }

  private static let layouts =
    "real.json (lists of classes), label-errors (mturk), Label Studio (data, annotations), its "
    + "JSON_MIN (annotation_id), DCIC (annotations with image_path), ImageNetV2 (hits, assignments), "
    + "CIFAR-10S (Most Probable Class), rankings, nested answers {image: {annotator: label}}"

  /// The first line as a value, when that line and the next are values of their own.
  private func firstOfSeveralLines() throws(AnnotationError) -> JSONValue? {
    do {
      let reader = try JSONLinesReader(path: path)
      guard let first = try reader.next(), first.object != nil else { return nil }
      let isAlone = try reader.next() == nil && options.map.isEmpty
      return isAlone && JSONDetector.format(ofLine: first) == nil ? nil : first
    } catch .malformed, .limitExceeded {
      // A document that runs over several lines, or is one long line, is no JSON Lines file.
      return nil
    } catch {
      throw .input(error)
    }
  }

  /// The format whose lines alone have the fields of an object; nil when it may be a document.
  private static func format(ofLine line: JSONValue) -> AnnotationFormat? {
    let keys = Set(line.object?.keys ?? [])
    if keys.contains("label_counter") { return .chaosNLI }
    return keys.isSuperset(of: ["_input_hash", "answer"]) ? .prodigy : nil
  }

  private func lineFormat(_ line: JSONValue) throws(AnnotationError) -> AnnotationFormat {
    if !options.map.isEmpty { return .longLines }
    let keys = line.object?.keys ?? []
    if let format = JSONDetector.format(ofLine: line) { return format }
    if keys.contains("task"), keys.contains("label") { return .longLines }
    throw .unrecognized(
      file: path,
      lookedFor:
        "JSON Lines of ChaosNLI (label_counter), Prodigy (_input_hash, answer) and answers with "
        + "task, worker and label; the first line has the fields "
        + keys.prefix(20).joined(separator: ", "))
  }

  private func listFormat(_ value: JSONValue) throws(AnnotationError) -> AnnotationFormat? {
    if let list = value.array {
      if list.allSatisfy({ $0.int != nil }) { return .realLabels }
      let isNested = list.first?.array?.first?.array?.first?.int != nil
      return isNested ? .rankings : nil
    }
    let keys = Set(value.object?.keys ?? [])
    if keys.isSuperset(of: ["mturk", "given_original_label"]) { return .labelErrors }
    if keys.isSuperset(of: ["data", "annotations"]) { return .labelStudio }
    if keys.contains("annotation_id"), keys.contains("annotator") { return .labelStudioMin }
    if let first = value["annotations"]?.array?.first, first["image_path"] != nil { return .dcic }
    if keys.isSuperset(of: ["wnid", "uuid"]) {
      throw .almost(
        file: path, format: "results of ImageNetV2",
        missing: "it is the list of tasks only; put it under hits, and the assignments of the "
          + "results under assignments, of one object")
    }
    return nil
  }

  private func objectFormat(_ element: JSONElementReader.Element) -> AnnotationFormat? {
    if element.key == "hits" || element.key == "assignments" { return .imageNetV2 }
    if let first = element.value.array?.first, first["Most Probable Class"] != nil {
      return .cifar10s
    }
    if let inner = element.value.object,
      inner.values.allSatisfy({ JSONElements.text($0) != nil })
    {
      return .nestedAnswers
    }
    return nil
  }
}
