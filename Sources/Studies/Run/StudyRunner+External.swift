internal import Networks
internal import StudyStore
internal import StudyValues
internal import Tensors

extension StudyRunner {
  /// Stores the scores that are not computed from a head and returns what a reader must know.
  func storeExternalScores(_ store: StudyStore, _ source: DatasetSource) throws -> [String] {
    try manifest.externalScores.flatMap { entry in
      var request = ExternalScoreImport.Request(
        dataset: manifest.dataset.name, model: entry.model, score: entry.name,
        direction: entry.direction, values: try values(of: entry, source))
      request.unknownImages = entry.unknownImages
      if entry.source == .shareCorrect { request.kind = .ensemble }
      return try ExternalScoreImport(store: store).run(request).warnings
    }
  }

  private func values(
    of entry: ExternalScoreEntry, _ source: DatasetSource
  ) throws -> ExternalScoreImport.Values {
    switch entry.source {
    case .shareCorrect:
      return .known(images: source.images, values: try shareCorrect(source))
    case .file:
      guard let file = entry.file else {
        throw StudyError.inconsistent(
          location: "the external score `\(entry.name)`", problem: "it names no file")
      }
      let array = try networkSource(file)
      return InputPath.isTensor(array.path)
        ? .array(array, images: nil, order: RowImages.datasetOrder) : .table(path: array.path)
    }
  }

  /// The share of the networks with top-k predictions whose first class is the true one.
  private func shareCorrect(_ source: DatasetSource) throws -> [Double] {
    var right = [Int](repeating: 0, count: source.images.count)
    let networks = manifest.models.compactMap(\.topK)
    guard !networks.isEmpty else {
      throw StudyError.inconsistent(
        location: "external_scores", problem: "share-correct needs networks with top_k")
    }
    for reference in networks {
      let predictions = try networkSource(reference)
        .predictions(classCount: source.space.classes.count)
      for (row, target) in source.targets.enumerated()
      where predictions.isCorrect(target, row: row) { right[row] += 1 }
    }
    return right.map { Double($0) / Double(networks.count) }
  }
}
