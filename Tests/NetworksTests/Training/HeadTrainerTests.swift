import Foundation
import RealModule
import Testing

@testable import Networks

struct HeadTrainerTests {
  @Test(arguments: BatchGradientTests.losses)
  func `the same seed gives the same head and another seed another`(_ loss: HeadLoss) throws {
    let images = try TrainingProblem.large(count: 500)
    let trainer = try HeadTrainer(HeadTrainingOptions(loss: loss, epochs: 2, batchSize: 64))
    let first = try trainer.train(images, classes: 10, seed: 5)
    #expect(try trainer.train(images, classes: 10, seed: 5) == first)
    #expect(try trainer.train(images, classes: 10, seed: 6).head != first.head)
  }

  @Test(arguments: [HeadLoss.crossEntropy, .angularVisualHardness(scale: 10)])
  func `training lowers the loss and finds the classes`(_ loss: HeadLoss) throws {
    let trainer = try HeadTrainer(HeadTrainingOptions(loss: loss, epochs: 10))
    let outcome = try trainer.train(
      TrainingProblem.large(count: 4_000, noise: 1.5), classes: 10, seed: 1)
    let (first, last) = (try #require(outcome.losses.first), try #require(outcome.losses.last))
    #expect(last < first)
    let test = try TrainingProblem.large(count: 2_000, noise: 1.5, seed: 2)
    let predictions = try outcome.head.predictions(test)
    #expect(zip(predictions, test.labels).count { $0 == $1 } > 1_800)
  }

  @Test func `the scored form of a head predicts the same classes`() throws {
    let test = try TrainingProblem.large(count: 300, seed: 3)
    for loss in [HeadLoss.crossEntropy, .angularVisualHardness(scale: 10)] {
      let trainer = try HeadTrainer(HeadTrainingOptions(loss: loss, epochs: 2))
      let head = try trainer.train(TrainingProblem.large(count: 1_000), classes: 10, seed: 1).head
      let scored = try head.classifierHead()
      #expect((scored.bias == nil) == (loss != .crossEntropy))
      let predictions = try head.predictions(test)
      for row in 0..<test.count {
        let logits = (0..<10).map { k in
          var sum = scored.bias?[k] ?? 0
          for i in 0..<32 { sum += test.features[row * 32 + i] * scored.weights[k * 32 + i] }
          return sum
        }
        #expect(logits[Int(predictions[row])] == logits.max())
      }
    }
  }

  @Test func `probabilities sum to one and keep their digits near one`() throws {
    let head = try LinearHead(loss: .crossEntropy, weights: [1, 0, 0, 1], classes: 2, bias: nil)
    let images = try FeatureSet(features: [60, 0, 1, 2], labels: [0, 1], width: 2)
    let logs = try head.logProbabilities(images)
    #expect(logs[0].isApproximatelyEqual(to: -exp(-60), relativeTolerance: 1e-12))
    #expect(logs[1].isApproximatelyEqual(to: -60, relativeTolerance: 1e-12))
    #expect((exp(logs[2]) + exp(logs[3])).isApproximatelyEqual(to: 1, relativeTolerance: 1e-14))
  }

  @Test func `schedules have their textbook values`() {
    let cosine = LearningRateSchedule.cosine
    #expect(cosine.factor(step: 0, stepsPerEpoch: 5, epochs: 2) == 1)
    #expect(
      cosine.factor(step: 5, stepsPerEpoch: 5, epochs: 2).isApproximatelyEqual(
        to: 0.5, relativeTolerance: 1e-15))
    let steps = LearningRateSchedule.steps(every: 30, factor: 0.1)
    #expect(steps.factor(step: 30 * 7 - 1, stepsPerEpoch: 7, epochs: 90) == 1)
    #expect(steps.factor(step: 30 * 7, stepsPerEpoch: 7, epochs: 90) == 0.1)
    #expect(
      steps.factor(step: 60 * 7, stepsPerEpoch: 7, epochs: 90).isApproximatelyEqual(
        to: 0.01, relativeTolerance: 1e-15))
    #expect(LearningRateSchedule.constant.factor(step: 3, stepsPerEpoch: 1, epochs: 9) == 1)
  }

  @Test func `bad inputs are refused by name`() throws {
    let images = try TrainingProblem.make().images
    let trainer = try HeadTrainer(HeadTrainingOptions(epochs: 1))
    #expect(throws: NetworksError.labelOutOfRange(row: 3, label: 3, classes: 3)) {
      _ = try trainer.train(images, classes: 3, seed: 0)
    }
    #expect(throws: NetworksError.empty(what: "images to train on")) {
      _ = try trainer.train(images.subset([]), classes: 4, seed: 0)
    }
    #expect(
      throws: NetworksError.invalidOption(name: "scale", value: -1, allowed: "positive")
    ) { _ = try HeadTrainer(HeadTrainingOptions(loss: .angularVisualHardness(scale: -1))) }
    #expect(
      throws: NetworksError.invalidOption(name: "momentum", value: 1, allowed: "in [0, 1)")
    ) { _ = try HeadTrainer(HeadTrainingOptions(momentum: 1)) }
    #expect(throws: NetworksError.zeroNorm(what: "features", row: 1)) {
      _ = try FeatureSet(features: [1, 2, 0, 0], labels: [0, 1], width: 2)
    }
    #expect(throws: NetworksError.notFinite(what: "features", row: 1, column: 0, value: "nan")) {
      _ = try FeatureSet(features: [1, 2, .nan, 0], labels: [0, 1], width: 2)
    }
    #expect(
      throws: NetworksError.countMismatch(
        what: "features, 2 per label,", expected: 4, got: 3)
    ) { _ = try FeatureSet(features: [1, 2, 3], labels: [0, 1], width: 2) }
  }

  @Test func `a learning rate that is too large is reported as divergence`() throws {
    let images = try TrainingProblem.make().images
    let trainer = try HeadTrainer(
      HeadTrainingOptions(epochs: 400, learningRate: 1e6, schedule: .constant, weightDecay: 1))
    #expect(throws: NetworksError.self) {
      _ = try trainer.train(images, classes: 4, seed: 0)
    }
  }

  #if !DEBUG
    /// Processor time, so that other programs do not matter; training runs on one thread.
    @Test(arguments: [HeadLoss.crossEntropy, .angularVisualHardness(scale: 10)])
    func `an epoch of 20,000 images takes less than a twentieth of a second`(
      _ loss: HeadLoss
    ) throws {
      let images = try TrainingProblem.large(count: 20_000, width: 128)
      let trainer = try HeadTrainer(HeadTrainingOptions(loss: loss, epochs: 5))
      var begin = timespec()
      unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin)
      _ = try trainer.train(images, classes: 10, seed: 1)
      var end = timespec()
      unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
      let seconds = Double(end.tv_sec - begin.tv_sec) + Double(end.tv_nsec - begin.tv_nsec) * 1e-9
      #expect(seconds / 5 < 0.05, "\(loss): \(seconds / 5) s an epoch")
    }
  #endif
}
