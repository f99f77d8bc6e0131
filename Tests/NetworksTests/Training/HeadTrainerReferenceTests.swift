import Foundation
import Networks
import RealModule
import Testing

/// Heads after 100 steps against PyTorch 2.13.0 (References/heads.py).
struct HeadTrainerReferenceTests {
  struct Reference: Sendable, CustomTestStringConvertible {
    let name: String
    let options: HeadTrainingOptions
    let lastLoss: Double
    let parameters: [Double]
    var testDescription: String { name }
  }

  struct MissingReferences: Error {}

  static func references() throws -> [Reference] {
    guard
      let url = Bundle.module.url(
        forResource: "heads", withExtension: "csv", subdirectory: "References")
    else { throw MissingReferences() }
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst(2)
    return try lines.map { line in
      let cells = line.split(separator: ",").map(String.init)
      let numbers = cells.dropFirst().compactMap(Double.init)
      guard numbers.count == cells.count - 1, numbers.count >= 6 + 28 else {
        throw MissingReferences()
      }
      let options = HeadTrainingOptions(
        loss: numbers[0] == 0 ? .crossEntropy : .angularVisualHardness(scale: numbers[0]),
        epochs: 100, batchSize: 0, learningRate: numbers[1], schedule: .constant,
        momentum: numbers[2], weightDecay: numbers[3], hasBias: numbers[4] == 1)
      return Reference(
        name: cells[0], options: options, lastLoss: numbers[5], parameters: Array(numbers[6...]))
    }
  }

  @Test(arguments: try references())
  func `a hundred full-batch steps agree with PyTorch`(_ reference: Reference) throws {
    let problem = try TrainingProblem.make()
    let start = try LinearHead(
      loss: reference.options.loss, weights: problem.weights, classes: TrainingProblem.classes,
      bias: reference.options.hasBias ? problem.bias : nil)
    let outcome = try HeadTrainer(reference.options).train(
      problem.images, classes: TrainingProblem.classes, from: start, seed: 0)
    let got = outcome.head.weights + (outcome.head.bias ?? [])
    #expect(got.count == reference.parameters.count)
    for (value, expected) in zip(got, reference.parameters) {
      #expect(value.isApproximatelyEqual(to: expected, absoluteTolerance: 1e-9))
    }
    let last = try #require(outcome.losses.last)
    #expect(last.isApproximatelyEqual(to: reference.lastLoss, relativeTolerance: 1e-9))
  }
}
