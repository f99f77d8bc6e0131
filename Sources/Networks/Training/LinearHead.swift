internal import Statistics
internal import Foundation

/// A linear classifier on frozen features, as trained.
///
/// Trained with cross-entropy it predicts the class of the largest logit W x + b; trained with the
/// AVH loss the class of the smallest angle. Its probabilities are those of its own loss.
public struct LinearHead: Equatable, Sendable {
  /// The loss it was trained with, which decides how it predicts.
  public let loss: HeadLoss
  /// The number of classes.
  public let classes: Int
  /// The number of features.
  public let width: Int
  /// The weights of each class, one row after the other: (classes, width).
  public internal(set) var weights: [Double]
  /// The bias of each class, or nil.
  public internal(set) var bias: [Double]?

  /// Creates a head from its parameters.
  ///
  /// - Parameters:
  ///   - loss: How it predicts; with the AVH loss the bias is not used.
  ///   - weights: The weights of each class, one row after the other: (classes, width).
  ///   - classes: The number of classes, at least 2.
  ///   - bias: The bias of each class, or nil.
  /// - Throws: ``NetworksError`` as ``ClassifierHead`` refuses parameters.
  public init(
    loss: HeadLoss, weights: [Double], classes: Int, bias: [Double]?
  ) throws(NetworksError) {
    width = try ClassifierHead(weights: weights, classes: classes, bias: bias).width
    self.loss = loss
    self.classes = classes
    self.weights = weights
    self.bias = bias
  }

  /// Creates a head with random parameters, uniform in ±1 / sqrt(width), as PyTorch's `Linear`.
  init(loss: HeadLoss, classes: Int, width: Int, hasBias: Bool, seed: UInt64) {
    var generator = SplitMix64(seed: seed, purpose: 1)
    let limit = 1 / Double(width).squareRoot()
    func draw() -> Double { limit * (2 * generator.nextUnit() - 1) }
    self.loss = loss
    self.classes = classes
    self.width = width
    weights = (0..<classes * width).map { _ in draw() }
    bias = hasBias ? (0..<classes).map { _ in draw() } : nil
  }

  /// Returns the head in the form that is scored.
  ///
  /// The weights of a head with the AVH loss are divided by their norms, so that the largest logit
  /// belongs to the smallest angle.
  ///
  /// - Returns: Weights and bias.
  /// - Throws: `NetworksError` when a row of weights is all zeros or not finite.
  public func classifierHead() throws(NetworksError) -> ClassifierHead {
    switch loss {
    case .crossEntropy:
      try ClassifierHead(weights: weights, classes: classes, bias: bias)
    case .angularVisualHardness:
      try ClassifierHead(weights: unitWeights, classes: classes)
    }
  }

  /// Returns the logits whose softmax the head's loss is about.
  ///
  /// - Parameter images: Features of the head's width.
  /// - Returns: (images, classes): W x + b, or s (pi - A(x, w_k)).
  /// - Throws: ``NetworksError/countMismatch(what:expected:got:)`` for another width.
  public func logits(_ images: FeatureSet) throws(NetworksError) -> [Double] {
    switch loss {
    case .crossEntropy:
      var result = try products(images.features, weights, images)
      if let bias {
        for index in result.indices { result[index] += bias[index % classes] }
      }
      return result
    case .angularVisualHardness(let scale):
      return try angles(images).map { scale * (.pi - $0) }
    }
  }

  /// Returns the angles between features and the weights of each class.
  ///
  /// - Parameter images: Features of the head's width.
  /// - Returns: (images, classes), in radians.
  /// - Throws: ``NetworksError/countMismatch(what:expected:got:)`` for another width.
  public func angles(_ images: FeatureSet) throws(NetworksError) -> [Double] {
    try products(images.units, unitWeights, images).map { acos(max(-1, min(1, $0))) }
  }

  /// Returns the natural logarithms of the probabilities of each class.
  ///
  /// - Parameter images: Features of the head's width.
  /// - Returns: (images, classes), each at most 0; exact also where a probability rounds to 1.
  /// - Throws: ``NetworksError/countMismatch(what:expected:got:)`` for another width.
  public func logProbabilities(_ images: FeatureSet) throws(NetworksError) -> [Double] {
    var result = try logits(images)
    for first in stride(from: 0, to: result.count, by: classes) {
      LogSoftmax.apply(to: &result, first..<first + classes)
    }
    return result
  }

  /// Returns the class that each image is taken for; the lowest of equals.
  ///
  /// - Parameter images: Features of the head's width.
  /// - Returns: One class per image.
  /// - Throws: ``NetworksError/countMismatch(what:expected:got:)`` for another width.
  public func predictions(_ images: FeatureSet) throws(NetworksError) -> [Int32] {
    let logits = try logits(images)
    return (0..<images.count).map { row in
      let values = logits[row * classes..<(row + 1) * classes]
      let best = values.indices.reduce(values.startIndex) { values[$1] > values[$0] ? $1 : $0 }
      return Int32(best - values.startIndex)
    }
  }

  var unitWeights: [Double] {
    let norms = (0..<classes).map { index in
      weights[index * width..<(index + 1) * width].reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    return weights.indices.map { weights[$0] / norms[$0 / width] }
  }

  /// features · weightsᵀ.
  private func products(
    _ features: [Double], _ weights: [Double], _ images: FeatureSet
  ) throws(NetworksError) -> [Double] {
    guard images.width == width else {
      throw .countMismatch(what: "features per image", expected: width, got: images.width)
    }
    guard images.count > 0 else { return [] }
    let output = AlignedStorage<Double>(count: images.count * classes, repeating: 0)
    unsafe Double.multiply(
      rows: images.count, columns: classes, depth: width, factor: 1, features,
      firstIsTransposed: false, weights, secondIsTransposed: true, keep: 0, output: output.start)
    return unsafe Array(UnsafeBufferPointer(start: output.start, count: output.count))
  }
}
