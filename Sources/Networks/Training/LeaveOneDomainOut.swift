internal import Statistics
internal import Foundation

/// Trains heads on all domains but one and judges them on that one.
///
/// For each domain left out and each seed, a head with cross-entropy and a head with the AVH loss
/// are trained on the other domains' training images. The scale of the AVH loss is chosen on the
/// training domains only: a fifth of their images is set aside, the scale with the highest accuracy
/// there is taken (the smallest of equals), and the head is trained again on all of them.
public struct LeaveOneDomainOut: Sendable {
  /// Images of one domain.
  public struct Domain: Sendable {
    /// The name.
    public let name: String
    /// Images to train on when another domain is left out.
    public let training: FeatureSet
    /// Images to judge by when this domain is left out.
    public let test: FeatureSet

    /// Creates a domain.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - training: Images to train on when another domain is left out.
    ///   - test: Images to judge by when this domain is left out.
    public init(name: String, training: FeatureSet, test: FeatureSet) {
      self.name = name
      self.training = training
      self.test = test
    }
  }

  /// One head, judged on the domain that was left out.
  public struct Outcome: Equatable, Sendable {
    /// The domain left out.
    public let domain: String
    /// The seed.
    public let seed: UInt64
    /// The loss the head was trained with, and its scale.
    public let loss: HeadLoss
    /// The share of test images predicted correctly.
    public let accuracy: Double
    /// The predicted class of each test image.
    public let predictions: [Int32]
    /// The probability of the predicted class of each test image, for calibration.
    public let confidences: [Double]
    /// The accuracy of each scale on the images set aside; empty for cross-entropy.
    public let validation: [Double]
  }

  private let options: HeadTrainingOptions
  private let scales: [Double]

  /// Creates a procedure.
  ///
  /// - Parameters:
  ///   - options: How heads are trained; the loss is replaced.
  ///   - scales: The scales of the AVH loss to choose from, positive, at least one.
  /// - Throws: ``NetworksError`` for options out of range.
  public init(
    options: HeadTrainingOptions, scales: [Double] = [5, 10, 30]
  ) throws(NetworksError) {
    guard !scales.isEmpty else { throw .empty(what: "scales of the AVH loss") }
    self.options = options
    self.scales = scales.sorted()
    for scale in scales {
      _ = try HeadTrainer(Self.options(options, .angularVisualHardness(scale: scale)))
    }
  }

  /// Runs every domain with every seed.
  ///
  /// - Parameters:
  ///   - domains: At least two domains of one width.
  ///   - classes: The number of classes.
  ///   - seeds: The seeds.
  /// - Returns: Two heads for each domain and seed, in the order domain, seed, loss.
  /// - Throws: ``NetworksError`` when sizes or labels do not fit or training diverges.
  public func run(
    _ domains: [Domain], classes: Int, seeds: [UInt64]
  ) throws(NetworksError) -> [Outcome] {
    guard domains.count >= 2 else { throw .tooFewDomains(domains.count) }
    for domain in domains {
      try domain.training.check(classes: classes)
      try domain.test.check(classes: classes)
      guard domain.test.count > 0 else { throw .empty(what: "test images of \(domain.name)") }
    }
    let jobs = domains.indices.flatMap { domain in seeds.map { (domain, $0) } }
    return try Parallel.map(count: jobs.count) { (index) throws(NetworksError) in
      let (left, seed) = jobs[index]
      let others = domains.indices.filter { $0 != left }.map { domains[$0].training }
      return try outcomes(
        of: domains[left], training: FeatureSet.joining(others), classes: classes, seed: seed)
    }.flatMap { $0 }
  }

  /// Runs one domain left out with every seed.
  ///
  /// Use it where the training images depend on the domain that is left out, for example when images
  /// are divided among the others.
  ///
  /// - Parameters:
  ///   - domain: The domain to judge by; its training images are not used.
  ///   - training: The training images of the other domains, all of one width, at least one set.
  ///   - classes: The number of classes.
  ///   - seeds: The seeds.
  /// - Returns: Two heads for each seed, in the order seed, loss.
  /// - Throws: ``NetworksError`` when sizes or labels do not fit or training diverges.
  public func run(
    leavingOut domain: Domain, training: [FeatureSet], classes: Int, seeds: [UInt64]
  ) throws(NetworksError) -> [Outcome] {
    try domain.test.check(classes: classes)
    guard domain.test.count > 0 else { throw .empty(what: "test images of \(domain.name)") }
    let images = try FeatureSet.joining(training)
    try images.check(classes: classes)
    return try Parallel.map(count: seeds.count) { (index) throws(NetworksError) in
      try outcomes(of: domain, training: images, classes: classes, seed: seeds[index])
    }.flatMap { $0 }
  }

  private func outcomes(
    of domain: Domain, training: FeatureSet, classes: Int, seed: UInt64
  ) throws(NetworksError) -> [Outcome] {
    var order = Array(0..<training.count)
    var generator = SplitMix64(seed: seed, purpose: 1 << 33)
    generator.shuffle(&order)
    let aside = training.subset(Array(order.prefix(training.count / 5)))
    let rest = training.subset(Array(order.dropFirst(training.count / 5)))
    var validation: [Double] = []
    for scale in scales {
      let head = try train(rest, .angularVisualHardness(scale: scale), classes, seed)
      validation.append(Self.accuracy(try head.predictions(aside), aside.labels))
    }
    let best = validation.indices.reduce(0) { validation[$1] > validation[$0] ? $1 : $0 }
    let chosen = HeadLoss.angularVisualHardness(scale: scales[best])
    var results: [Outcome] = []
    for (loss, found) in [(HeadLoss.crossEntropy, []), (chosen, validation)] {
      let head = try train(training, loss, classes, seed)
      let predictions = try head.predictions(domain.test)
      let logProbabilities = try head.logProbabilities(domain.test)
      results.append(
        Outcome(
          domain: domain.name, seed: seed, loss: loss,
          accuracy: Self.accuracy(predictions, domain.test.labels), predictions: predictions,
          confidences: predictions.enumerated().map {
            exp(logProbabilities[$0 * classes + Int($1)])
          }, validation: found))
    }
    return results
  }

  private func train(
    _ images: FeatureSet, _ loss: HeadLoss, _ classes: Int, _ seed: UInt64
  ) throws(NetworksError) -> LinearHead {
    try HeadTrainer(Self.options(options, loss)).train(images, classes: classes, seed: seed).head
  }

  private static func options(
    _ options: HeadTrainingOptions, _ loss: HeadLoss
  ) -> HeadTrainingOptions {
    var options = options
    options.loss = loss
    return options
  }

  private static func accuracy(_ predictions: [Int32], _ labels: [Int32]) -> Double {
    Double(zip(predictions, labels).count { $0 == $1 }) / Double(labels.count)
  }
}
