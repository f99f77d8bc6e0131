import Foundation
import Studies

/// A finished study, small enough that its bytes matter.
enum SeedStudy {
  private static let manifest = """
    schema: 1
    id: seed
    question: Does a damaged study end in a sentence?
    simulation: {images: 24, classes: 3, annotators: 4, width: 6, effect: {angle: 0, norm: 0, logits: 0}}
    dataset:
      name: simulated
      classes: {space: simulated, file: classes.txt}
      labels: {file: labels.csv, layout: table}
    annotations:
      - {set: workers, file: votes.csv, default: true}
    models:
      - {name: sharp, features: sharp/features.npy, weights: sharp/weight.npy, bias: sharp/bias.npy}
    analyses:
      - {id: V1, kind: votes, agreement_resamples: 20}
      - {id: H1, kind: correlation, scores: [avh, confidence]}
      - {id: H3, kind: comparison, pairs: [[avh, confidence]]}
    claims:
      - {id: C4, text: AVH is ahead, primary: {analysis: H3}}
    decisions: {resamples: 99}

    """

  /// Runs the study and returns its database.
  static func make(in folder: URL) throws -> URL {
    let place = folder.appending(path: "seed")
    let database = place.appending(path: "out/study.db")
    guard !FileManager.default.fileExists(atPath: database.path) else { return database }
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let file = place.appending(path: "study.yml")
    try Data(manifest.utf8).write(to: file)
    let runner = try StudyRunner(
      path: file.path,
      options: .init(
        data: nil, out: place.appending(path: "out").path, threads: 1, truthImages: 100))
    _ = try runner.run(database: database.path)
    return database
  }
}
