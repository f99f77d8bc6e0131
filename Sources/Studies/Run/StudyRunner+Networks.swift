internal import Foundation
internal import Networks
internal import StudyStore
internal import StudyValues
internal import Tensors

/// How a study scores the networks of its manifest.
extension StudyRunner {
  /// Scores every network of the manifest, with its runs.
  ///
  /// - Parameters:
  ///   - store: The study.
  ///   - source: The images and their classes.
  /// - Returns: What was scored, and what a reader must know, one sentence each.
  /// - Throws: The errors of readers, of scoring and of the store.
  func scoreNetworks(
    _ store: StudyStore, _ source: DatasetSource
  ) throws -> (networks: [StudyResult.NetworkRecord], warnings: [String]) {
    var warnings: [String] = []
    let networks = try manifest.models.map { model in
      options.progress("scoring \(model.name)")
      let run = StudyRun(dataset: manifest.dataset.name, model: model.name)
      let files = try files(of: model)
      if let topK = model.topK, model.features == nil, model.logits == nil {
        let outcome = try score(run, .topK(try networkSource(topK)), nil, of: model, store, source)
        warnings += outcome.warnings
        return StudyResult.NetworkRecord(model, outcome.run, nil)
      }
      let final = try score(
        run, .arrays(files), model.features ?? model.logits, of: model, store, source)
      warnings += final.warnings
      for entry in model.runs {
        warnings += try scoreRuns(entry, of: model, files: files, store, source)
      }
      return StudyResult.NetworkRecord(model, final.run, final.summary)
    }
    return (networks, warnings)
  }

  /// Scores one run; the rows are what the reference says, else the data set's images.
  private func score(
    _ run: StudyRun, _ outputs: RunScoring.Outputs, _ reference: FileReference?,
    of model: ModelEntry, _ store: StudyStore, _ source: DatasetSource
  ) throws -> RunScoring.Outcome {
    let rows = try StudyRows(reference, source, in: folder)
    var request = RunScoring.Request(
      run: run, outputs: outputs, rows: .known(images: rows.images, targets: rows.targets))
    request.options = ScoringOptions(threads: options.threads)
    request.unknownImages = model.unknownImages
    return try RunScoring(store: store).run(request)
  }

  private func scoreRuns(
    _ entry: RunEntry, of model: ModelEntry, files: NetworkFiles, _ store: StudyStore,
    _ source: DatasetSource
  ) throws -> [String] {
    var warnings: [String] = []
    for (text, reference) in entry.levels.sorted(by: {
      (Double($0.key) ?? 0) < (Double($1.key) ?? 0)
    }) {
      guard let level = Double(text) else {
        throw StudyError.inconsistent(
          location: "the runs of \(model.name)", problem: "the level `\(text)` is not a number")
      }
      options.progress("scoring \(model.name), \(entry.condition ?? entry.role.rawValue) \(text)")
      let run = StudyRun(
        dataset: manifest.dataset.name, model: model.name, role: entry.role,
        condition: entry.condition, level: level)
      let array = try networkSource(reference)
      let degraded =
        array.key == "logits"
        ? try NetworkFiles.saved(in: array.path, background: files.background)
        : NetworkFiles(
          features: array, weights: files.weights, bias: files.bias, background: files.background)
      warnings += try score(run, .arrays(degraded), reference, of: model, store, source).warnings
    }
    guard let pattern = entry.files else { return warnings }
    for path in DataFolder.matches(try folder.existingPath(pattern)) {
      guard let step = try Tensor.open(path, key: "step").readAll(as: Int64.self).first else {
        throw StudyError.inconsistent(
          location: path, problem: "its array `step` is empty; it holds the number of the step")
      }
      options.progress("scoring \(model.name), step \(step)")
      var parameters: [String: StudyRun.Parameter] = [:]
      for key in try Tensor.keys(in: path) {
        let tensor = try Tensor.open(path, key: key)
        guard tensor.shape.isEmpty, key != "step" else { continue }
        parameters[key] = .number(try tensor.readAll(as: Double.self)[0])
      }
      let run = StudyRun(
        dataset: manifest.dataset.name, model: model.name, role: entry.role,
        condition: entry.condition, step: Int(step), parameters: parameters)
      let saved = try NetworkFiles.saved(in: path, background: files.background)
      warnings += try score(run, .arrays(saved), nil, of: model, store, source).warnings
    }
    return warnings
  }

  /// The files of the outputs of a network.
  func files(of model: ModelEntry) throws -> NetworkFiles {
    NetworkFiles(
      features: try model.features.map(networkSource),
      weights: try model.weights.map(networkSource),
      bias: try model.bias.map(networkSource), logits: try model.logits.map(networkSource),
      weightNorms: try model.weightNorms.map(networkSource),
      featureNorms: try model.featureNorms.map(networkSource), background: model.background)
  }

  func networkSource(_ reference: FileReference) throws -> NetworkFiles.Source {
    NetworkFiles.Source(
      path: try folder.existingPath(reference), key: reference.key, index: reference.index)
  }
}
