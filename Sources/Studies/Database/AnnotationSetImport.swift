internal import Annotations
internal import Files
internal import Foundation
package import StudyStore
internal import StudyValues

/// Imports people's answers, with the data set they belong to where it is new: the one door for the
/// command line and for manifests.
///
/// A file is read at most three times: once for its SHA-256, which says whether it was imported before,
/// once for its classes where nothing else names them, and once for its answers.
///
/// Everything happens in one transaction: classes, true classes, answers and the record of the files
/// are stored together or not at all.
package struct AnnotationSetImport {
  let store: StudyStore

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
    } catch {
      // A file that cannot be read explains any other error.
      _ = try answers.digests()
      throw error
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
}
