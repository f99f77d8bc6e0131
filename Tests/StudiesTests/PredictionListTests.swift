import Files
import Networks
import TestSupport
import Testing

@testable import Studies

/// Predicted classes in JSON, as they are published for many networks.
struct PredictionListTests {
  private func predictions(_ text: String, classes: Int = 3) throws -> TopKPredictions {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, as: "net.json")
    return try NetworkFiles.Source(path: path).predictions(classCount: classes)
  }

  @Test func `a list holds the first class of each image, or the best classes`() throws {
    let single = try predictions("[2, 0,\n1]")
    #expect(single.k == 1 && single.predictedClasses == [2, 0, 1])
    let best = try predictions("[[2, 0], [1, 2]]")
    #expect(best.k == 2 && best.predictedClasses == [2, 1])
    #expect(best.rank(of: 0, row: 0).rank == 2)
  }

  @Test(arguments: ["{\"a\": 1}", "[1, \"cat\"]", "[1, 0.5]", "[1, []]", "[1, null]"])
  func `refuses what is no class index, with the line`(text: String) throws {
    #expect(throws: InputFileError.self) { try predictions(text) }
  }

  @Test func `refuses lists of different length and classes that do not exist`() throws {
    #expect(throws: StudyError.self) { try predictions("[[1, 2], [1]]") }
    #expect(throws: NetworksError.predictionOutOfRange(row: 1, column: 0, class: 3, classes: 3)) {
      try predictions("[1, 3]")
    }
  }

  @Test(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
  func `reads the published lists of CIFAR-10 networks`() throws {
    let path = try RealData.path("annotations/cifar10-model-predictions/nas_predictions.json")
    let nas = try NetworkFiles.Source(path: path).predictions(classCount: 10)
    #expect(nas.count == 10_000 && nas.k == 1)
  }
}
