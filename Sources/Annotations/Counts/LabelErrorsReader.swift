internal import Files
internal import StudyValues

extension AnnotationFormat {
  /// Label errors: votes for the given and the guessed label.
  package static let labelErrors = AnnotationFormat(
    "label-errors", title: "votes on label errors (mturk)", isOneFile: true,
    matches: { $0.json?.elementHas("mturk", "given_original_label") ?? false },
    open: LabelErrorsReader.open)
}

/// The votes of Northcutt and others 2021 on suspected label errors.
///
/// Four answers were possible: the given label, the guessed one, both, neither. *Both* is kept as
/// partial for either class, so `--maybe 0` gives given/total and `--maybe 1` (given+both)/total.
/// CIFAR-10 and MNIST items are named by their index in the test set, ImageNet items by the file that
/// their address ends in (`…/n01440764/ILSVRC2012_val_00000293.JPEG`). Where an address of ImageNet
/// names no such file the index counts the validation images sorted by wnid and needs the list of those.
struct LabelErrorsReader {
  /// Opens one file; the address of the first item says which data set it is about.
  static func open(_ files: AnnotationFiles) throws -> AnnotationSource {
    let reader = try annotationInput { () throws(InputFileError) in
      try JSONElementReader(path: files.first)
    }
    guard let first = try annotationInput({ () throws(InputFileError) in try reader.next() })
    else { throw AnnotationError.empty(file: files.first) }
    let (naming, resolver, order) = try naming(first.value, files)
    return AnnotationSource(
      AnnotationHeader(
        format: files.format, task: .presence, chance: nil, annotatorIdentity: .none,
        labelSpace: resolver.output, order: order, hasAnswers: false, hasCounts: true),
      notes: [
        "Only images suspected of a label error were shown: not a random sample. Votes for both "
          + "labels count as maybe."
      ]
    ) { session in try read(files.first, naming, resolver, session) }
  }

  private static func read(
    _ path: String, _ naming: (Int, JSONValue, AnnotationPosition) throws -> String,
    _ resolver: ClassResolver, _ session: ImportSession
  ) throws {
    try JSONElements.forEachElement(path) { element in
      let position = AnnotationPosition(file: path, line: element.index + 1)
      let value = element.value
      session.read()
      guard let id = value["id"]?.int, let votes = value["mturk"] else {
        throw AnnotationError.badValues([
          BadValue(position, expected: "an item with id and mturk", got: value.kind)
        ])
      }
      let name = try naming(id, value, position)
      let counts = ["given", "guessed", "neither", "both"].map { votes[$0]?.int ?? 0 }
      if let wrong = counts.first(where: { VoteCount.checked($0) == nil }) {
        throw AnnotationError.badValues([
          BadValue(
            position, expected: VoteCount.expected("votes of 0 or more", got: wrong),
            got: "\(wrong)")
        ])
      }
      let image = try session.image(name, at: position)
      // Where the guess is the given label the file counts its votes under both keys.
      let isSame = value["given_original_label"] == value["our_guessed_label"]
      let shown = Int64(counts.reduce(0, +) - (isSame ? counts[1] : 0))
      for (key, count) in [("given_original_label", counts[0]), ("our_guessed_label", counts[1])] {
        guard let index = try classIndex(value, key, resolver, position, session) else {
          continue
        }
        if key == "given_original_label" {
          try session.target(image, index, at: position)
        } else if isSame {
          continue
        }
        session.count(
          image, index, shown: shown, selected: Double(count), partial: Int64(counts[3]))
      }
    }
  }

  /// How ids name images, and the classes.
  private static func naming(
    _ first: JSONValue, _ files: AnnotationFiles
  ) throws -> ((Int, JSONValue, AnnotationPosition) throws -> String, ClassResolver, ImageOrder?) {
    let url = first["url"]?.string ?? ""
    let (options, path) = (files.options, files.first)
    let space: LabelSpace
    var order: ImageOrder?
    let naming: (Int, JSONValue, AnnotationPosition) throws -> String
    if url.contains("/cifar10/") {
      space = .cifar10
      order = .cifar10Python
      naming = { id, _, _ in ImageOrder.numbered("test_", id, 5) }
    } else if url.contains("/mnist/") {
      space = try .named((0..<10).map(String.init))
      naming = { id, _, _ in String(id) }
    } else if url.contains("/imagenet/") {
      space = .sortedWnid
      // An order is recorded only where the rows, not the addresses, say which image is which.
      order = validationFile(first) == nil ? .imagenetByWnid : nil
      naming = { id, item, position in
        if let file = validationFile(item) { return file }
        guard options.order == .imagenetByWnid, let list = options.imageNames else {
          throw AnnotationError.badValues([
            BadValue(
              position,
              expected: "a url that ends in ILSVRC2012_val_ and a number, or --order "
                + "\(ImageOrder.imagenetByWnid.rawValue) and the list of images by --images",
              got: item["url"]?.string ?? "no url")
          ])
        }
        guard list.indices.contains(id) else {
          throw AnnotationError.wrongShape(
            file: path, expected: "ids below \(list.count)", got: "\(id)")
        }
        return list[id]
      }
    } else {
      guard let declared = options.labelSpace else {
        throw AnnotationError.undeclaredLabelSpace(
          file: path, reason: "the addresses name no known data set")
      }
      space = declared
      naming = { id, _, _ in String(id) }
    }
    let resolver = try ClassResolver(native: space, declared: options.labelSpace)
    return (naming, resolver, order)
  }

  /// The validation image of ImageNet that the address of an item ends in.
  private static func validationFile(_ item: JSONValue) -> String? {
    let prefix = "ILSVRC2012_val_"
    guard let url = item["url"]?.string else { return nil }
    let name = ImageName.normalized(url)
    guard name.hasPrefix(prefix), Int(name.dropFirst(prefix.count)) != nil else { return nil }
    return url
  }

  /// The class of a key, after a check that number and name belong together.
  private static func classIndex(
    _ value: JSONValue, _ key: String, _ resolver: ClassResolver, _ position: AnnotationPosition,
    _ session: ImportSession
  ) throws -> Int32? {
    let name = JSONElements.text(value["\(key)_name"])
    let space = resolver.output
    guard let number = value[key]?.int, let index = resolver.index(of: number),
      name.flatMap({ space.indexByName($0) }) ?? index == index
    else {
      try session.bad(
        BadValue(
          AnnotationPosition(file: position.file, line: position.line, column: key),
          expected: "a class of the label space \(space.name) whose name agrees with its number",
          got: "\(JSONElements.text(value[key]) ?? "nothing") (\(name ?? "no name"))"))
      return nil
    }
    return index
  }
}
