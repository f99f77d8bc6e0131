internal import Annotations
internal import Foundation
package import Networks
package import StudyStore
internal import Tensors

/// Scores networks into a study.
package struct NetworkRunner {
  private let store: StudyStore

  /// Creates a runner.
  package init(store: StudyStore) { self.store = store }

  /// What scoring one run gave.
  package struct Outcome: Sendable {
    /// The stored run.
    package var run: RunOutcome
    /// The means and availability of the scores; nil when the run was stored before.
    package var summary: ScoringSummary?
  }

  /// Scores the images of one run and stores every score.
  ///
  /// - Parameters:
  ///   - run: What the run is; the digests of its inputs are filled in here.
  ///   - files: The network's files.
  ///   - images: The image of each row.
  ///   - targets: The true class of each row as a position among the classes, -1 if unknown.
  ///   - options: Precision and threads.
  ///   - replaces: Whether a stored run of the same kind is replaced.
  ///   - policy: What happens to images that the data set does not have.
  /// - Returns: What was stored.
  /// - Throws: Errors of the readers, of scoring and of the store; the study is then as before.
  package func score(
    _ run: StudyRun, files: NetworkFiles, images: [String], targets: [Int32],
    options: ScoringOptions = ScoringOptions(), replaces: Bool = false,
    policy: ImagePolicy = .count
  ) throws -> Outcome {
    var run = run
    var digests: [(String, String, FileDigest)] = []
    for (purpose, path) in files.paths {
      for file in ShardedPath.files(path) {
        digests.append((purpose, file, try FileDigest(path: file)))
      }
    }
    for (purpose, group) in Dictionary(grouping: digests, by: \.0) {
      run.inputs[purpose] =
        group.count == 1
        ? group[0].2.sha256
        : FileDigest.sha256(of: Data(group.map(\.2.sha256).joined(separator: "\n").utf8))
    }
    run.parameters["precision"] = .text(options.precision.rawValue)
    let (input, givenLogits) = try files.open()
    guard input.rowCount == images.count else {
      throw StudyError.inconsistent(
        location: files.paths.first?.path ?? run.model,
        problem:
          "it has \(input.rowCount) rows, but there are \(images.count) images; rows and images "
          + "must be the same in number and order")
    }
    let scorer = try Scorer(
      input: input, labels: targets, options: options, givenLogits: givenLogits)
    var summary: ScoringSummary?
    let outcome = try store.transaction {
      let outcome = try store.insertRun(
        run, images: images, policy: policy, replaces: replaces
      ) { sink in summary = try scorer.run(into: &sink) }
      for (purpose, path, digest) in digests {
        try store.record(
          SourceFile(
            path: path, purpose: "\(purpose) \(run.model)", bytes: digest.bytes,
            sha256: digest.sha256, rowsIn: purpose == "features" ? images.count : nil,
            rowsUsed: nil))
      }
      return outcome
    }
    return Outcome(run: outcome, summary: summary)
  }

  /// Stores the rank of the true class from a file of top-k classes.
  ///
  /// - Parameters:
  ///   - run: What the run is.
  ///   - path: An integer array, image by k, best class first.
  ///   - images: The image of each row.
  ///   - targets: The true class of each row.
  ///   - classes: The number of classes.
  /// - Returns: What was stored.
  /// - Throws: Errors of the reader and of the store.
  package func rank(
    _ run: StudyRun, topK path: String, images: [String], targets: [Int32], classes: Int
  ) throws -> RunOutcome {
    var run = run
    let digest = try FileDigest(path: path)
    run.inputs["top_k"] = digest.sha256
    let tensor = try Tensor.open(path)
    let predictions = try TopKPredictions(tensor, classCount: classes)
    guard predictions.count == images.count else {
      throw StudyError.inconsistent(
        location: path,
        problem: "it has \(predictions.count) rows, but there are \(images.count) images; rows and "
          + "images must be the same in number and order")
    }
    let ranks = targets.enumerated().map { predictions.rank(of: $0.element, row: $0.offset) }
    return try store.transaction {
      let outcome = try store.insertRun(run, images: images) { sink in
        try sink.receive(
          rows: 0..<images.count, targetClasses: targets, ranks: ranks.map { Double($0.rank) },
          censored: ranks.map(\.isCensored), predictedClasses: predictions.predictedClasses)
      }
      try store.record(
        SourceFile(
          path: path, purpose: "top_k \(run.model)", bytes: digest.bytes, sha256: digest.sha256,
          rowsIn: images.count, rowsUsed: images.count))
      return outcome
    }
  }
}

/// A path that may be a glob or a folder of shards.
enum ShardedPath {
  /// The files that the path stands for.
  static func files(_ path: String) -> [String] {
    if path.contains("*") { return DataFolder.matches(path) }
    return DataFolder.isFolder(path) ? DataFolder.matches(path + "/*.npy") : [path]
  }
}
