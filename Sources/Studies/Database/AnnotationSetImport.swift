internal import Annotations
internal import Files
package import StudyStore
internal import StudyValues

/// Imports people's answers from a command line, with the data set they belong to where it is new.
///
/// Everything happens in one transaction: classes, true classes, answers and the record of the files
/// are stored together or not at all.
package struct AnnotationSetImport {
  /// What is imported.
  package struct Request: Sendable {
    /// The data set.
    package var dataset: String
    /// The annotation set; needed when there are files.
    package var set: String
    /// The files of answers; none to import true classes only.
    package var paths: [String]
    /// The format, found from the content when nil.
    package var format: String?
    /// Column names by role.
    package var map: [String: String] = [:]
    /// Further options by name; see ``OptionReader/names``.
    package var options: [String: String] = [:]
    /// The classes of the file: a known label space or a file that lists them.
    package var labelSpace: String?
    /// The file that lists the image of each row.
    package var images: String?
    /// The file of true classes.
    package var labels: NetworkFiles.Source?
    /// Whether a set of that name is replaced.
    package var replaces = false
    /// Whether the set becomes the default one.
    package var isDefault = false
    /// What happens to images that the data set does not have; nil means that they are added to a
    /// data set without images, and refused by any other.
    package var unknownImages: ImagePolicy?
    /// The command line, for the record.
    package var command = ""

    /// Creates a request with the default rules.
    package init(dataset: String, set: String, paths: [String]) {
      self.dataset = dataset
      self.set = set
      self.paths = paths
    }
  }

  /// What an import did.
  package struct Outcome: Sendable {
    /// The table of counts; nil when nothing was to be done.
    package var record: StudyResult.ImportRecord?
    /// Up to ten images that are unknown or fit several.
    package var imageExamples: [String] = []
    /// Up to ten images whose class in the file differs from the data set's.
    package var conflictExamples: [String] = []
    /// The images whose true class was given with the import.
    package var labelled: Int?
    /// Whether any image of the data set has a true class, without which HSF is of no target.
    package var hasTrueClasses = true
    /// The classes, when they were taken from the file in sorted order.
    package var derivedClasses: [String]?
  }

  private let store: StudyStore

  /// Creates an importer.
  package init(store: StudyStore) { self.store = store }

  /// Imports the files of a request.
  ///
  /// - Parameter request: What is imported.
  /// - Returns: What the import did.
  /// - Throws: The errors of the readers and of the store; the study is then as before.
  package func run(_ request: Request) throws -> Outcome {
    for path in request.paths + [request.images, request.labels?.path].compactMap(\.self) {
      try InputPath.check(path)
    }
    var options = try OptionReader.read(
      format: request.format, map: request.map, options: request.options,
      location: "the command line")
    let known = try store.datasets().first { $0.name == request.dataset }
    let rows = RowImages(list: request.images, order: request.options["order"])
    let permutation = try rows.permutation()
    options.permutation = permutation
    options.imageNames = permutation == nil ? try request.images.map(RowImages.read) : nil
    if options.order == nil {
      options.hasInheritedOrder = options.imageNames == nil
      options.order =
        options.imageNames != nil
        ? .listed : known?.imageOrder.flatMap { ImageOrder(rawValue: $0) }
    }
    return try store.bulkTransaction {
      try write(request, options: options, known: known)
    }
  }

  private func write(
    _ request: Request, options: ImportOptions, known: StudyDataset?
  ) throws -> Outcome {
    var options = options
    var outcome = Outcome()
    let own = try known.map { try store.labelSpace(of: $0.name) }
    options.labelSpace = try request.labelSpace.map { try LabelSpace.load($0) } ?? own
    if options.labelSpace == nil, !request.paths.isEmpty {
      let header = try HeaderProbe.header(of: request.paths, options: options)
      options.labelSpace = header.labelSpace
      options.order = options.order ?? header.order
      let isDerived = header.labelSpace.name == "names"
      outcome.derivedClasses = isDerived ? header.labelSpace.classes.map(\.name) : nil
    }
    let labels = try request.labels.map { source in
      try trueClasses(source, options: options)
    }
    if let labels {
      options.order = options.order ?? (options.imageNames == nil ? labels.order : .listed)
    }
    if options.order == .listed, options.imageNames == nil {
      options.imageNames = try labels?.images ?? known.map { try store.images(of: $0.name).names }
    }
    guard let space = own ?? options.labelSpace else {
      throw AnnotationError.undeclaredLabelSpace(
        file: request.dataset, reason: "the new data set has no declared classes")
    }
    let namedOrder = options.order == .listed ? nil : options.order
    try store.ensureDataset(request.dataset, labelSpace: space, imageOrder: namedOrder)
    if let labels {
      let classes = try converted(labels, to: space)
      outcome.labelled = try store.setLabels(
        dataset: request.dataset, images: labels.images, classes: classes)
      try record(request)
    }
    guard !request.paths.isEmpty else {
      try log(request)
      return outcome
    }
    options.targets = try targets(of: request.dataset, in: options.labelSpace ?? space, from: space)
    let hasImages = (known?.images ?? 0) > 0 || labels != nil
    let result = try Importer(store: store).run(
      .init(
        dataset: request.dataset, set: request.set, paths: request.paths, options: options,
        optionsText: try optionsText(request, options, space: options.labelSpace ?? space),
        replaces: request.replaces, isDefault: request.isDefault,
        imagePolicy: request.unknownImages ?? (hasImages ? .refuse : .create)))
    guard case .imported(let counts) = result else { return outcome }
    try log(request)
    outcome.record = StudyResult.ImportRecord(request.set, counts)
    outcome.hasTrueClasses = try store.hasTrueClasses(request.dataset)
    outcome.imageExamples = counts.imageExamples
    outcome.conflictExamples = counts.labelConflictExamples
    return outcome
  }

  // MARK: - True classes

  private func trueClasses(
    _ source: NetworkFiles.Source, options: ImportOptions
  ) throws -> DatasetSource {
    guard let space = options.labelSpace else {
      throw AnnotationError.undeclaredLabelSpace(
        file: source.path, reason: "its numbers or names belong to no declared classes")
    }
    let layout: LabelsEntry.Layout =
      InputPath.isTensor(source.path)
      ? .array : source.path.lowercased().hasSuffix(".json") ? .imagenetv2List : .table
    return try DatasetSource(
      space: space,
      labels: LabelsEntry(
        reference: FileReference(file: source.path, key: source.key), layout: layout,
        order: options.order?.rawValue), in: DataFolder("."),
      list: options.imageNames, permutation: options.permutation)
  }

  private func converted(_ labels: DatasetSource, to space: LabelSpace) throws -> [Int] {
    guard labels.space.classes != space.classes else { return labels.classes }
    let conversion = try labels.space.conversion(to: space)
    return labels.classes.map { Int(conversion[$0 - Int(labels.space.firstIndex)]) }
  }

  /// The true classes that the data set has, as indices of the file's classes.
  private func targets(
    of dataset: String, in space: LabelSpace, from own: LabelSpace
  ) throws -> [String: Int32] {
    let (names, classes) = try store.images(of: dataset)
    var targets: [String: Int32] = [:]
    for (name, index) in zip(names, classes) {
      guard let index, let target = own.convert(Int32(index), to: space) else { continue }
      targets[ImageName.normalized(name)] = target
    }
    return targets
  }

  // MARK: - Records

  private func record(_ request: Request) throws {
    guard let source = request.labels else { return }
    let digest = try FileDigest(path: source.path)
    try store.record(
      SourceFile(
        path: source.path, purpose: "labels", bytes: digest.bytes, sha256: digest.sha256))
  }

  private func log(_ request: Request) throws {
    try store.record(command: request.command, version: Tool.version)
  }

  /// The options that decide whether a repeated import is the same, with what they default to.
  private func optionsText(
    _ request: Request, _ options: ImportOptions, space: LabelSpace
  ) throws -> String {
    var words = request.options
    words["label-space"] = space.name
    words["order"] = options.order?.rawValue
    if let images = request.images { words["images"] = try FileDigest(path: images).sha256 }
    return OptionReader.text(format: request.format, map: request.map, options: words)
  }
}

extension LabelsEntry {
  /// Creates an entry.
  init(reference: FileReference, layout: Layout, order: String?) {
    self.reference = reference
    self.layout = layout
    self.order = order
  }
}

/// Stops a reader as soon as it says what classes a file has.
private struct HeaderProbe: AnnotationSink {
  private struct Found: Error {}

  private var header: AnnotationHeader?

  /// What a reader knows of some files before the first answer.
  static func header(of paths: [String], options: ImportOptions) throws -> AnnotationHeader {
    var probe = HeaderProbe()
    do {
      _ = try AnnotationReader.read(paths: paths, options: options, into: &probe)
    } catch is Found {
      // The reader has said what was asked.
    }
    guard let header = probe.header else {
      throw AnnotationError.empty(file: paths.first ?? "the import")
    }
    return header
  }

  mutating func begin(_ header: AnnotationHeader) throws {
    self.header = header
    throw Found()
  }

  mutating func receive(_ batch: AnnotationBatch) throws {}

  mutating func finish(_ summary: AnnotationSummary) throws {}
}
