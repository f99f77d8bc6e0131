/// How a linear head is trained.
public struct HeadTrainingOptions: Equatable, Sendable {
  /// What is minimized.
  public var loss: HeadLoss
  /// How often every image is seen.
  public var epochs: Int
  /// The number of images of a step; 0 for all of them, in their own order.
  public var batchSize: Int
  /// The learning rate of the first step.
  public var learningRate: Double
  /// How the learning rate changes.
  public var schedule: LearningRateSchedule
  /// The share of the last update that is kept, in [0, 1).
  public var momentum: Double
  /// The factor of the parameters, bias included, that is added to their gradient.
  public var weightDecay: Double
  /// Whether the head has a bias; one that is trained with the AVH loss never has.
  public var hasBias: Bool

  /// Creates options.
  ///
  /// - Parameters:
  ///   - loss: What is minimized.
  ///   - epochs: How often every image is seen, at least 1.
  ///   - batchSize: The number of images of a step; 0 for all of them.
  ///   - learningRate: The learning rate of the first step, positive.
  ///   - schedule: How the learning rate changes.
  ///   - momentum: The share of the last update that is kept, in [0, 1).
  ///   - weightDecay: The factor of the parameters added to their gradient, not negative.
  ///   - hasBias: Whether the head has a bias.
  public init(
    loss: HeadLoss = .crossEntropy, epochs: Int = 12, batchSize: Int = 256,
    learningRate: Double = 0.1, schedule: LearningRateSchedule = .cosine, momentum: Double = 0.9,
    weightDecay: Double = 5e-4, hasBias: Bool = true
  ) {
    self.loss = loss
    self.epochs = epochs
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.schedule = schedule
    self.momentum = momentum
    self.weightDecay = weightDecay
    self.hasBias = hasBias
  }

  /// Whether a bias is trained.
  var trainsBias: Bool { hasBias && loss == .crossEntropy }

  func validate() throws(NetworksError) {
    func require(
      _ holds: Bool, _ name: String, _ value: Double, _ allowed: String
    )
      throws(NetworksError)
    {
      if !holds { throw .invalidOption(name: name, value: value, allowed: allowed) }
    }
    try require(epochs >= 1, "epochs", Double(epochs), "at least 1")
    try require(batchSize >= 0, "batch size", Double(batchSize), "at least 1, or 0 for all images")
    try require(
      learningRate > 0 && learningRate.isFinite, "learning rate", learningRate, "positive")
    try require((0..<1).contains(momentum), "momentum", momentum, "in [0, 1)")
    try require(
      weightDecay >= 0 && weightDecay.isFinite, "weight decay", weightDecay, "not negative")
    if case .angularVisualHardness(let scale) = loss {
      try require(scale > 0 && scale.isFinite, "scale", scale, "positive")
    }
    if case .steps(let every, let factor) = schedule {
      try require(every >= 1, "epochs between steps", Double(every), "at least 1")
      try require(factor > 0 && factor.isFinite, "step factor", factor, "positive")
    }
  }
}
