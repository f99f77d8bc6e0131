internal import InputFiles

/// Reads JSON that holds numbers of votes rather than answers: label-errors and ChaosNLI.
struct CountedJSONReader {
  // MARK: - Label errors

  /// The votes of Northcutt and others 2021 on suspected label errors.
  ///
  /// Four answers were possible: the given label, the guessed one, both, neither. *Both* is kept as
  /// partial for either class, so `--maybe 0` gives given/total and `--maybe 1` (given+both)/total.
  /// CIFAR-10 and MNIST items are named by their index in the test set; ImageNet indices count the
  /// validation images sorted by wnid and need the list of those.
  static func readLabelErrors(_ path: String, session: ImportSession) throws {
    var names: ((Int) throws -> String)?
    var resolver: ClassResolver?
    try JSONRows.forEachElement(path) { element in
      let position = AnnotationPosition(file: path, line: element.index + 1)
      let value = element.value
      if names == nil {
        (names, resolver) = try beginLabelErrors(value, path: path, session: session)
      }
      session.read()
      guard let id = value["id"]?.int, let votes = value["mturk"], let name = try names?(id),
        let resolver
      else {
        throw AnnotationError.badValues([
          BadValue(position, expected: "an item with id and mturk", got: value.kind)
        ])
      }
      let counts = ["given", "guessed", "neither", "both"].map { votes[$0]?.int ?? 0 }
      guard counts.allSatisfy({ $0 >= 0 }) else {
        throw AnnotationError.badValues([
          BadValue(position, expected: "votes of 0 or more", got: "a negative number")
        ])
      }
      let image = try session.image(name, at: position)
      // Where the guess is the given label the file counts its votes under both keys.
      let isSame = value["given_original_label"] == value["our_guessed_label"]
      let shown = Int64(counts.reduce(0, +) - (isSame ? counts[1] : 0))
      for (key, count) in [("given_original_label", counts[0]), ("our_guessed_label", counts[1])] {
        guard let index = try labelErrorClass(value, key, resolver, position, session) else {
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

  private static func beginLabelErrors(
    _ first: JSONValue, path: String, session: ImportSession
  ) throws -> ((Int) throws -> String, ClassResolver) {
    let url = first["url"]?.string ?? ""
    let options = session.options
    let space: LabelSpace
    var order: ImageOrder?
    let naming: (Int) throws -> String
    if url.contains("/cifar10/") {
      space = .cifar10
      order = .cifar10Python
      naming = { ImageOrder.numbered("test_", $0, 5) }
    } else if url.contains("/mnist/") {
      space = try .named((0..<10).map(String.init))
      naming = { String($0) }
    } else if url.contains("/imagenet/") {
      guard let list = options.imageNames, options.order == .imagenetByWnid else {
        throw AnnotationError.undeclaredOrder(file: path)
      }
      space = .sortedWnid
      order = .imagenetByWnid
      naming = { id in
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
      naming = { String($0) }
    }
    let resolver = try ClassResolver(native: space, declared: options.labelSpace, found: space)
    try session.begin(
      AnnotationHeader(
        format: .labelErrors, task: .presence, chance: nil, annotatorIdentity: .none,
        labelSpace: resolver.output, order: order, hasAnswers: false, hasCounts: true))
    session.note(
      "Only images suspected of a label error were shown: not a random sample. Votes for both "
        + "labels count as maybe.")
    return (naming, resolver)
  }

  /// The class of a key, after a check that number and name belong together.
  private static func labelErrorClass(
    _ value: JSONValue, _ key: String, _ resolver: ClassResolver, _ position: AnnotationPosition,
    _ session: ImportSession
  ) throws -> Int32? {
    let name = JSONRows.text(value["\(key)_name"])
    let space = resolver.output
    guard let number = value[key]?.int, let index = resolver.index(of: number),
      name.flatMap({ space.indexByName($0) }) ?? index == index
    else {
      try session.bad(
        BadValue(
          AnnotationPosition(file: position.file, line: position.line, column: key),
          expected: "a class of the label space \(space.name) whose name agrees with its number",
          got: "\(JSONRows.text(value[key]) ?? "nothing") (\(name ?? "no name"))"))
      return nil
    }
    return index
  }

  // MARK: - ChaosNLI

  /// ChaosNLI (Nie and others 2020), JSON Lines: `label_counter` by item.
  ///
  /// Classes that nobody chose may be missing from the counter and count as 0.
  static func readChaosNLI(_ paths: [String], session: ImportSession) throws {
    for path in paths {
      try JSONRows.forEachLine(path) { value, position in
        session.read()
        guard let counter = value["label_counter"]?.object, counter.count > 0 else {
          throw AnnotationError.badValues([
            BadValue(
              AnnotationPosition(
                file: path, line: position.line, column: "label_counter"),
              expected: "an object of counts", got: value["label_counter"]?.kind ?? "nothing")
          ])
        }
        if session.header == nil {
          let isEntailment = counter.keys.allSatisfy { ["e", "n", "c"].contains($0) }
          let space =
            try session.options.labelSpace ?? .named(isEntailment ? ["e", "n", "c"] : ["1", "2"])
          try session.begin(
            AnnotationHeader(
              format: .chaosNLI, task: .forcedChoice, chance: 1 / Double(space.classes.count),
              annotatorIdentity: .none, labelSpace: space, hasAnswers: false, hasCounts: true))
        }
        try readCounter(value, counter, position, session)
      }
    }
  }

  private static func readCounter(
    _ value: JSONValue, _ counter: JSONObject, _ position: AnnotationPosition,
    _ session: ImportSession
  ) throws {
    guard let space = session.header?.labelSpace else { return }
    let image = try session.image(
      JSONRows.require("uid", in: value, at: position), at: position)
    var selected: [Int32: Int] = [:]
    for (key, count) in counter.members {
      guard let index = space.index(of: key), let count = count.int, count >= 0 else {
        return try session.bad(
          BadValue(
            position, expected: "counts of classes of the label space \(space.name)",
            got: "'\(key)': \(JSONRows.text(count) ?? count.kind)"))
      }
      selected[index] = count
    }
    if let old = JSONRows.text(value["old_label"]), let target = space.index(of: old) {
      try session.target(image, target, at: position)
    }
    let shown = Int64(selected.values.reduce(0, +))
    for item in space.classes {
      session.count(
        image, item.index, shown: shown, selected: Double(selected[item.index] ?? 0))
    }
  }
}
