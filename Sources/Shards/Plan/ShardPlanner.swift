internal import Files
internal import Foundation
package import Networks
internal import Statistics
package import Studies
internal import Tensors

/// Makes plans.
package struct ShardPlanner: Sendable {
  /// The features, image by width: files, patterns and folders one behind another.
  package var features: [NetworkFiles.Source]
  /// The id of each row, in the same order.
  package var ids: [NetworkFiles.Source]
  /// The true class of each row, in the same order; none when empty.
  package var labels: [NetworkFiles.Source] = []
  /// The weights of the last layer.
  package var weights: NetworkFiles.Source
  /// The bias of the last layer.
  package var bias: NetworkFiles.Source?
  /// The output that is no class of the labels.
  package var background: Int?
  /// The number of shards; nil for one a file of features.
  package var shards: Int?
  /// The name of the network.
  package var model: String?
  /// The precision of the products.
  package var precision = ScoringPrecision.automatic
  /// How scores are written.
  package var output = ScoreFormat.parquet
  /// Whether size and time stand for the content of files, which are then not read.
  package var trustsTimes = false
  /// Told what is done next, and what a reader must know.
  package var progress: @Sendable (String) -> Void = { _ in }

  /// Creates a planner with the default settings.
  package init(
    features: [NetworkFiles.Source], ids: [NetworkFiles.Source], weights: NetworkFiles.Source
  ) {
    self.features = features
    self.ids = ids
    self.weights = weights
  }

  /// Makes the plan and looks at every input once: hashes, rows, ids, and whether all fit together.
  ///
  /// - Parameter path: Where the plan will be; relative paths of inputs are kept relative to it.
  /// - Returns: The plan, which is not written yet.
  /// - Throws: The errors of the readers; ``ShardsError`` when the inputs do not fit together or cannot
  ///   be divided so.
  /// - Complexity: O(bytes of all inputs), on all processors; O(files) where times are trusted.
  package func plan(at path: String) throws -> ShardPlan {
    let (weights, bias) = try headSources()
    let featureFiles = try files(features)
    let idFiles = try files(ids)
    let labelFiles = try files(labels)
    progress("reading \(featureFiles.count + idFiles.count + labelFiles.count, "file")")
    let place = PlanPlace(path)
    let plannedFeatures = try planned(featureFiles, features, at: place) { file, key in
      let tensor = try Tensor.open(file, key: key)
      guard tensor.shape.count == 2 else {
        throw NetworksError.wrongShape(
          what: "features in \(tensor.source)", expected: "(images, width)", got: tensor.shape)
      }
      return tensor.rowCount
    }
    let head = try ClassifierHead(
      weights: weights.open(), bias: try bias?.open(), background: background)
    let firstType = try Tensor.open(featureFiles[0], key: features[0].key).elementType
    for file in Set(featureFiles).sorted() {
      let tensor = try Tensor.open(file, key: features[0].key)
      guard tensor.rowWidth == head.width else {
        throw ShardsError.inconsistent(
          location: file,
          problem: "its rows have \(tensor.rowWidth, "feature"), but the weights have \(head.width)"
        )
      }
      // Rounding depends on the type, and must not depend on which file a shard begins with.
      guard tensor.elementType == firstType else {
        throw ShardsError.inconsistent(
          location: file,
          problem: "its elements are \(tensor.elementType), but those of \(featureFiles[0]) are "
            + "\(firstType); write all files of features in one type")
      }
    }
    let plannedIDs = try planned(idFiles, ids, at: place) { try RowTexts.count($0, key: $1) }
    let plannedLabels =
      try labelFiles.isEmpty
      ? nil
      : planned(labelFiles, labels, at: place) { try RowTexts.classCount($0, key: $1) }
    let rows = plannedFeatures.rows
    guard rows > 0 else {
      throw ShardsError.inconsistent(
        location: featureFiles[0], problem: "there are no rows to score")
    }
    for (what, input, first) in [
      ("ids", plannedIDs, idFiles[0]), ("labels", plannedLabels, labelFiles.first),
    ] {
      guard let input, input.rows != rows else { continue }
      throw ShardsError.inconsistent(
        location: first ?? "",
        problem:
          "there are \(input.rows) \(what) for \(rows, "row") of features; both must be the same "
          + "in number and order")
    }
    let available = Score.all.filter {
      ($0.usesLabel ? !labelFiles.isEmpty : true)
        && !($0.needs.contains(.distances) && head.classes > ScoringOptions.mostDistances)
    }
    if labelFiles.isEmpty {
      progress("no labels are given, so scores of the true class are left out")
    }
    return ShardPlan(
      path: path, tool: Tool.version, model: model,
      shards: try shards.map { try RowGrid.shards($0, rows: rows) }
        ?? RowGrid.shards(files: plannedFeatures.files.map(\.rows)),
      features: plannedFeatures, ids: plannedIDs,
      idsAreRewrittenNumbers: try idNormalisation(idFiles), labels: plannedLabels,
      weights: try planned(weights, at: place), bias: try bias.map { try planned($0, at: place) },
      background: background, classes: head.classes, precision: precision, output: output,
      scores: available,
      methods: Dictionary(uniqueKeysWithValues: available.map { ($0.name, $0.version) }))
  }

  /// Weights and bias; from a file with several arrays those that are called so.
  private func headSources() throws -> (NetworkFiles.Source, NetworkFiles.Source?) {
    var (weights, bias) = (weights, bias)
    guard weights.key == nil, weights.index == nil else { return (weights, bias) }
    let keys = try Tensor.keys(in: weights.path)
    guard keys.count > 1 else { return (weights, bias) }
    func only(_ word: String) -> String? {
      let found = keys.filter { $0 == word || $0.hasSuffix(".\(word)") }
      return found.count == 1 ? found[0] : nil
    }
    // Without such a name the reader says which arrays there are.
    guard let key = only("weight") else { return (weights, bias) }
    weights.key = key
    var words = "\(weights.path): the weights are its array \(key)"
    if bias == nil, let key = only("bias") {
      bias = NetworkFiles.Source(path: weights.path, key: key)
      words += ", the bias is \(key)"
    }
    progress(words)
    return (weights, bias)
  }

  /// The files of sources that may be patterns and folders, in their order.
  private func files(_ sources: [NetworkFiles.Source]) throws -> [String] {
    for source in sources where source.key != sources[0].key {
      throw ShardsError.inconsistent(
        location: source.path,
        problem: "all files of one array must name the same array inside them, and the first names "
          + "\(sources[0].key ?? "none")")
    }
    return try sources.flatMap { try ShardList.paths($0.path) }
  }

  private func planned(
    _ files: [String], _ sources: [NetworkFiles.Source], at place: PlanPlace,
    rows: @Sendable (String, String?) throws -> Int
  ) throws -> PlannedInput {
    let key = sources.first?.key
    // A file that is listed again is looked at once.
    let distinct = Array(Set(files)).sorted()
    let found = try Parallel.map(count: distinct.count) { index in
      try planned(distinct[index], rows: rows(distinct[index], key), at: place)
    }
    let known = Dictionary(uniqueKeysWithValues: zip(distinct, found))
    return PlannedInput(key: key, files: files.compactMap { known[$0] })
  }

  private func planned(_ source: NetworkFiles.Source, at place: PlanPlace) throws -> PlannedInput {
    PlannedInput(key: source.key, files: [try planned(source.path, rows: 0, at: place)])
  }

  private func planned(_ file: String, rows: Int, at place: PlanPlace) throws -> PlannedFile {
    let stamp = try FileStamp(path: file)
    let sha256 = trustsTimes ? nil : try FileDigest(path: file).sha256
    guard try FileStamp(path: file) == stamp else {
      throw ShardsError.changedInput(path: file, problem: "it changes while it is read")
    }
    return PlannedFile(path: place.relative(file), rows: rows, stamp: stamp, sha256: sha256)
  }

  /// Whether ids are numbers that must be rewritten.
  private func idNormalisation(_ files: [String]) throws -> Bool {
    var normalisation = IDNormalisation()
    for file in files where normalisation.mayBeNumbers {
      try RowTexts.forEachID(in: file, key: ids[0].key, rows: nil) { normalisation.note($0) }
    }
    try normalisation.check(file: files[0])
    return normalisation.areRewrittenNumbers
  }
}

/// Paths of inputs as a plan keeps them.
private struct PlanPlace {
  private let folder: String

  init(_ plan: String) { folder = Self.folder(of: plan).path }

  /// An absolute path as it is, any other one from the folder of the plan.
  func relative(_ file: String) -> String {
    guard !file.hasPrefix("/") else { return file }
    let path = Self.folder(of: file).appending(path: URL(filePath: file).lastPathComponent).path
    let (here, there) = (folder.split(separator: "/"), path.split(separator: "/"))
    let shared = zip(here, there).prefix { $0 == $1 }.count
    return ([Substring](repeating: "..", count: here.count - shared) + there[shared...])
      .joined(separator: "/")
  }

  /// The folder of a file by its real name, which steps upwards need.
  private static func folder(of file: String) -> URL {
    URL(filePath: file).absoluteURL.deletingLastPathComponent().resolvingSymlinksInPath()
  }
}
