internal import Networks

/// How the linear heads of an analysis are trained, as a manifest writes it.
///
/// Stochastic gradient descent with momentum, whose rate falls to zero by half a cosine.
package struct HeadSettings: Codable, Equatable, Sendable {
  /// How often every image is seen.
  package var epochs: Int
  /// The number of images of a step.
  package var batchSize: Int
  /// The learning rate of the first step.
  package var learningRate: Double
  /// The share of the last update that is kept.
  package var momentum: Double
  /// The factor of the parameters that is added to their gradient.
  package var weightDecay: Double

  /// Creates settings; the defaults are those of `HeadTrainingOptions`.
  package init(
    epochs: Int = 12, batchSize: Int = 256, learningRate: Double = 0.1, momentum: Double = 0.9,
    weightDecay: Double = 5e-4
  ) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.momentum = momentum
    self.weightDecay = weightDecay
  }

  /// Reads a mapping; what it leaves out keeps its default.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    try fields.read(.epochs, into: &epochs, in: 1...100_000)
    try fields.read(.batchSize, into: &batchSize, in: 1...10_000_000)
    try fields.read(.learningRate, into: &learningRate, in: 0...1e6)
    try fields.read(.momentum, into: &momentum, in: 0...1)
    try fields.read(.weightDecay, into: &weightDecay, in: 0...1e6)
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case epochs
    case batchSize = "batch_size"
    case learningRate = "learning_rate"
    case momentum
    case weightDecay = "weight_decay"
  }

  /// The settings as training takes them, with cross-entropy as the loss.
  var options: HeadTrainingOptions {
    HeadTrainingOptions(
      epochs: epochs, batchSize: batchSize, learningRate: learningRate, schedule: .cosine,
      momentum: momentum, weightDecay: weightDecay)
  }
}
