/// The settings of a simulated study: how many images, classes and annotators, how good the networks
/// are, and how strongly human hardness shows in each part of a network's output.
///
/// Every image has a latent difficulty, standard normal over images. What the networks know of it is
/// set in three places that do not depend on each other:
///
/// | setting | shows as | meaning |
/// | --- | --- | --- |
/// | `angle` | the angle to the true class's weights | correlation of the angle with difficulty |
/// | `norm` | the norm of the features | correlation of minus the log norm with difficulty |
/// | `logits` | the lean towards one wrong class | correlation of the lean with difficulty |
///
/// Each is a correlation in [-1, 1] on the latent scale; 0 plants no effect, so that neither AVH nor
/// confidence wins by construction.
package struct SimulationSettings: Codable, Equatable, Sendable {
  /// How strongly difficulty shows in the three parts of a network's output.
  package struct Effect: Codable, Equatable, Sendable {
    /// The correlation of the angle to the true class with difficulty.
    package var angle: Double
    /// The correlation of minus the logarithm of the feature norm with difficulty.
    package var norm: Double
    /// The correlation of the lean towards a wrong class with difficulty.
    package var logits: Double

    /// Creates a set of correlations, each in [-1, 1].
    package init(angle: Double, norm: Double, logits: Double) {
      self.angle = angle
      self.norm = norm
      self.logits = logits
    }

    /// No effect anywhere.
    package static let none = Effect(angle: 0, norm: 0, logits: 0)

    /// The manifest's names of the fields.
    package enum CodingKeys: String, CodingKey, CaseIterable { case angle, norm, logits }
  }

  /// One network.
  package struct Network: Codable, Equatable, Sendable {
    /// The network's name.
    package var name: String
    /// The mean angle between features and the true class's weights in radians; smaller = better.
    package var meanAngle: Double
    /// The mean norm of the features, which scales the logits.
    package var meanNorm: Double

    /// Creates a network.
    package init(name: String, meanAngle: Double, meanNorm: Double) {
      self.name = name
      self.meanAngle = meanAngle
      self.meanNorm = meanNorm
    }

    /// The manifest's names of the fields.
    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name
      case meanAngle = "mean_angle"
      case meanNorm = "mean_norm"
    }
  }

  /// The number of images.
  package var images: Int
  /// The number of classes.
  package var classes: Int
  /// The number of annotators; every one answers every image.
  package var annotators: Int
  /// The width of the features.
  package var width: Int
  /// The planted effects.
  package var effect: Effect
  /// The networks.
  package var networks: [Network]
  /// The seed of the images, the answers and the features.
  package var seed: UInt64

  /// Creates the settings of the bundled study.
  package init(
    images: Int = 2_000, classes: Int = 10, annotators: Int = 50, width: Int = 64,
    effect: Effect = Effect(angle: 0.5, norm: 0.2, logits: 0.5),
    networks: [Network] = [
      Network(name: "sharp", meanAngle: 0.85, meanNorm: 9),
      Network(name: "blunt", meanAngle: 1.1, meanNorm: 6),
    ],
    seed: UInt64 = 20_260_101
  ) {
    self.images = images
    self.classes = classes
    self.annotators = annotators
    self.width = width
    self.effect = effect
    self.networks = networks
    self.seed = seed
  }

  /// Reads a mapping; what it leaves out keeps the setting of the bundled study.
  package init(from decoder: any Decoder) throws {
    self.init()
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    images = try fields.decodeIfPresent(Int.self, forKey: .images) ?? images
    classes = try fields.decodeIfPresent(Int.self, forKey: .classes) ?? classes
    annotators = try fields.decodeIfPresent(Int.self, forKey: .annotators) ?? annotators
    width = try fields.decodeIfPresent(Int.self, forKey: .width) ?? width
    effect = try fields.decodeIfPresent(Effect.self, forKey: .effect) ?? effect
    networks = try fields.decodeIfPresent([Network].self, forKey: .networks) ?? networks
    seed = try fields.decodeIfPresent(UInt64.self, forKey: .seed) ?? seed
  }

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case images, classes, annotators, width, effect, networks, seed
  }

  /// Refuses settings that no simulation can follow.
  ///
  /// - Throws: `SimulationError.outOfRange` for the first setting outside its range.
  package func validate() throws(SimulationError) {
    try Self.require("images", images, 10...10_000_000)
    try Self.require("classes", classes, 2...1_000)
    try Self.require("annotators", annotators, 2...100_000)
    try Self.require("width", width, (classes + 1)...100_000)
    try Self.require("effect.angle", effect.angle, -1...1)
    try Self.require("effect.norm", effect.norm, -1...1)
    try Self.require("effect.logits", effect.logits, -1...1)
    try Self.require("networks", networks.count, 1...100)
    for network in networks {
      try Self.require("\(network.name).mean_angle", network.meanAngle, 0.4...1.4)
      try Self.require("\(network.name).mean_norm", network.meanNorm, 0.1...1_000)
    }
  }

  private static func require<Number>(
    _ name: String, _ value: Number, _ range: ClosedRange<Number>
  ) throws(SimulationError) {
    guard range.contains(value) else {
      throw .outOfRange(
        name: name, value: "\(value)", low: "\(range.lowerBound)", high: "\(range.upperBound)")
    }
  }
}
