internal import Annotations
internal import Files
internal import Networks
internal import StudyStore
internal import Tensors
internal import StudyValues

extension StudyRunner {
  /// Stores the scores that are not computed from a head.
  func storeExternalScores(_ store: StudyStore, _ source: DatasetSource) throws {
    for entry in manifest.externalScores {
      let values: [Double]
      var images = source.images
      var run = StudyRun(
        dataset: manifest.dataset.name, model: entry.model,
        kind: entry.source == .shareCorrect ? .ensemble : .external)
      switch entry.source {
      case .shareCorrect:
        values = try shareCorrect(source)
      case .file:
        guard let file = entry.file else {
          throw StudyError.inconsistent(
            location: "the external score `\(entry.name)`", problem: "it names no file")
        }
        let path = try folder.existingPath(file)
        run.inputs[entry.name] = try FileDigest(path: path).sha256
        (images, values) = try ExternalScoreFile.read(path, key: file.key, images: source.images)
      }
      _ = try store.insertExternalScores(
        name: entry.name, direction: entry.direction, run: run, images: images, values: values)
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
      let predictions = try TopKPredictions(
        try Tensor.open(try folder.existingPath(reference), key: reference.key),
        classCount: source.space.classes.count)
      for (row, target) in source.targets.enumerated()
      where predictions.isCorrect(target, row: row) { right[row] += 1 }
    }
    return right.map { Double($0) / Double(networks.count) }
  }
}

/// A file of one value per image.
package enum ExternalScoreFile {
  /// Reads a table with the columns `image` and `value`, or an array in the order of `images`.
  ///
  /// - Parameters:
  ///   - path: A CSV, TSV, npy, npz or safetensors file.
  ///   - key: The array's name inside an npz or safetensors file.
  ///   - images: The images in the data set's order.
  /// - Returns: The image names and the values.
  /// - Throws: The error of the reader; ``StudyError`` for another number of rows.
  package static func read(
    _ path: String, key: String?, images: [String]
  ) throws -> (images: [String], values: [Double]) {
    let isTensor = [".npy", ".npz", ".safetensors"].contains { path.hasSuffix($0) }
    guard !isTensor else {
      let values = try Tensor.open(path, key: key).readAll(as: Double.self)
      guard values.count == images.count else {
        throw StudyError.inconsistent(
          location: path,
          problem: "it has \(values.count) values, but the data set has \(images.count) images")
      }
      return (images, values)
    }
    let reader = try DelimitedReader(path: path)
    let image = try reader.column(named: "image")
    let value = try reader.column(named: "value")
    var names: [String] = []
    var values: [Double] = []
    while try reader.nextRow() {
      names.append(reader.string(image))
      values.append(try reader.requireDouble(value))
    }
    return (names, values)
  }
}
