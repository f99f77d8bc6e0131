import Tensors
import TestSupport
import Testing

@testable import Networks

struct TopKPredictionsTests {
  private func read(_ values: [Int64], shape: [Int], classCount: Int = 10) throws -> TopKPredictions
  {
    let folder = try TemporaryFolder()
    let path = try folder.write(NPYBytes.integers(values, shape: shape), as: "top.npy")
    return try TopKPredictions(Tensor.open(path), classCount: classCount)
  }

  @Test func `ranks count from one and are censored beyond the list`() throws {
    let top = try read([3, 1, 2, 9, 8, 7], shape: [2, 3])
    #expect(top.rank(of: 1, row: 0) == .init(rank: 2, isCensored: false))
    #expect(top.rank(of: 9, row: 1) == .init(rank: 1, isCensored: false))
    #expect(top.rank(of: 1, row: 1) == .init(rank: 4, isCensored: true))
    #expect(top.predictedClasses == [3, 9])
    #expect(top.isCorrect(3, row: 0) && !top.isCorrect(8, row: 1))
  }

  @Test func `a vector is a list of first classes`() throws {
    let top = try read([3, 1], shape: [2])
    #expect(top.k == 1 && top.count == 2)
    #expect(top.rank(of: 1, row: 0) == .init(rank: 2, isCensored: true))
  }

  @Test(arguments: [Int64(10), -1, 1 << 40])
  func `a class out of range is named`(_ index: Int64) {
    #expect(
      throws: NetworksError.predictionOutOfRange(row: 1, column: 0, class: Int(index), classes: 10)
    ) { _ = try read([1, 2, index, 3], shape: [2, 2]) }
  }

  @Test func `a class listed twice is named`() {
    #expect(throws: NetworksError.repeatedPrediction(row: 0, class: 2)) {
      _ = try read([1, 2, 2, 4, 5, 6], shape: [2, 3])
    }
  }

  @Test(
    .enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)),
    arguments: ["resnet50", "alexnet"])
  func `published top-five files are read`(_ network: String) throws {
    let path = try RealData.path("models/imagenet-top5/\(network).npy")
    let top = try TopKPredictions(Tensor.open(path), classCount: 1_000)
    #expect(top.count == 50_000 && top.k == 5)
  }
}
