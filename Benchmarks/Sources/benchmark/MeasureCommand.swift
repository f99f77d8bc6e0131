import ArgumentParser
import Foundation
import Networks
import Statistics
import Tensors

/// Times one of our sides and prints the measurement as JSON.
struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Time one job in this process and print JSON.")

  /// What can be timed by itself.
  enum Name: String, ExpressibleByArgument, CaseIterable {
    case spearman, kendall
    case bcaBootstrap = "bca-bootstrap"
    case percentileBootstrap = "percentile-bootstrap"
    case permutation, krippendorff
    case product50000 = "product-50000"
    case product100000 = "product-100000"
    case trainingEpoch = "training-epoch"
  }

  @Argument(help: "The job.")
  var name: Name

  @Argument(help: "The folder of inputs.")
  var folder: String

  func run() throws {
    print(String(decoding: try JSONEncoder().encode(measurement()), as: UTF8.self))
  }

  private func measurement() throws -> Measurement {
    switch name {
    case .spearman:
      let (x, y) = try pairs("many-x.npy", "many-y.npy")
      return try Measurement {
        let correlation = try SpearmanCorrelation(x, y)
        _ = try correlation.test()
        return [correlation.coefficient]
      }
    case .kendall:
      let (x, y) = try pairs("many-x.npy", "many-y.npy")
      return try Measurement {
        let correlation = try KendallCorrelation(x, y)
        _ = try correlation.test()
        return [correlation.coefficient]
      }
    case .bcaBootstrap:
      return try bootstrap {
        try $0.distribution().bca(acceleration: $0.acceleration()).interval
      }
    case .percentileBootstrap:
      return try bootstrap { try $0.distribution().percentile() }
    case .permutation:
      let (x, y) = try pairs("x.npy", "y.npy")
      return try Measurement {
        let test = try PermutationTest(.spearman, x, y, resamples: 2_000)
        return [test.pValue(.greater)]
      }
    case .krippendorff:
      let unit = try Tensor.open("\(folder)/unit.npy").readAll(as: Int32.self)
      let value = try Tensor.open("\(folder)/value.npy").readAll(as: Double.self)
      return try Measurement {
        let units = try RatedUnits(unit: unit, value: value, unitCount: 100_000)
        return try [.nominal, .ordinal, .interval].map {
          try KrippendorffAlpha(units, metric: $0).alpha
        }
      }
    case .product50000: return try BareProduct.measure(folder, rows: 50_000)
    case .product100000: return try BareProduct.measure(folder, rows: 100_000)
    case .trainingEpoch:
      let features = try Tensor.open("\(folder)/training-features.npy").readAll(as: Double.self)
      let labels = try Tensor.open("\(folder)/training-labels.npy").readAll(as: Int32.self)
      let images = try FeatureSet(features: features, labels: labels, width: 128)
      let trainer = try HeadTrainer(HeadTrainingOptions(epochs: 1))
      return try Measurement { try trainer.train(images, classes: 10, seed: 1).losses }
    }
  }

  private func pairs(_ x: String, _ y: String) throws -> (x: [Double], y: [Double]) {
    (
      try Tensor.open("\(folder)/\(x)").readAll(as: Double.self),
      try Tensor.open("\(folder)/\(y)").readAll(as: Double.self)
    )
  }

  private func bootstrap(
    _ interval: (CorrelationBootstrap) throws -> Interval
  ) throws -> Measurement {
    let (x, y) = try pairs("x.npy", "y.npy")
    return try Measurement {
      let options = CorrelationBootstrap.Options(resamples: 2_000)
      let limits = try interval(
        CorrelationBootstrap(.spearman, scores: [x], human: y, options: options))
      return [limits.low, limits.high]
    }
  }
}
