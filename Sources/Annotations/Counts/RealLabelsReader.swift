internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// `real.json` of ImageNet ReaL: the accepted classes of each validation image.
  package static let realLabels = AnnotationFormat(
    "real-labels", title: "real.json of ImageNet ReaL (lists of classes)", isOneFile: true,
    matches: { $0.json?.listElement?.array?.allSatisfy { $0.int != nil } ?? false },
    open: { RealLabelsReader.open($0) })
}

/// Reads `real.json` of ImageNet ReaL: the accepted classes of the 50,000 validation images.
///
/// Element *i* belongs to image number *i* + 1. It is a set decided from the raters' votes, not
/// votes: every accepted class gets the share 1 and, where the reference class of an image is given
/// and not accepted, that class gets 0. Images with an empty list are dropped by a counted rule, as
/// the publishers do.
struct RealLabelsReader {
  /// Opens one file.
  static func open(_ files: AnnotationFiles) -> AnnotationSource {
    let space = files.options.labelSpace ?? .sortedWnid
    return AnnotationSource(
      AnnotationHeader(
        format: files.format, task: .presence, chance: nil, annotatorIdentity: .none,
        labelSpace: space, order: .imagenetByFileNumber, hasAnswers: false, hasCounts: false)
    ) { session in try read(files.first, space, session) }
  }

  private static func read(_ path: String, _ space: LabelSpace, _ session: ImportSession) throws {
    var count = 0
    let names = try ImageOrder.imagenetByFileNumber.names(
      rows: 50_000, list: nil, permutation: nil, file: path)
    let indices = LabelSpace.sortedWnid.shared(with: space)
    try JSONElements.forEachElement(path) { element in
      session.read()
      let position = AnnotationPosition(file: path, line: element.index + 1)
      guard let list = element.value.array, element.key == nil, element.index < 50_000 else {
        throw AnnotationError.wrongShape(
          file: path, expected: "a list of 50,000 lists of class indices",
          got: "\(element.value.kind) as element \(element.index + 1)")
      }
      count += 1
      guard !list.isEmpty else { return session.drop("no class accepted") }
      let image = try session.image(names[element.index], at: position)
      var accepted = Set<Int32>()
      for item in list {
        guard let number = item.int, let index = Int32(exactly: number),
          let converted = indices[index]
        else {
          try session.bad(
            BadValue(
              position, expected: "an index from 0 to 999",
              got: JSONElements.text(item) ?? item.kind))
          continue
        }
        if accepted.insert(converted).inserted {
          session.count(image, converted, shown: 0, selected: 1)
        }
      }
      if let target = session.options.targets[names[element.index]], !accepted.contains(target) {
        session.count(image, target, shown: 0, selected: 0)
      }
    }
    guard count == 50_000 else {
      throw AnnotationError.wrongShape(
        file: path, expected: "a list of 50,000 lists of class indices", got: "\(count, "list")")
    }
  }
}
