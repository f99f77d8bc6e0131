internal import Files
package import Networks
package import StudyStore
internal import Tensors

/// Imports a score per image that another program computed.
package struct ExternalScoreImport {
  /// What is imported.
  package struct Request: Sendable {
    /// The data set.
    package var dataset: String
    /// The network or other source that the score belongs to.
    package var model: String
    /// The name of the score.
    package var score: String
    /// Which way it points.
    package var direction: ScoreDirection
    /// A table, or an array with one value a row.
    package var file: NetworkFiles.Source
    /// The column of a table that names the image.
    package var imageColumn = "image"
    /// The column of a table that holds the value.
    package var valueColumn = "value"
    /// The file that lists the image of each row of an array.
    package var images: String?
    /// The named order of the rows of an array.
    package var order: String?
    /// Whether stored values under that name are replaced.
    package var replaces = false
    /// What happens to images that the data set does not have.
    package var unknownImages: ImagePolicy = .count
    /// The command line, for the record.
    package var command = ""

    /// Creates a request with the default rules.
    package init(
      dataset: String, model: String, score: String, direction: ScoreDirection,
      file: NetworkFiles.Source
    ) {
      self.dataset = dataset
      self.model = model
      self.score = score
      self.direction = direction
      self.file = file
    }
  }

  private let store: StudyStore

  /// Creates an importer.
  package init(store: StudyStore) { self.store = store }

  /// Imports the score in one transaction.
  ///
  /// - Parameter request: What is imported.
  /// - Returns: What was stored.
  /// - Throws: Errors of the reader and of the store; ``StudyError`` when no image is known. The study
  ///   is then as before.
  package func run(_ request: Request) throws -> RunOutcome {
    try InputPath.check(request.file.path)
    let dataset = try store.chosenDataset(request.dataset)
    let (images, values) = try read(request, dataset: dataset)
    let digest = try FileDigest(path: request.file.path)
    var run = StudyRun(dataset: dataset.name, model: request.model, kind: .external)
    run.inputs[request.score] = digest.sha256
    return try store.transaction {
      let outcome = try store.insertExternalScores(
        name: request.score, direction: request.direction, run: run, images: images,
        values: values, policy: request.unknownImages, replaces: request.replaces)
      guard case .stored(let counts) = outcome else { return outcome }
      guard counts.images > 0 else {
        throw StudyError.inconsistent(
          location: request.file.path,
          problem: "none of its \(images.count) images is in the data set \(dataset.name)")
      }
      try store.record(
        SourceFile(
          path: request.file.path, purpose: "score \(request.score) \(request.model)",
          bytes: digest.bytes, sha256: digest.sha256, rowsIn: images.count, rowsUsed: counts.images)
      )
      try store.record(command: request.command, version: Tool.version)
      return outcome
    }
  }

  private func read(
    _ request: Request, dataset: StudyDataset
  ) throws -> (images: [String], values: [Double]) {
    guard InputPath.isTensor(request.file.path) else {
      let reader = try DelimitedReader(path: request.file.path)
      let image = try reader.column(named: request.imageColumn)
      let value = try reader.column(named: request.valueColumn)
      var names: [String] = []
      var values: [Double] = []
      while try reader.nextRow() {
        names.append(reader.string(image))
        values.append(try reader.requireDouble(value))
      }
      return (names, values)
    }
    let values = try request.file.open().readAll(as: Double.self)
    let images = try RowImages(list: request.images, order: request.order).names(
      rows: values.count, file: request.file.path, dataset: dataset, store: store)
    return (images, values)
  }
}
