// What users of the library import: statistics, tensors and networks under the product's own name.
@_exported public import Networks
@_exported public import Statistics
@_exported public import Tensors

/// Every score of images in memory in one call.
///
/// For files larger than memory, for logits with norms and for other precisions see `Scorer`.
public enum AngularVisualHardness {
  /// Scores images whose features are rows of numbers.
  ///
  /// ```swift
  /// let scores = try AngularVisualHardness.scores(
  ///   features: [[1, 2], [2, 1]], weights: [[1, 0], [0, 1]], labels: [1, 1])
  /// print(scores.avh)  // [0.295…, 0.704…]
  /// ```
  ///
  /// - Parameters:
  ///   - features: One row per image, all of one width: the input of the last linear layer.
  ///   - weights: One row per class, of the same width.
  ///   - bias: One number per class, or nil when the layer has none.
  ///   - labels: The target class of each image, from 0; -1 where it is unknown.
  /// - Returns: Every score of every image.
  /// - Throws: `NetworksError` when rows differ in width, counts do not fit together, a label is
  ///   not a class, or a row is NaN, infinite or all zeros (row named).
  public static func scores(
    features: [[Double]], weights: [[Double]], bias: [Double]? = nil, labels: [Int]
  ) throws -> ImageScores {
    let width = weights.first?.count ?? 0
    return try scores(
      features: flat(features, width, "features"), weights: flat(weights, width, "weights"),
      width: width, bias: bias, labels: labels)
  }

  /// Scores images whose features stand one after the other in a buffer.
  ///
  /// - Parameters:
  ///   - features: (images, width), one image after the other.
  ///   - weights: (classes, width), one class after the other.
  ///   - width: The number of features, positive.
  ///   - bias: One number per class, or nil when the layer has none.
  ///   - labels: The target class of each image, from 0; -1 where it is unknown.
  /// - Returns: Every score of every image.
  /// - Throws: `NetworksError`, as for rows.
  public static func scores<Number: BinaryFloatingPoint>(
    features: some Collection<Number>, weights: some Collection<Number>, width: Int,
    bias: [Double]? = nil, labels: [Int]
  ) throws -> ImageScores {
    guard width > 0, weights.count % width == 0 else {
      throw NetworksError.wrongShape(
        what: "weights", expected: "(classes, \(width))", got: [weights.count])
    }
    let head = try ClassifierHead(
      weights: weights.map { Double($0) }, classes: weights.count / width, bias: bias)
    let input = ScoringInput.values(features.map { Double($0) }, head)
    var collected = CollectedScores()
    let summary = try Scorer(input: input, labels: input.targets(labels)).run(into: &collected)
    return ImageScores(collected: collected, summary: summary)
  }

  private static func flat(
    _ rows: [[Double]], _ width: Int, _ what: String
  ) throws(NetworksError) -> [Double] {
    for (row, values) in rows.enumerated() where values.count != width {
      throw .countMismatch(
        what: "numbers in row \(row) of the \(what)", expected: width, got: values.count)
    }
    return rows.flatMap(\.self)
  }
}

/// Every score of some images, one value an image; NaN where it has none.
public struct ImageScores: Sendable {
  private let collected: CollectedScores
  /// The means over the images, and why scores are missing.
  public let summary: ScoringSummary

  init(collected: CollectedScores, summary: ScoringSummary) {
    self.collected = collected
    self.summary = summary
  }

  /// The number of images.
  public var count: Int { collected.count }

  /// The angular visual hardness of each image; higher = harder.
  public var avh: [Double] { self[.avh] }

  /// The softmax probability of each image's target class; higher = easier.
  public var confidence: [Double] { self[.confidence] }

  /// The class with the largest logit of each image.
  public var predictedClasses: [Int] { self[.predictedClass].map { Int($0) } }

  /// The share of the labelled images whose predicted class is their target; NaN without labels.
  public var accuracy: Double { summary.accuracy }

  /// The values of any score.
  public subscript(score: Score) -> [Double] { collected[score] }
}
