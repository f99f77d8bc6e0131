import Networks
import RealModule
import Tensors
import TestSupport
import Testing

/// Real networks in each of the forms that people have.
@Suite(.enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)))
struct ZooTests {
  struct Network: Sendable, CustomTestStringConvertible {
    let name: String
    let features: String
    let featureKey: String?
    let weight: (file: String, key: String?)
    let bias: (file: String, key: String?)
    let logits: (file: String, key: String?)?
    let accuracy: Double
    var testDescription: String { name }
  }

  static let networks = [
    Network(
      name: "resnet", features: "resnet/features.npy", featureKey: nil,
      weight: ("resnet/weight.npy", nil), bias: ("resnet/bias.npy", nil),
      logits: ("resnet/logits.npy", nil), accuracy: 0.8382),
    Network(
      name: "vgg", features: "vgg.safetensors", featureKey: "features",
      weight: ("vgg.safetensors", "classifier.weight"),
      bias: ("vgg.safetensors", "classifier.bias"), logits: nil, accuracy: 0.8018),
    Network(
      name: "alexnet", features: "alexnet.npz", featureKey: "features",
      weight: ("alexnet.npz", "weight"), bias: ("alexnet.npz", "bias"),
      logits: ("alexnet.npz", "logits"), accuracy: 0.7442),
    Network(
      name: "mlp", features: "mlp.npz", featureKey: "features", weight: ("mlp.npz", "weight"),
      bias: ("mlp.npz", "bias"), logits: nil, accuracy: 0.4767),
  ]

  static func labels() throws -> [Int32] {
    try open("labels.npy", nil).readAll(as: Int32.self)
  }

  static func open(_ file: String, _ key: String?) throws -> Tensor {
    try Tensor.open(try RealData.path("zoo/\(file)"), key: key)
  }

  @Test(arguments: networks)
  func `accuracy and scores of features with a head`(_ network: Network) throws {
    let head = try ClassifierHead(
      weights: Self.open(network.weight.file, network.weight.key),
      bias: Self.open(network.bias.file, network.bias.key))
    let features = try Self.open(network.features, network.featureKey)
    let labels = try Self.labels()
    let scorer = try Scorer(
      input: .features(features, head), labels: labels,
      givenLogits: try network.logits.map { try LogitInput(Self.open($0.file, $0.key)) })
    var scores = CollectedScores()
    let summary = try scorer.run(into: &scores)
    #expect(summary.accuracy.isApproximatelyEqual(to: network.accuracy, absoluteTolerance: 1e-9))
    #expect(summary.rows == 10_000 && summary.precision == .double)
    let values = try features.readAll(as: Double.self)
    for row in stride(from: 0, to: 10_000, by: 250) {
      let expected = PlainScores.scores(
        values[row * head.width..<(row + 1) * head.width], head, target: Int(labels[row]))
      for (kind, value) in expected {
        #expect(
          scores[kind][row].isApproximatelyEqual(
            to: value, absoluteTolerance: 1e-11, relativeTolerance: 1e-11),
          "row \(row), \(kind.name)")
      }
    }
  }

  @Test func `accuracy from logits, bias and norms`() throws {
    let bias = try Self.open("densenet/bias.npy", nil).readAll(as: Double.self)
    let weightNorms = try Self.open("densenet/weight-norms.npy", nil).readAll(as: Double.self)
    let featureNorms = try Self.open("densenet/feature-norms.npy", nil).readAll(as: Double.self)
    var scores = CollectedScores()
    let summary = try Scorer(
      input: .logits(
        LogitInput(
          Self.open("densenet/logits.npy", nil), bias: bias, weightNorms: weightNorms,
          featureNorms: featureNorms)), labels: Self.labels()
    ).run(into: &scores)
    #expect(summary.accuracy.isApproximatelyEqual(to: 0.7295, absoluteTolerance: 1e-9))
    #expect(scores[.avh].allSatisfy { (0...1).contains($0) })
  }
}
