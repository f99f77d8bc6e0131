internal import Foundation
internal import Statistics
package import StudyValues

/// The coefficients that a simulated study would give with endlessly many images.
///
/// Found by drawing a very large study with the same settings and computing the scores straight from
/// their definitions, without the code that scores a network. Its own sampling error is below .003.
package struct PlantedTruth: Codable, Equatable, Sendable {
  /// One true coefficient.
  package struct Row: DescribedRow, Codable, Equatable {
    /// The network.
    package var model: String
    /// The score.
    package var score: String
    /// The coefficient: `spearman`, `pearson` or `kendall`.
    package var method: String
    /// The coefficient of the score with HSF.
    package var value: Double

    package static let columns: [RowColumn<Row>] = [
      RowColumn("model", "Network", \.model, "The network."),
      RowColumn("score", "Score", \.score, "The score."),
      RowColumn("method", "Method", \.method, "The coefficient."),
      RowColumn(
        "value", "Truth", .real(digits: 4), \.value, "The coefficient of the score with HSF."),
    ]
  }

  /// The number of images the truth was computed from.
  package var images: Int
  /// The coefficients.
  package var rows: [Row]

  /// The scores whose truth is known.
  package static let scores = ["avh", "angle", "angular_gap", "confidence", "feature_norm"]

  /// The true coefficient, nil when it is not known.
  package func value(model: String, score: String, method: String) -> Double? {
    rows.first { $0.model == model && $0.score == score && $0.method == method }?.value
  }

  /// Computes the truth of some settings.
  ///
  /// - Parameters:
  ///   - settings: The settings; the number of images and the seed play no part.
  ///   - images: How many images stand for endlessly many.
  /// - Throws: `SimulationError` for settings out of range, `StatisticsError` when a score is constant.
  /// - Complexity: O(images (annotators + networks width)).
  package init(settings: SimulationSettings, images: Int = 200_000) throws {
    try settings.validate()
    self.images = images
    rows = []
    if settings.effect == .none {
      // Answers and features share nothing, so every coefficient is 0 without any computation.
      for network in settings.networks {
        for score in Self.scores {
          for method in CorrelationMethod.allCases {
            rows.append(
              Row(model: network.name, score: score, method: method.rawValue, value: 0))
          }
        }
      }
      return
    }
    let people = PsychometricModel(classes: settings.classes, annotators: settings.annotators)
    let networks = settings.networks.map {
      SimulatedNetwork(
        settings: $0, effect: settings.effect, classes: settings.classes, width: settings.width)
    }
    let perImage = Parallel.map(count: images) { index in
      var generator = SplitMix64(seed: 0x7472_7574_68, stream: index)
      let image = LatentImage(classes: settings.classes, using: &generator)
      let right = people.countRight(difficulty: image.difficulty, using: &generator)
      var values = [Double(right) / Double(settings.annotators)]
      for network in networks {
        let features = network.features(of: image, using: &generator)
        values += Self.scores(of: features, target: image.targetClass, network: network)
      }
      return values
    }
    let hsf = perImage.map { $0[0] }
    for (position, network) in networks.enumerated() {
      for (offset, score) in Self.scores.enumerated() {
        let column = 1 + position * Self.scores.count + offset
        let values = perImage.map { $0[column] }
        for method in CorrelationMethod.allCases {
          rows.append(
            Row(
              model: network.settings.name, score: score, method: method.rawValue,
              value: try method.correlation(values, hsf).coefficient))
        }
      }
    }
  }

  /// The scores of one image, from their definitions, in the order of ``scores``.
  private static func scores(
    of features: [Double], target: Int, network: SimulatedNetwork
  ) -> [Double] {
    let norm = features.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let classes = 0..<network.classes
    let angles = classes.map { acos(max(-1, min(1, features[$0] / norm))) }
    let logits = classes.map { network.weightNorm($0) * features[$0] + network.bias($0) }
    let largest = logits.max() ?? 0
    let total = logits.reduce(0) { $0 + exp($1 - largest) }
    let nearest = classes.filter { $0 != target }.map { angles[$0] }.min() ?? 0
    return [
      angles[target] / angles.reduce(0, +), angles[target], angles[target] - nearest,
      exp(logits[target] - largest) / total, norm,
    ]
  }
}
