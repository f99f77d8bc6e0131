import Foundation
import Studies
import Tensors
import TestSupport

/// The files of sixty images in two classes, `a` and `b` in turns, with ten people and an identity as the
/// head of every network.
struct TwoClassStudy {
  let folder: TemporaryFolder

  /// Writes labels, votes and weights.
  ///
  /// - Parameter isRight: Whether a person chooses the true class of an image.
  /// - Throws: The error of a file that cannot be written.
  init(isRight: (_ image: Int, _ person: Int) -> Bool) throws {
    folder = try TemporaryFolder()
    _ = try folder.write("a\nb\n", as: "classes.txt")
    var (labels, votes) = ("image,label\n", "image,annotator,label\n")
    for index in 0..<60 {
      let image = String(format: "i%02d", index)
      labels += "\(image),\(index % 2 == 0 ? "a" : "b")\n"
      for person in 0..<10 {
        votes += "\(image),p\(person),\((index % 2 == 0) == isRight(index, person) ? "a" : "b")\n"
      }
    }
    _ = try folder.write(labels, as: "labels.csv")
    _ = try folder.write(votes, as: "votes.csv")
    try NPYWriter.write([1.0, 0, 0, 1], shape: [2, 2], to: folder.path("weights.npy"))
  }

  /// Writes two features an image.
  func write(_ features: [Double], as name: String) throws {
    try NPYWriter.write(features, shape: [60, 2], to: folder.path(name))
  }

  /// Runs a study on the files.
  func run(_ manifest: String) throws -> StudyResult {
    let path = try folder.write(manifest, as: "study.yml")
    let runner = try StudyRunner(
      path: path,
      options: .init(data: folder.url.path, out: folder.path("out"), threads: 1, truthImages: 100))
    return try runner.run(database: folder.path("out/study.db"))
  }
}
