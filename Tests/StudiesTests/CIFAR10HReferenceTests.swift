import Foundation
import Networks
import Statistics
import Studies
import Tensors
import TestSupport
import Testing

/// Correlations of every network and score with CIFAR-10H, against SciPy.
///
/// `independent` references come from scores computed outside this tool; `exported` ones from this tool's
/// own scores, which they must match to the last digits when the scores are bit for bit the same.
struct CIFAR10HReferenceTests {
  struct Reference: Sendable {
    let source: String
    let score: Score
    let values: [CorrelationMethod: Double]
    let sha256: String
  }

  static func references() throws -> [String: [Reference]] {
    let url = try #require(
      Bundle.module.url(forResource: "References/cifar10h", withExtension: "csv"))
    var found: [String: [Reference]] = [:]
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst(2) {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      found[fields[1], default: []].append(
        Reference(
          source: fields[0], score: try #require(Score.named(fields[2])),
          values: [
            .pearson: try #require(Double(fields[3])), .spearman: try #require(Double(fields[4])),
            .kendall: try #require(Double(fields[5])),
          ], sha256: fields[6]))
    }
    return found
  }

  static func files(_ model: String) throws -> NetworkFiles {
    func source(_ path: String, _ key: String? = nil) throws -> NetworkFiles.Source {
      .init(path: try RealData.path("zoo/\(path)"), key: key)
    }
    switch model {
    case "resnet":
      return NetworkFiles(
        features: try source("resnet/features.npy"), weights: try source("resnet/weight.npy"),
        bias: try source("resnet/bias.npy"))
    case "vgg":
      return NetworkFiles(
        features: try source("vgg.safetensors", "features"),
        weights: try source("vgg.safetensors", "classifier.weight"),
        bias: try source("vgg.safetensors", "classifier.bias"))
    case "densenet":
      return NetworkFiles(
        bias: try source("densenet/bias.npy"), logits: try source("densenet/logits.npy"),
        weightNorms: try source("densenet/weight-norms.npy"),
        featureNorms: try source("densenet/feature-norms.npy"))
    default:
      return NetworkFiles(
        features: try source("\(model).npz", "features"),
        weights: try source("\(model).npz", "weight"), bias: try source("\(model).npz", "bias"))
    }
  }

  @Test(
    .enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)),
    arguments: ["resnet", "vgg", "alexnet", "densenet", "mlp"])
  func `equals scipy on every score`(model: String) throws {
    // Other last bits of a score can make or break ties between saturated images.
    try compare(model, Self.files(model), exactly: 1e-12, otherwise: 1e-9)
  }

  @Test(
    .enabled(if: RealData.isAvailable, Comment(rawValue: RealData.whySkipped)),
    arguments: ["resnet", "vgg", "alexnet", "densenet", "mlp"])
  func `the outputs that come with the studies give the same`(model: String) throws {
    let path = RealData.checkout.appending(path: "Studies/zoo/outputs/\(model).npz").path
    let keys = Set(try Tensor.keys(in: path))
    func source(_ key: String) -> NetworkFiles.Source? {
      keys.contains(key) ? .init(path: path, key: key) : nil
    }
    let files = NetworkFiles(
      weights: source("weight"), bias: source("bias"), logits: source("logits"),
      weightNorms: source("weight_norms"), featureNorms: source("feature_norms"))
    // Logits in single precision.
    try compare(model, files, exactly: 1e-12, otherwise: 5e-6)
  }

  private func compare(
    _ model: String, _ files: NetworkFiles, exactly: Double, otherwise: Double
  ) throws {
    let labels = try Tensor.open(RealData.path("zoo/labels.npy")).readAll(as: Int32.self)
    let counts = try Tensor.open(RealData.path("annotations/cifar10h/cifar10h-counts.npy"))
      .readAll(as: Int64.self)
    let hsf = labels.indices.map { image in
      let row = counts[image * 10..<(image + 1) * 10]
      return Double(row[row.startIndex + Int(labels[image])]) / Double(row.reduce(0, +))
    }
    var scores = CollectedScores()
    _ = try Scorer(input: try files.open().input, labels: labels).run(into: &scores)
    let references = try #require(Self.references()[model])
    #expect(references.count >= 38)
    for (score, references) in Dictionary(grouping: references, by: \.score) {
      let values = scores[score]
      let digest = FileDigest.sha256(of: values.littleEndianBytes())
      for method in CorrelationMethod.allCases {
        let got = try method.correlation(values, hsf).coefficient
        for reference in references {
          let expected = try #require(reference.values[method])
          #expect(
            abs(got - expected) <= (digest == reference.sha256 ? exactly : otherwise),
            "\(model) \(score.name) \(method.rawValue) \(reference.source): \(got)")
        }
      }
    }
  }
}

extension [Double] {
  /// The values as little-endian bytes.
  fileprivate func littleEndianBytes() -> Data {
    let words = map(\.bitPattern.littleEndian)
    return unsafe words.withUnsafeBytes { unsafe Data($0) }
  }
}
