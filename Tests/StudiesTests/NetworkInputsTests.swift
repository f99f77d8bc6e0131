import Analyses
import Networks
import Studies
import Tensors
import TestSupport
import Testing

/// Logits computed anew from a network's files.
struct NetworkInputsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try write([1, 2, 3, 4, 5, 6], [3, 2], as: "features.npy")
    try write([1, 0, 0, 1], [2, 2], as: "weights.npy")
    try write([10, -10], [2], as: "bias.npy")
    try write([5, 6, 7, 8, 9, 10], [3, 2], as: "logits.npy")
    try write([10, 10], [2], as: "weight-norms.npy")
    try write([9, 9, 20], [3], as: "feature-norms.npy")
  }

  private func write(_ values: [Double], _ shape: [Int], as name: String) throws {
    try NPYWriter.write(values, shape: shape, to: folder.path(name))
  }

  private func source(_ name: String) -> NetworkFiles.Source { .init(path: folder.path(name)) }

  private func inputs(_ files: NetworkFiles) -> NetworkInputs {
    NetworkInputs(
      images: ["a", "b", "c"], files: ["net": files], options: ScoringOptions(threads: 1))
  }

  @Test func `features and head are multiplied and the bias is added`() throws {
    let files = NetworkFiles(
      features: source("features.npy"), weights: source("weights.npy"), bias: source("bias.npy"))
    let logits = try #require(try inputs(files).logits(of: "net"))
    #expect(logits.images == ["a", "b", "c"])
    #expect(logits.values == [11, -8, 13, -6, 15, -4])
    #expect(logits.rows(of: ["c", "a"]) == [15, -4, 11, -8])
    #expect(logits.rows(of: ["c", "unknown"]) == nil)
  }

  @Test func `logits of a file are taken as they are`() throws {
    let files = NetworkFiles(
      bias: source("bias.npy"), logits: source("logits.npy"),
      weightNorms: source("weight-norms.npy"), featureNorms: source("feature-norms.npy"))
    #expect(try inputs(files).logits(of: "net")?.values == [5, 6, 7, 8, 9, 10])
  }

  @Test func `a network without features or logits has none`() throws {
    #expect(try inputs(NetworkFiles()).logits(of: "net") == nil)
    #expect(try inputs(NetworkFiles()).logits(of: "another") == nil)
  }
}
