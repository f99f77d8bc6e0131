import Networks
import RealModule
import Tensors
import TestSupport
import Testing

struct CheckpointTests {
  @Test func `a checkpoint is read with what its file tells`() throws {
    let folder = try TemporaryFolder()
    let writer = try NPZWriter(path: folder.path("step.npz"))
    try writer.add("features", [1.0, 2, 3, 4], shape: [2, 2])
    try writer.add("weight", [1.0, 0, 0, 1], shape: [2, 2])
    try writer.add("step", [Int64(195)], shape: [])
    try writer.add("train_loss", [0.5], shape: [])
    try writer.close()
    let checkpoint = try Checkpoint(path: folder.path("step.npz"))
    #expect(checkpoint.step == 195 && checkpoint.trainingLoss == 0.5)
    #expect(checkpoint.epoch == nil && checkpoint.testLoss == nil && checkpoint.head.bias == nil)
    #expect(checkpoint.features.shape == [2, 2])
  }

  @Test func `a file without a step is refused`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("step.npz")
    let writer = try NPZWriter(path: path)
    try writer.add("features", [1.0, 2, 3, 4], shape: [2, 2])
    try writer.close()
    #expect(
      throws: NetworksError.tensor(.missingKey(path: path, key: "step", found: ["features"]))
    ) { _ = try Checkpoint(path: path) }
  }

  /// The script measured the loss in single precision on features that the file rounds to half.
  @Test(
    .enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)),
    arguments: ["00000", "00195", "01560"])
  func `the mean loss is the one the training script measured`(_ step: String) throws {
    let checkpoint = try Checkpoint(path: RealData.path("zoo/resnet/step-\(step).npz"))
    #expect(checkpoint.step == Int(step))
    let labels = try Tensor.open(RealData.path("zoo/labels.npy")).readAll(as: Int32.self)
    var scores = CollectedScores()
    let summary = try Scorer(
      input: .features(checkpoint.features, checkpoint.head), labels: labels
    ).run(into: &scores)
    let (mean, measured) = (try #require(summary.means[.loss]), try #require(checkpoint.testLoss))
    #expect(mean.isApproximatelyEqual(to: measured, relativeTolerance: 2e-3))
  }
}
