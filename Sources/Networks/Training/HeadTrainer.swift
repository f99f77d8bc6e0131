internal import Statistics

/// Trains linear heads by stochastic gradient descent with momentum.
///
/// ```text
/// v <- momentum v + (gradient + weightDecay w),   w <- w - rate v
/// ```
///
/// which is PyTorch's `SGD` without dampening or Nesterov momentum. Batches are consecutive parts of
/// a new random order in each epoch; the last one may be smaller. The result depends on data,
/// options and seed only. Agrees with PyTorch 2.13.0 for full batches (References/heads.py).
public struct HeadTrainer: Sendable {
  /// How heads are trained.
  public let options: HeadTrainingOptions

  /// Creates a trainer.
  ///
  /// - Parameter options: How heads are trained.
  /// - Throws: ``NetworksError`` for an option out of range, or when the BLAS library fails its
  ///   self-check.
  public init(_ options: HeadTrainingOptions) throws(NetworksError) {
    try options.validate()
    try BLASLibrary.verify()
    self.options = options
  }

  /// A trained head and how it got there.
  public struct Outcome: Equatable, Sendable {
    /// The head after the last step.
    public let head: LinearHead
    /// The mean loss over the steps of each epoch, before each step's update.
    public let losses: [Double]
  }

  /// Trains a head.
  ///
  /// - Parameters:
  ///   - images: What to train on.
  ///   - classes: The number of classes, at least 2.
  ///   - start: The head to begin with, of the same size; nil for random parameters.
  ///   - seed: The seed of random parameters and of the order of images.
  /// - Returns: The head and the losses.
  /// - Throws: ``NetworksError`` when sizes or labels do not fit or training diverges.
  /// - Complexity: O(epochs · images · width · classes).
  public func train(
    _ images: FeatureSet, classes: Int, from start: LinearHead? = nil, seed: UInt64
  ) throws(NetworksError) -> Outcome {
    guard images.count > 0 else { throw .empty(what: "images to train on") }
    guard classes >= 2 else {
      throw .invalidOption(name: "number of classes", value: Double(classes), allowed: "at least 2")
    }
    try images.check(classes: classes)
    let width = images.width
    if let start, start.width != width || start.classes != classes {
      throw .countMismatch(
        what: "weights in the head to begin with", expected: classes * width,
        got: start.classes * start.width)
    }
    let initial =
      start
      ?? LinearHead(
        loss: options.loss, classes: classes, width: width, hasBias: options.trainsBias, seed: seed)
    return try run(images, from: initial, seed: seed)
  }

  private func run(
    _ images: FeatureSet, from initial: LinearHead, seed: UInt64
  ) throws(NetworksError) -> Outcome {
    let (classes, width) = (initial.classes, initial.width)
    let batch = options.batchSize == 0 ? images.count : min(options.batchSize, images.count)
    let steps = (images.count + batch - 1) / batch
    let features = AlignedStorage(options.loss == .crossEntropy ? images.features : images.units)
    let rows = AlignedStorage<Double>(count: batch * width, repeating: 0)
    let gradient = BatchGradient(
      loss: options.loss, classes: classes, width: width, capacity: batch)
    let weights = Parameters(initial.weights)
    let bias =
      options.trainsBias ? Parameters(initial.bias ?? Array(repeating: 0, count: classes)) : nil
    var order = Array(0..<images.count)
    var losses: [Double] = []
    for epoch in 0..<options.epochs {
      if options.batchSize != 0 {
        var generator = SplitMix64(seed: seed, purpose: UInt64(2 + epoch))
        generator.shuffle(&order)
      }
      let labels = order.map { images.labels[$0] }
      var total = 0.0
      for step in 0..<steps {
        let range = step * batch..<min((step + 1) * batch, images.count)
        for (place, image) in order[range].enumerated() {
          unsafe (rows.start + place * width).update(
            from: features.start + image * width, count: width)
        }
        let loss = gradient.evaluate(
          rows, labels: labels[range], head: weights.values, headBias: bias?.values)
        total += loss * Double(range.count)
        let rate =
          options.learningRate
          * options.schedule.factor(
            step: epoch * steps + step, stepsPerEpoch: steps, epochs: options.epochs)
        weights.update(gradient.weights, rate: rate, options)
        bias?.update(gradient.bias, rate: rate, options)
      }
      let mean = total / Double(images.count)
      guard mean.isFinite, weights.areFinite else { throw .diverged(epoch: epoch) }
      losses.append(mean)
    }
    let head = try LinearHead(
      loss: options.loss, weights: weights.array, classes: classes, bias: bias?.array)
    return Outcome(head: head, losses: losses)
  }
}

/// Parameters with their velocity.
private final class Parameters {
  let values: AlignedStorage<Double>
  private let velocity: AlignedStorage<Double>

  init(_ values: [Double]) {
    self.values = AlignedStorage(values)
    velocity = AlignedStorage(count: values.count, repeating: 0)
  }

  func update(_ gradient: AlignedStorage<Double>, rate: Double, _ options: HeadTrainingOptions) {
    for index in 0..<values.count {
      let slope = unsafe gradient.start[index] + options.weightDecay * values.start[index]
      unsafe velocity.start[index] = options.momentum * velocity.start[index] + slope
      unsafe values.start[index] -= rate * velocity.start[index]
    }
  }

  var array: [Double] {
    unsafe Array(UnsafeBufferPointer(start: values.start, count: values.count))
  }

  var areFinite: Bool { array.allSatisfy(\.isFinite) }
}
