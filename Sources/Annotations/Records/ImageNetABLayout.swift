internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// ImageNet-AB: one XML file an image, with a record for each time that it was shown.
  package static let imageNetAB = records(
    "imagenet-ab", title: "annotation by-products of ImageNet (ImageNet-AB)",
    matches: { $0.xml?.contains("<metadata") ?? false },
    layout: { try .imageNetAB($0.paths) })
}

extension RecordLayout {
  /// ImageNet-AB (Han and others 2023): `annotation` with `folder` (the class asked about), `filename` and
  /// a `metadata` for each showing: `selected`, `worker_id`, `hoveredRecord` and `selectedRecord`.
  ///
  /// A worker saw pages of images and clicked those that show the class, so a showing answers whether
  /// it does. The reaction time is that from the pointer's first entering the image to the first click
  /// on it, where it was selected. How often images were shown is said at the end.
  static func imageNetAB(_ paths: [String]) throws -> RecordLayout {
    let showings = ShowingCount()
    var layout = RecordLayout { body in
      showings.reset()
      for path in paths {
        let image = try ByProducts(path: path)
        showings.note(image.showings.count)
        if image.showings.isEmpty { try body(.dropped("image that was never shown")) }
        for showing in image.showings {
          if MissingWords.isUsual(showing.selected) {
            try body(.dropped(MissingWords.rule))
            continue
          }
          try body(.answers([try record(showing, of: image, path)]))
        }
      }
      guard showings.total > 0 else {
        throw AnnotationError.almost(
          file: paths[0], format: "annotation by-products of ImageNet",
          missing: "no file has an element metadata, which holds the answer of a worker")
      }
    }
    layout.task = .presence
    layout.labelSpace = .sortedWnid
    layout.timeUnit = .milliseconds
    layout.closingNotes = { showings.notes }
    return layout
  }

  private static func record(
    _ showing: ByProducts.Showing, of image: ByProducts, _ path: String
  ) throws(AnnotationError) -> AnswerRecord {
    let position = AnnotationPosition(file: path, line: showing.line, column: "selected")
    guard let presence = PresenceAnswer(showing.selected) else {
      throw .badValues([
        BadValue(position, expected: "True or False", got: "'\(showing.selected.prefix(60))'")
      ])
    }
    var record = AnswerRecord(
      image: image.name, annotator: showing.worker.isEmpty ? nil : showing.worker, label: nil,
      position: position)
    record.asked = image.wnid
    record.target = image.wnid
    record.presence = presence
    record.response = "\(presence)"
    if let entered = showing.entered, let clicked = showing.clicked, presence == .yes {
      record.reactionTime = clicked - entered
    }
    return record
  }
}

/// How many images were shown how often.
private final class ShowingCount {
  private var images: [Int: Int] = [:]

  /// All showings.
  var total: Int { images.reduce(0) { $0 + $1.key * $1.value } }

  func reset() { images = [:] }

  func note(_ showings: Int) { images[showings, default: 0] += 1 }

  var notes: [String] {
    let counts = images.sorted { $0.key < $1.key }
    let shown = counts.prefix(9).map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    let more = counts.dropFirst(9).reduce(0) { $0 + $1.value }
    var notes = [
      "Showings of an image, with the number of images: \(shown)"
        + (more > 0 ? ", more: \(more)." : ".")
    ]
    let few = counts.filter { $0.key <= 2 }.reduce(0) { $0 + $1.value }
    if few * 2 > counts.reduce(0, { $0 + $1.value }) {
      notes.append(
        "Most images were shown at most twice: no noise ceiling can be estimated from so few answers."
      )
    }
    return notes
  }
}

/// What one file of ImageNet-AB says of its image.
struct ByProducts {
  /// One time that the image was shown.
  struct Showing {
    var line = 0
    var selected = ""
    var worker = ""
    /// When the pointer first entered the image, and when it first clicked it, in milliseconds.
    var entered: Double?
    var clicked: Double?
  }

  /// The WordNet identifier of the class asked about.
  var wnid = ""
  /// The name of the image.
  var name = ""
  /// Each time that it was shown.
  var showings: [Showing] = []

  /// The most showings of one image.
  private static let limit = 100_000

  /// Reads a file.
  ///
  /// - Throws: ``AnnotationError`` when it is no plain XML or names no class.
  init(path: String) throws(AnnotationError) {
    try annotationInput { () throws(InputFileError) in
      var reader = try XMLReader(path: path)
      var action = ""
      while let event = try reader.next() {
        switch event {
        case .start("metadata") where reader.open.count == 2:
          showings.append(Showing(line: reader.line))
          guard showings.count <= Self.limit else {
            throw .limitExceeded(
              path: path, position: .line(reader.line), what: "showings", limit: Self.limit)
          }
        case .text: try read(&reader, &action)
        default: break
        }
      }
    }
    let stem = ImageName.stem(path)
    if name.isEmpty { name = stem }
    if wnid.isEmpty { wnid = String(name.prefix { $0 != "_" }) }
  }

  /// Takes the text of an element.
  private mutating func read(
    _ reader: inout XMLReader, _ action: inout String
  ) throws(InputFileError) {
    let path = reader.open
    if path.count == 2 {
      if path[1] == "folder" { wnid = try reader.text() }
      if path[1] == "filename" { name = try reader.text() }
    }
    guard path.count >= 3, path[1] == "metadata", !showings.isEmpty else { return }
    let last = showings.count - 1
    switch path[2...].joined(separator: "/") {
    case "selected": showings[last].selected = try reader.text()
    case "worker_id", "workerID", "workerId", "worker": showings[last].worker = try reader.text()
    case "hoveredRecord/action", "hoveredRecord/item/action": action = try reader.text()
    case "hoveredRecord/time", "hoveredRecord/item/time":
      guard action == "enter", showings[last].entered == nil else { return }
      showings[last].entered = Double(try reader.text())
    case "selectedRecord/time", "selectedRecord/item/time":
      guard showings[last].clicked == nil else { return }
      showings[last].clicked = Double(try reader.text())
    default: break
    }
  }
}
