internal import Annotations
internal import Files
internal import StudyStore
internal import StudyValues

extension AnnotationSetImport {
  /// Opens the files of answers; what is unknown about them is asked of the images of the data set.
  func open(
    _ paths: [String], _ options: ImportOptions, _ known: StudyDataset?
  ) throws -> OpenAnnotations {
    try AnnotationReader.open(paths, options: options) {
      let names = known.flatMap { try? store.images(of: $0.name).names } ?? []
      return Set(names.map { ImageName.normalized($0) })
    }
  }

  /// Stores the answers and the record of their files; nil when they are there already.
  func store(
    _ files: OpenAnnotations, _ request: Request, _ begun: Outcome, _ answers: AnswerFiles,
    options: String,
    policy: ImagePolicy
  ) throws -> ImportCounts? {
    let outcome = try store.importAnnotations(
      AnnotationImport(
        dataset: begun.dataset, set: begun.set, options: options,
        sourceHash: try FileDigest.sha256(of: answers.digests()),
        replaces: request.replaces, isDefault: request.isDefault, imagePolicy: policy)
    ) { sink in _ = try files.read(into: &sink) }
    guard case .imported(let counts) = outcome else { return nil }
    try counts.refuseNothing(of: answers.paths, dataset: begun.dataset)
    for (source, digest) in zip(answers.sources, try answers.digests()) {
      let isOnly = answers.sources.count == 1
      try store.record(
        SourceFile(
          path: source.path, purpose: "annotations \(begun.set)", bytes: digest.bytes,
          sha256: digest.sha256, rowsIn: isOnly ? counts.rowsRead : nil,
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
  func targets(
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

  func record(_ request: Request, rows: Int, used: Int) throws {
    guard let source = request.labels else { return }
    let digest = try FileDigest(path: source.path)
    try store.record(
      SourceFile(
        path: source.path, purpose: "labels", bytes: digest.bytes, sha256: digest.sha256,
        rowsIn: rows, rowsUsed: used))
  }

  /// The options that decide whether a repeated import is the same, with what they default to.
  func canonicalText(
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
