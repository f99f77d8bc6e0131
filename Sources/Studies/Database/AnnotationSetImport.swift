package import Annotations
internal import Files
internal import Foundation
package import StudyStore
package import StudyValues

/// Imports people's answers, with the data set they belong to where it is new: the one door for the
/// command line and for manifests.
///
/// A file is read at most three times: once for its SHA-256, which says whether it was imported before,
/// once for its classes where nothing else names them, and once for its answers.
///
/// Everything happens in one transaction: classes, true classes, answers and the record of the files
/// are stored together or not at all.
package struct AnnotationSetImport {
  /// What is imported.
  package struct Request: Sendable {
    /// The data set; nil means the only one of the study, or a new one named after its file.
    package var dataset: String?
    /// The annotation set; nil means one named after the first file.
    package var set: String?
    /// The files of answers, or folders of them; none to import true classes only.
    package var paths: [String]
    /// How they are read.
    package var options = ImportOptions()
    /// The classes of the file, when they are declared.
    package var labelSpace: LabelSpace?
    /// The file that lists the image of each row.
    package var images: String?
    /// The file of true classes.
    package var labels: NetworkFiles.Source?
    /// The columns of a table of true classes by role, image and label; empty where it has the usual names,
    /// or those of the map where nothing else is imported.
    package var labelMap: [ColumnRole: String] = [:]
    /// The names of the columns of a table of true classes without a header.
    package var labelColumns: [String] = []
    /// Whether a set of that name is replaced.
    package var replaces = false
    /// Whether the set becomes the default one.
    package var isDefault = false
    /// What happens to images that the data set does not have; nil means that they are added to a
    /// data set without images; any other leaves a few out and refuses more than 10 %.
    package var unknownImages: ImagePolicy?
    /// What a command calls the study; its path when nil.
    package var study: String?
    /// The command line, for the record; nil when it is recorded otherwise.
    package var command: String?

    /// Creates a request with the default rules.
    package init(dataset: String? = nil, set: String? = nil, paths: [String]) {
      self.dataset = dataset
      self.set = set
      self.paths = paths
    }
  }

  /// What an import did.
  package struct Outcome: Sendable {
    /// The data set.
    package var dataset: String
    /// The annotation set; empty without files.
    package var set: String
    /// The table of counts; nil when nothing was to be done.
    package var record: StudyResult.ImportRecord?
    /// Up to ten images that are unknown or fit several.
    package var imageExamples: [String] = []
    /// Up to ten images whose class in the file differs from the data set's.
    package var conflictExamples: [String] = []
    /// What became of the true classes that were given with the import.
    package var labels: LabelCounts?
    /// The images of their file that have no class in it, and its rows without an image.
    package var unlabelled = (images: 0, rows: 0)
    /// What to say where no image of the data set has a true class.
    package var cure: String?
    /// What the answers show to be wrong with the true classes, one sentence each.
    package var warnings: [String] = []
    /// The classes, when they were taken from the file in sorted order.
    package var derivedClasses: [String]?
  }

  private let store: StudyStore

  /// Creates an importer.
  package init(store: StudyStore) { self.store = store }

  /// Imports the files of a request.
  ///
  /// - Parameters:
  ///   - request: What is imported.
  ///   - isDry: Whether nothing is stored: the outcome is that of the import, which is taken back.
  /// - Returns: What the import did, or would do.
  /// - Throws: The errors of the readers and of the store; the study is then as before.
  package func run(_ request: Request, isDry: Bool = false) throws -> Outcome {
    let images = try request.images.map(RowImages.files) ?? []
    for path in images + [request.labels?.path, request.options.raters].compactMap(\.self) {
      try InputPath.check(path)
    }
    var request = request
    let datasets = try store.datasets()
    let dataset =
      request.dataset ?? (datasets.count == 1 ? datasets[0].name : ImageName.stem(store.path))
    request.dataset = dataset
    let set = request.set ?? request.paths.first.map(Self.stem) ?? ""
    var options = request.options
    let answers = try AnswerFiles(request.paths)
    let known = datasets.first { $0.name == dataset }
    let rows = RowImages(list: request.images, order: request.options.order?.rawValue)
    let permutation = try rows.permutation()
    options.permutation = permutation
    options.imageNames =
      permutation == nil
      ? try request.images.map { try RowImages.read($0, column: request.options.map[.image]) } : nil
    if options.order == nil {
      options.hasInheritedOrder = options.imageNames == nil
      options.order =
        options.imageNames != nil
        ? .listed : known?.imageOrder.flatMap { ImageOrder(rawValue: $0) }
    }
    let outcome = Outcome(dataset: dataset, set: set)
    do {
      return try store.bulkTransaction {
        let done = try write(request, options: options, known: known, answers, outcome)
        if isDry { throw TakenBack(outcome: done) }
        return done
      }
    } catch let error as TakenBack {
      return error.outcome
    }
  }

  /// Ends the transaction of a dry run.
  private struct TakenBack: Error {
    let outcome: Outcome
  }

  /// The name of a file without folder and extensions.
  private static func stem(_ path: String) -> String {
    let stem = ImageName.stem(path)
    return path.hasSuffix(".gz") ? ImageName.stem(stem) : stem
  }

  private func write(
    _ request: Request, options: ImportOptions, known: StudyDataset?, _ answers: AnswerFiles,
    _ begun: Outcome
  ) throws -> Outcome {
    var options = options
    var outcome = begun
    let (dataset, set) = (begun.dataset, begun.set)
    let own = try known.map { try store.classes(of: $0) }
    options.labelSpace = request.labelSpace ?? own
    let table = try request.labels.flatMap { source in
      try Self.labelTable(source.path, request, options)
    }
    var files: OpenAnnotations?
    if options.labelSpace == nil, !request.paths.isEmpty {
      options.labelNames = table?.names ?? []
      let opened = try open(answers.paths, options, known)
      var found = opened.header.labelSpace
      found.readsNamesOnly = found.name == "names" && options.classColumns.isEmpty
      options.labelSpace = found
      options.order = options.order ?? opened.header.order
      outcome.derivedClasses = found.name == "names" ? found.classes.map(\.name) : nil
      files = opened
    }
    let labels = try request.labels.map { source in
      try Self.trueClasses(source, table, options: options)
    }
    if let labels {
      options.order = options.order ?? (options.imageNames == nil ? labels.order : .listed)
    }
    if options.order == .listed, options.imageNames == nil {
      options.imageNames = try labels?.images ?? known.map { try store.images(of: $0.name).names }
    }
    guard let space = own ?? options.labelSpace else {
      throw AnnotationError.undeclaredLabelSpace(
        file: dataset, reason: "the new data set has no declared classes")
    }
    let namedOrder = options.order == .listed ? nil : options.order
    try store.ensureDataset(dataset, labelSpace: space, imageOrder: namedOrder)
    let hadImages = (known?.images ?? 0) > 0
    if let labels {
      let counts = try store.setLabels(
        dataset: dataset, images: labels.images, classes: labels.classes(in: space),
        policy: hadImages ? request.unknownImages ?? .few : .create)
      outcome.labels = counts
      if table == nil, let file = request.labels?.path, InputPath.isTensor(file) {
        outcome.warnings += [labels.space.noteOnNumbers(in: file)].compactMap(\.self)
      }
      outcome.unlabelled = (labels.classes.count { $0 == nil }, table?.nameless ?? 0)
      let secrets = labels.images.count(where: ImageName.hasCredentials)
      if secrets > 0 {
        outcome.warnings.append(
          "\(secrets, "address of a label has", "addresses of labels have") a user name or password before "
            + "the host, which \(secrets == 1 ? "is" : "are") not kept.")
      }
      try record(request, rows: labels.images.count, used: counts.set)
    }
    if !request.paths.isEmpty {
      var files = try files ?? open(answers.paths, options, known)
      files.targets = try targets(
        of: dataset, in: options.labelSpace ?? space, from: space)
      let hasImages = hadImages || labels != nil
      let counts = try store(
        files, request, begun, answers,
        options: try canonicalText(request, options, space: options.labelSpace ?? space),
        policy: request.unknownImages ?? (hasImages ? .few : .create))
      guard let counts else { return outcome }
      outcome.record = StudyResult.ImportRecord(set, counts)
      outcome.record?.notes += answers.notes
      outcome.imageExamples = counts.imageExamples
      outcome.conflictExamples = counts.labelConflictExamples
      outcome.cure = try TrueClassCure.sentence(
        for: dataset, in: store, calling: request.study.map(ShellWord.quoted))
      if outcome.cure == nil {
        outcome.warnings += try StudyExamination.warnings(about: set, of: dataset, in: store)
      }
    } else if outcome.labels != nil {
      outcome.warnings += [try TrueClassCure.scoresWithout(of: dataset, in: store)].compactMap(
        \.self)
      // True classes that come after the answers are compared with them as well.
      for set in try store.annotationSets(of: dataset) {
        outcome.warnings += try StudyExamination.warnings(about: set.name, of: dataset, in: store)
      }
    }
    if let command = request.command {
      try store.record(command: command, version: Tool.version)
    }
    return outcome
  }

  // MARK: - Answers

  /// Opens the files of answers; what is unknown about them is asked of the images of the data set.
  private func open(
    _ paths: [String], _ options: ImportOptions, _ known: StudyDataset?
  ) throws -> OpenAnnotations {
    try AnnotationReader.open(paths, options: options) {
      let names = known.flatMap { try? store.images(of: $0.name).names } ?? []
      return Set(names.map { ImageName.normalized($0) })
    }
  }

  /// Stores the answers and the record of their files; nil when they are there already.
  private func store(
    _ files: OpenAnnotations, _ request: Request, _ begun: Outcome, _ answers: AnswerFiles,
    options: String,
    policy: ImagePolicy
  ) throws -> ImportCounts? {
    let outcome = try store.importAnnotations(
      AnnotationImport(
        dataset: begun.dataset, set: begun.set, options: options,
        sourceHash: FileDigest.sha256(of: answers.sources.map(\.digest)),
        replaces: request.replaces, isDefault: request.isDefault, imagePolicy: policy)
    ) { sink in _ = try files.read(into: &sink) }
    guard case .imported(let counts) = outcome else { return nil }
    try counts.refuseNothing(of: answers.paths, dataset: begun.dataset)
    for source in answers.sources {
      let isOnly = answers.sources.count == 1
      try store.record(
        SourceFile(
          path: source.path, purpose: "annotations \(begun.set)", bytes: source.digest.bytes,
          sha256: source.digest.sha256, rowsIn: isOnly ? counts.rowsRead : nil,
          rowsUsed: isOnly ? counts.rowsUsed : nil))
    }
    if let raters = request.options.raters {
      let digest = try FileDigest(path: raters)
      try store.record(
        SourceFile(
          path: raters, purpose: "annotators \(begun.set)", bytes: digest.bytes,
          sha256: digest.sha256))
    }
    return counts
  }

  /// The true classes that the data set has, as indices of the file's classes.
  private func targets(
    of dataset: String, in space: LabelSpace, from own: LabelSpace
  ) throws -> [String: Int32] {
    let (names, classes) = try store.images(of: dataset)
    var targets: [String: Int32] = [:]
    let shared = own.shared(with: space)
    for (name, index) in zip(names, classes) {
      guard let index, let target = shared[Int32(index)] else { continue }
      targets[ImageName.normalized(name)] = target
    }
    return targets
  }

  // MARK: - Records

  private func record(_ request: Request, rows: Int, used: Int) throws {
    guard let source = request.labels else { return }
    let digest = try FileDigest(path: source.path)
    try store.record(
      SourceFile(
        path: source.path, purpose: "labels", bytes: digest.bytes, sha256: digest.sha256,
        rowsIn: rows, rowsUsed: used))
  }

  /// The options that decide whether a repeated import is the same, with what they default to.
  private func canonicalText(
    _ request: Request, _ options: ImportOptions, space: LabelSpace
  ) throws -> String {
    var further = ["label-space": space.name]
    if let images = request.images {
      further["images"] = FileDigest.sha256(
        of: try RowImages.files(images).map { try FileDigest(path: $0) })
    }
    if options.labelSpace?.readsNamesOnly == true, request.labelSpace == nil {
      further.merge(ImportOptions.foundClasses) { first, _ in first }
    }
    if let raters = options.raters { further["raters"] = try FileDigest(path: raters).sha256 }
    return options.canonicalText(further)
  }
}
