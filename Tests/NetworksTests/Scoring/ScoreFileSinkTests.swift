import Foundation
import Networks
import Tensors
import TestSupport
import Testing

struct ScoreFileSinkTests {
  @Test func `an npz file holds one array per score`() throws {
    let (features, head, labels) = try ScorerTests.problem()
    let folder = try TemporaryFolder()
    let path = folder.path("scores.npz")
    let scorer = try Scorer(input: .values(features, head), labels: labels)
    var sink = try ScoreFileSink(path: path)
    _ = try scorer.run(into: &sink)
    #expect(!FileManager.default.fileExists(atPath: path))
    try sink.finish()
    let collected = try ScorerTests.collect(scorer)
    #expect(try Tensor.keys(in: path) == Score.all.map(\.name) + ["target_class"])
    for kind in Score.all {
      let read = try Tensor.open(path, key: kind.name).readAll(as: Double.self)
      #expect(read.map(\.bitPattern) == collected[kind].map(\.bitPattern))
    }
    let targets = try Tensor.open(path, key: "target_class")
    #expect(targets.elementType == .int64)
    #expect(try targets.readAll(as: Int32.self) == labels)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 1)
  }

  @Test func `an npy file holds the chosen scores side by side`() throws {
    let (features, head, labels) = try ScorerTests.problem(rows: 1_500)
    let folder = try TemporaryFolder()
    let path = folder.path("scores.npy")
    let scorer = try Scorer(input: .values(features, head), labels: labels)
    var sink = try ScoreFileSink(path: path, scores: [.loss, .avh])
    _ = try scorer.run(into: &sink)
    try sink.finish()
    let collected = try ScorerTests.collect(scorer)
    let tensor = try Tensor.open(path)
    #expect(tensor.shape == [1_500, 2])
    let expected = zip(collected[.avh], collected[.loss]).flatMap { [$0, $1] }
    #expect(try tensor.readAll(as: Double.self) == expected)
  }

  @Test func `a failed run leaves no file`() throws {
    let folder = try TemporaryFolder()
    let head = try ClassifierHead(weights: [1, 0, 0, 1], classes: 2)
    let scorer = try Scorer(input: .values([1, 2, 0, 0], head), labels: [0, 1])
    var sink = try ScoreFileSink(path: folder.path("scores.npz"))
    #expect(throws: NetworksError.self) { _ = try scorer.run(into: &sink) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test func `another ending and a missing folder are refused`() throws {
    #expect(throws: NetworksError.unknownScoreFile(path: "scores.mat")) {
      _ = try ScoreFileSink(path: "scores.mat")
    }
    let folder = try TemporaryFolder()
    #expect(throws: NetworksError.self) {
      _ = try ScoreFileSink(path: folder.path("none/scores.npz"))
    }
  }
}
