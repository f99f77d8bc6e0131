internal import Annotations
package import Networks
package import StudyStore
internal import Tensors
internal import StudyValues

/// Scores one network's outputs into a study, as a command line asks for it.
package struct RunScoring {
  /// What is scored.
  package struct Request: Sendable {
    /// The run: data set, network, role, condition, level, step.
    package var run: StudyRun
    /// The network's files.
    package var files: NetworkFiles
    /// Top-k classes in place of features or logits, image by k, best first.
    package var topK: String?
    /// The file that lists the image of each row.
    package var images: String?
    /// The named order of the rows; `labels` is the data set's own.
    package var order: String?
    /// The true class of each row, stored with the images; the data set's own when nil.
    package var labels: NetworkFiles.Source?
    /// Precision and threads.
    package var options = ScoringOptions()
    /// Whether a stored run of the same kind is replaced.
    package var replaces = false
    /// What happens to images that the data set does not have.
    package var unknownImages: ImagePolicy = .count
    /// The command line, for the record.
    package var command = ""

    /// Creates a request with the default rules.
    package init(run: StudyRun, files: NetworkFiles) {
      self.run = run
      self.files = files
    }
  }

  private let store: StudyStore

  /// Creates a scorer.
  package init(store: StudyStore) { self.store = store }

  /// Scores the rows of a request and stores every score in one transaction.
  ///
  /// - Parameter request: What is scored.
  /// - Returns: What was stored; no summary when the run was stored before.
  /// - Throws: The errors of the readers, of scoring and of the store; ``StudyError`` when nothing says
  ///   which image a row is, or no image is known. The study is then as before.
  package func run(_ request: Request) throws -> NetworkRunner.Outcome {
    let dataset = try store.chosenDataset(request.run.dataset)
    let (file, rows) = try shape(of: request)
    let images = try RowImages(list: request.images, order: request.order).names(
      rows: rows, file: file, dataset: dataset, store: store)
    return try store.transaction {
      let space = try store.labelSpace(of: dataset.name)
      if let labels = request.labels {
        try set(labels, of: images, space: space, request)
      }
      let targets = try store.classes(of: images, dataset: dataset.name).map { index in
        index.map { Int32($0) - space.firstIndex } ?? -1
      }
      let runner = NetworkRunner(store: store)
      let outcome: NetworkRunner.Outcome
      if let topK = request.topK {
        outcome = NetworkRunner.Outcome(
          run: try runner.rank(
            request.run, topK: topK, images: images, targets: targets,
            classes: space.classes.count), summary: nil)
      } else {
        outcome = try runner.score(
          request.run, files: request.files, images: images, targets: targets,
          options: request.options, replaces: request.replaces, policy: request.unknownImages)
      }
      guard case .stored(let counts) = outcome.run else { return outcome }
      guard counts.images > 0 else {
        throw StudyError.inconsistent(
          location: request.images ?? file,
          problem:
            "none of its \(rows) images is in the data set \(dataset.name), which names them "
            + "as \(try store.images(of: dataset.name).names.first ?? "none"), while it says "
            + "\(images.first ?? "none")")
      }
      try store.record(command: request.command, version: Tool.version)
      return outcome
    }
  }

  private func shape(of request: Request) throws -> (file: String, rows: Int) {
    if let topK = request.topK {
      try InputPath.check(topK)
      return (topK, try Tensor.open(topK).rowCount)
    }
    return (request.files.paths.first?.path ?? "", try request.files.open().input.rowCount)
  }

  private func set(
    _ labels: NetworkFiles.Source, of images: [String], space: LabelSpace, _ request: Request
  ) throws {
    let classes = try ClassList.read(labels, space: space)
    guard classes.count == images.count else {
      throw NetworksError.countMismatch(
        what: "labels, one per image,", expected: images.count, got: classes.count)
    }
    try store.setLabels(
      dataset: request.run.dataset, images: images, classes: classes,
      policy: request.unknownImages)
    let digest = try FileDigest(path: labels.path)
    try store.record(
      SourceFile(
        path: labels.path, purpose: "labels", bytes: digest.bytes, sha256: digest.sha256,
        rowsIn: classes.count))
  }
}
