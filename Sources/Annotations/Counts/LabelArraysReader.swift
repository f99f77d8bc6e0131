internal import Files
internal import Tensors
internal import StudyValues

extension AnnotationFormat {
  /// CIFAR-10N and CIFAR-100N: one array of labels per annotator, torch file or npy files.
  package static let labelArrays = AnnotationFormat(
    "label-arrays", title: "labels of CIFAR-10N, an array per annotator",
    matches: { head in
      guard let arrays = head.arrays else { return false }
      if let pickle = arrays.pickle { return LabelArraysReader.matches(pickle) }
      guard let array = arrays.array, array.shape.count == 1, !array.elementType.isText,
        !array.elementType.isFloatingPoint
      else { return false }
      let name = ImageName.stem(head.path)
      return LabelArraysReader.isAnswer(name) || name == "clean_label"
    },
    open: LabelArraysReader.open)
}

/// Reads one array of labels per annotator: CIFAR-10N and CIFAR-100N.
///
/// Either the published torch file (`CIFAR-10_human.pt`), a pickle of a dictionary of arrays, read
/// without executing anything, or the same dictionary in an npy file (`CIFAR-10_human_ordered.npy`),
/// or npy files of one array each. `random_label1…3` and `noisy_label`
/// are answers, `clean_label` is the reference class; `aggre_label` and `worse_label` are made from
/// the answers and left out. The annotator is a position: the third label of an image is not the
/// third person. Rows are the training images in the order of the Python version, unless an order is
/// declared; a dictionary in an npy file has the order of TFDS where its publisher made it, so there
/// the order has to be declared.
struct LabelArraysReader {
  private struct Column {
    var name: String
    var labels: [Int]
  }

  private static let derived: Set<String> = [
    "aggre_label", "worse_label", "clean_coarse_label", "noisy_coarse_label",
  ]

  /// Whether a pickled dictionary is of this layout.
  static func matches(_ value: PickleValue) -> Bool {
    guard case .dictionary(let pairs) = value else { return false }
    return pairs.contains { isAnswer($0.key.string ?? "") }
  }

  /// Whether a name is that of a column of answers.
  static func isAnswer(_ name: String) -> Bool {
    name.hasPrefix("random_label") || name == "noisy_label"
  }

  /// Opens the files of one set.
  static func open(_ files: AnnotationFiles) throws -> AnnotationSource {
    let paths = files.paths
    var columns: [Column] = []
    var skipped: [String] = []
    var hasPythonOrder = true
    for path in paths {
      let (found, isSavedDictionary) = try load(path)
      if isSavedDictionary { hasPythonOrder = false }
      for column in found {
        if derived.contains(column.name) {
          skipped.append(column.name)
        } else {
          columns.append(column)
        }
      }
    }
    let names = columns.map(\.name)
    if let repeated = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw AnnotationError.incompatibleOptions(
        "\(paths.joined(separator: ", ")): two of the files have labels \(repeated), which would "
          + "count twice; name each array once")
    }
    let file = paths[0]
    let clean = columns.first { $0.name == "clean_label" }
    let answers = columns.filter { $0.name != "clean_label" }
    guard let rows = answers.first?.labels.count, rows > 0 else {
      throw AnnotationError.almost(
        file: file, format: "labels of CIFAR-10N",
        missing: "it has no array random_label1, random_label2, … or noisy_label")
    }
    for column in columns where column.labels.count != rows {
      throw AnnotationError.wrongShape(
        file: file, expected: "\(rows, "label") in every array",
        got: "\(column.labels.count) in \(column.name)")
    }
    return try open(answers, clean, skipped, hasPythonOrder, files)
  }

  private static func open(
    _ answers: [Column], _ clean: Column?, _ skipped: [String], _ hasPythonOrder: Bool,
    _ files: AnnotationFiles
  ) throws -> AnnotationSource {
    let (options, file) = (files.options, files.first)
    let isCIFAR10 = answers.contains { $0.name.hasPrefix("random_label") }
    // The classes of earlier answers have an order of their own.
    guard isCIFAR10 || options.labelSpace?.hasUnknownOrder == false else {
      throw AnnotationError.undeclaredLabelSpace(
        file: file, reason: "its labels are numbers of classes without names")
    }
    let resolver = try ClassResolver(
      native: isCIFAR10 ? .cifar10 : nil, declared: options.labelSpace, file: file)
    let space = resolver.output
    let order = options.order ?? (isCIFAR10 && hasPythonOrder ? .cifar10Python : nil)
    let rows = answers[0].labels.count
    let names = try OrderedImages.names(rows: rows, order: order, options: options, file: file)
    let header = AnnotationHeader(
      format: files.format, task: .forcedChoice, chance: 1 / Double(space.classes.count),
      annotatorIdentity: .position, labelSpace: space, order: order, hasAnswers: true,
      hasCounts: true)
    let left = "\(skipped.joined(separator: ", ")) are made from the answers and left out."
    return AnnotationSource(header, notes: skipped.isEmpty ? [] : [left]) { session in
      try read(answers, clean, names, resolver, file, session)
    }
  }

  private static func read(
    _ answers: [Column], _ clean: Column?, _ names: [String], _ resolver: ClassResolver,
    _ file: String, _ session: ImportSession
  ) throws {
    let space = resolver.output
    let annotators = try answers.map {
      try session.annotator($0.name, at: AnnotationPosition(file: file, column: $0.name))
    }
    let responses = space.classes.map { session.response($0.name) }
    for row in names.indices {
      let image = try session.image(
        names[row], at: AnnotationPosition(file: file, line: row + 1))
      if let clean, let target = try index(clean, row, resolver, file, session) {
        try session.target(
          image, target, at: AnnotationPosition(file: file, line: row + 1, column: clean.name))
      }
      for (column, annotator) in zip(answers, annotators) {
        session.read()
        guard let label = try index(column, row, resolver, file, session) else { continue }
        try session.submit(
          Answer(
            image: image, annotator: annotator, chosenClass: label,
            response: responses[Int(label - space.firstIndex)],
            condition: try session.condition(session.options.condition)))
      }
    }
  }

  private static func index(
    _ column: Column, _ row: Int, _ resolver: ClassResolver, _ file: String,
    _ session: ImportSession
  ) throws -> Int32? {
    let label = column.labels[row]
    if let index = resolver.index(of: label) { return index }
    try session.bad(
      BadValue(
        AnnotationPosition(file: file, line: row + 1, column: column.name),
        expected: "an index of the label space \(resolver.output.name)", got: "\(label)"))
    return nil
  }

  /// The arrays of a file, and whether it is an npy file that was saved from a dictionary.
  private static func load(
    _ path: String
  ) throws(AnnotationError) -> (columns: [Column], isSavedDictionary: Bool) {
    if let value = try ArraysHead.savedDictionary(path) {
      return (try columns(of: value, path), true)
    }
    guard try isNumPy(path) else {
      let value = try annotationInput { () throws(InputFileError) in
        try RestrictedPickle.read(path: path)
      }
      return (try columns(of: value, path), false)
    }
    let labels = try annotationTensor { () throws(TensorFileError) in
      let tensor = try Tensor.open(path)
      return tensor.shape.count == 1 ? try tensor.readAll(as: Int64.self) : []
    }
    guard !labels.isEmpty else {
      throw .wrongShape(file: path, expected: "one label per image", got: "another shape")
    }
    return ([Column(name: ImageName.stem(path), labels: labels.map { Int($0) })], false)
  }

  private static func columns(
    of value: PickleValue, _ path: String
  ) throws(AnnotationError) -> [Column] {
    guard case .dictionary(let pairs) = value else {
      throw .almost(
        file: path, format: "labels of CIFAR-10N", missing: "it holds no dictionary of arrays")
    }
    var columns: [Column] = []
    for pair in pairs {
      guard let name = pair.key.string, let labels = PickledIntegers.read(pair.value) else {
        throw .wrongShape(
          file: path, expected: "whole numbers in every entry of the dictionary",
          got: "something else in \(pair.key.string ?? "an entry without a name")")
      }
      columns.append(Column(name: name, labels: labels))
    }
    return columns
  }

  private static func isNumPy(_ path: String) throws(AnnotationError) -> Bool {
    try annotationInput { () throws(InputFileError) in
      try unsafe MappedFile(path: path).withBytes {
        unsafe $0.starts(with: ArraysHead.numPyMagic)
      }
    }
  }
}
