import Files
import Networks
import Tensors
import TestSupport
import Testing

/// Members of an archive that are read in order, by several threads in turn.
struct DeflatedFeaturesTests {
  private func archive(
    _ features: [Double], logits: [Double], width: Int, classes: Int, in folder: TemporaryFolder
  ) throws -> String {
    let path = folder.path("features.npz")
    let writer = try NPZWriter(path: path, isCompressed: true)
    try writer.add("features", features, shape: [features.count / width, width])
    try writer.add("logits", logits, shape: [logits.count / classes, classes])
    try writer.close()
    return path
  }

  @Test(arguments: [1, 2, 3])
  func `give the same bytes as features in memory`(_ threads: Int) throws {
    let (features, head, labels) = try ScorerTests.problem()
    let memory = try Scorer(input: .values(features, head), labels: labels)
    let folder = try TemporaryFolder()
    let path = try archive(
      features, logits: memory.logits(), width: head.width, classes: head.classes, in: folder)
    let tensor = try Tensor.open(path, key: "features")
    #expect(!tensor.allowsRandomAccess)
    let scorer = try Scorer(
      input: .features(tensor, head), labels: labels, options: ScoringOptions(threads: threads),
      givenLogits: LogitInput(Tensor.open(path, key: "logits")))
    var scores = CollectedScores()
    let summary = try scorer.run(into: &scores)
    #expect(summary.logitAgreement == LogitAgreement(rows: ScorerTests.rows))
    #expect(ScorerTests.bits(scores) == ScorerTests.bits(try ScorerTests.collect(memory)))
  }

  @Test func `a shard begins in the middle of the stream`() throws {
    let (features, head, labels) = try ScorerTests.problem()
    let memory = try Scorer(input: .values(features, head), labels: labels)
    let folder = try TemporaryFolder()
    let path = try archive(
      features, logits: memory.logits(), width: head.width, classes: head.classes, in: folder)
    let scorer = try Scorer(
      input: .features(Tensor.open(path, key: "features"), head), labels: labels)
    var (part, whole) = (CollectedScores(), CollectedScores())
    _ = try scorer.run(rows: 1_024..<2_048, into: &part)
    _ = try memory.run(into: &whole)
    #expect(part[.avh] == Array(whole[.avh][1_024..<2_048]))
  }

  @Test(arguments: [0, 1_500, 2_599])
  func `a bad row ends the run with its own error`(_ row: Int) throws {
    let (features, head, labels) = try ScorerTests.problem()
    let logits = try Scorer(input: .values(features, head), labels: labels).logits()
    var bad = features
    for column in 0..<head.width { bad[row * head.width + column] = 0 }
    let folder = try TemporaryFolder()
    let path = try archive(
      bad, logits: logits, width: head.width, classes: head.classes, in: folder)
    let tensor = try Tensor.open(path, key: "features")
    let scorer = try Scorer(
      input: .features(tensor, head), labels: labels, options: ScoringOptions(threads: 3),
      givenLogits: LogitInput(Tensor.open(path, key: "logits")))
    var scores = CollectedScores()
    #expect(
      throws: NetworksError.zeroNorm(what: "features in \(tensor.source)", row: row)
    ) { _ = try scorer.run(into: &scores) }
  }
}
