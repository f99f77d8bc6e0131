import RealModule
import Testing

@testable import Networks

struct BatchGradientTests {
  static let losses: [HeadLoss] = [
    .crossEntropy, .angularVisualHardness(scale: 1), .angularVisualHardness(scale: 10),
    .angularVisualHardness(scale: 30),
  ]

  /// The gradient of the loss against central differences of step h: their own error is of the
  /// order h² times the third derivative plus 1e-16 / h.
  @Test(arguments: losses)
  func `gradients agree with finite differences`(_ loss: HeadLoss) throws {
    try BLASLibrary.verify()
    let problem = try TrainingProblem.make()
    let (images, classes) = (problem.images, TrainingProblem.classes)
    let rows = AlignedStorage(loss == .crossEntropy ? images.features : images.units)
    let gradient = BatchGradient(
      loss: loss, classes: classes, width: images.width, capacity: images.count)
    let weights = AlignedStorage(problem.weights)
    let bias = AlignedStorage(problem.bias)
    func value() -> Double {
      gradient.evaluate(rows, labels: images.labels[...], head: weights, headBias: bias)
    }
    _ = value()
    let analytic = (0..<weights.count).map { unsafe gradient.weights.start[$0] }
    let analyticBias = (0..<classes).map { unsafe gradient.bias.start[$0] }
    func difference(_ storage: AlignedStorage<Double>, _ index: Int) -> Double {
      let step = 1e-5
      let old = unsafe storage.start[index]
      unsafe storage.start[index] = old + step
      let above = value()
      unsafe storage.start[index] = old - step
      let below = value()
      unsafe storage.start[index] = old
      return (above - below) / (2 * step)
    }
    for (index, expected) in analytic.enumerated() {
      #expect(
        difference(weights, index).isApproximatelyEqual(
          to: expected, absoluteTolerance: 1e-7, relativeTolerance: 1e-6))
    }
    guard loss == .crossEntropy else { return }
    for (index, expected) in analyticBias.enumerated() {
      #expect(
        difference(bias, index).isApproximatelyEqual(
          to: expected, absoluteTolerance: 1e-7, relativeTolerance: 1e-6))
    }
  }

  @Test func `the AVH gradient is at right angles to the weights`() throws {
    let problem = try TrainingProblem.make()
    let (images, classes) = (problem.images, TrainingProblem.classes)
    let gradient = BatchGradient(
      loss: .angularVisualHardness(scale: 10), classes: classes, width: images.width,
      capacity: images.count)
    let weights = AlignedStorage(problem.weights)
    _ = gradient.evaluate(
      AlignedStorage(images.units), labels: images.labels[...], head: weights, headBias: nil)
    for k in 0..<classes {
      let product = (0..<images.width).reduce(0.0) {
        unsafe $0 + gradient.weights.start[k * images.width + $1]
          * weights.start[k * images.width + $1]
      }
      #expect(product.isApproximatelyEqual(to: 0, absoluteTolerance: 1e-13))
    }
  }

  @Test func `features that point along the weights give a finite gradient`() throws {
    let images = try FeatureSet(features: [3, 0, 0, 2], labels: [0, 1], width: 2)
    let gradient = BatchGradient(
      loss: .angularVisualHardness(scale: 5), classes: 2, width: 2, capacity: 2)
    let loss = gradient.evaluate(
      AlignedStorage(images.units), labels: images.labels[...],
      head: AlignedStorage([1, 0, 0, -4]), headBias: nil)
    #expect(loss.isFinite)
    for index in 0..<4 { #expect(unsafe gradient.weights.start[index].isFinite) }
  }
}
