internal import RealModule

/// What softmax probabilities say about each image: confidence, correctness and proper scores.
///
/// ```text
/// p = softmax(z / T),  confidence = max_k p_k,  loss = -ln p_y,  Brier = sum_k (p_k - [k = y])^2
/// ```
///
/// | Field | Range | Direction | Uses the label |
/// | ----- | ----- | --------- | -------------- |
/// | ``confidences`` | 1/classes...1 | higher = easier | no |
/// | ``logConfidences`` | up to 0 | higher = easier | no |
/// | ``trueClassLogProbabilities`` | up to 0 | higher = easier | yes |
/// | ``brierScores`` | 0...2 | higher = harder | yes |
///
/// Logarithms are taken without forming p, so that nothing saturates. Of several classes with the
/// highest logit the first one is the prediction.
public struct PredictedClasses: Sendable, Equatable {
  /// The most probable class of each image.
  public let predictions: [Int32]
  /// The probability of the predicted class.
  public let confidences: [Double]
  /// The natural log-probability of the predicted class, which keeps saturated images apart.
  public let logConfidences: [Double]
  /// Whether the prediction is the label.
  public let correct: [Bool]
  /// The natural log-probability of the label.
  public let trueClassLogProbabilities: [Double]
  /// The Brier score over all classes.
  public let brierScores: [Double]

  /// The share of images whose prediction is the label.
  public var accuracy: Double { Double(correct.count { $0 }) / Double(correct.count) }
  /// The mean of -ln p_y in nats.
  public var negativeLogLikelihood: Double {
    -trueClassLogProbabilities.reduce(0, +) / Double(correct.count)
  }
  /// The mean Brier score over all classes, in 0...2.
  public var brierScore: Double { brierScores.reduce(0, +) / Double(correct.count) }

  /// Computes the probabilities.
  ///
  /// - Parameters:
  ///   - logits: The logits of all images; finite.
  ///   - labels: The true class of each image.
  ///   - temperature: What the logits are divided by; above 0.
  ///   - threads: The number of threads; nil for all cores. The result does not depend on it.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)``,
  ///   ``StatisticsError/notANumber(name:index:)``, ``StatisticsError/notFinite(name:index:)``.
  /// - Complexity: O(images * classes).
  public init(
    _ logits: LogitRows, labels: [Int32], temperature: Double = 1, threads: Int? = nil
  ) throws(StatisticsError) {
    try self.init(
      logits, labels: labels, temperatures: [Double](repeating: temperature, count: logits.count),
      threads: threads)
  }

  /// Computes the probabilities with a temperature of its own for each image.
  ///
  /// Use it with temperatures fitted crosswise: each half of the images gets the one fitted on the
  /// other.
  ///
  /// - Parameters:
  ///   - logits: The logits of all images; finite.
  ///   - labels: The true class of each image.
  ///   - temperatures: What the logits of each image are divided by; above 0.
  ///   - threads: The number of threads; nil for all cores.
  /// - Throws: As ``init(_:labels:temperature:threads:)``.
  public init(
    _ logits: LogitRows, labels: [Int32], temperatures: [Double], threads: Int? = nil
  ) throws(StatisticsError) {
    try logits.check(labels: labels)
    guard temperatures.count == logits.count else {
      throw .lengthMismatch(expected: logits.count, got: temperatures.count)
    }
    for temperature in temperatures where !(temperature > 0 && temperature.isFinite) {
      throw .outOfRange(
        name: "temperature", value: temperature, allowed: "finite and above 0")
    }
    let rows = Parallel.mapRanges(count: logits.count, threads: threads) { range in
      var row = [Double](repeating: 0, count: logits.classCount)
      return range.map { image in
        logits.read(image, into: &row)
        return PredictedRow(
          &row, label: Int(labels[image]), temperature: temperatures[image])
      }
    }
    predictions = rows.map(\.prediction)
    confidences = rows.map(\.confidence)
    logConfidences = rows.map(\.logConfidence)
    correct = zip(rows, labels).map { $0.prediction == $1 }
    trueClassLogProbabilities = rows.map(\.trueClassLogProbability)
    brierScores = rows.map(\.brierScore)
  }
}

/// One image's probabilities, summed up.
private struct PredictedRow: Sendable {
  let prediction: Int32
  let confidence: Double
  let logConfidence: Double
  let trueClassLogProbability: Double
  let brierScore: Double

  init(_ row: inout [Double], label: Int, temperature: Double) {
    var best = 0
    for c in row.indices where row[c] > row[best] { best = c }
    let largest = row[best]
    let own = (row[label] - largest) / temperature
    for c in row.indices { row[c] = .exp((row[c] - largest) / temperature) }
    // Sums without the leading class keep the digits of 1 - p where p rounds to 1.
    var behindBest = 0.0
    for c in row.indices where c != best { behindBest += row[c] }
    let sum = 1 + behindBest
    var others = 0.0
    for c in row.indices where c != label { others += row[c] }
    let rest = others / sum
    var brier = rest * rest
    for c in row.indices where c != label { brier += (row[c] / sum) * (row[c] / sum) }
    prediction = Int32(best)
    confidence = 1 / sum
    logConfidence = -.log(onePlus: behindBest)
    trueClassLogProbability = own + logConfidence
    brierScore = brier
  }
}
