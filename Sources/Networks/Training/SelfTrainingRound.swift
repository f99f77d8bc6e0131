internal import Foundation

/// One round of self-training, judged on the target.
public struct SelfTrainingRound: Equatable, Sendable {
  /// The round; 0 is the head trained on the source alone.
  public let round: Int
  /// The share of each class that was trusted; 0 in round 0.
  public let portion: Double
  /// The head at the end of the round.
  public let head: LinearHead
  /// The share of target images that it predicts correctly.
  public let accuracy: Double
  /// Its predicted class of each target image, for comparisons image by image.
  public let predictions: [Int32]
  /// The images that were trusted; nil in round 0.
  public internal(set) var selected: Selected?

  /// The images that a round trusted.
  public struct Selected: Equatable, Sendable {
    /// How many.
    public let count: Int
    /// The share whose label is true; NaN when there are none, as all below.
    public let precision: Double
    /// The mean probability of the label, by the head that chose.
    public let confidence: Double
    /// The mean angular visual confidence of the label, by the head that chose.
    public let avc: Double
    /// The mean norm of the features.
    public let norm: Double
  }

  init(
    _ round: Int, portion: Double, head: LinearHead, target: FeatureSet
  ) throws(NetworksError) {
    self.round = round
    self.portion = portion
    self.head = head
    predictions = try head.predictions(target)
    accuracy =
      Double(zip(predictions, target.labels).count { $0 == $1 }) / Double(target.count)
  }
}

extension SelfTrainingRound.Selected {
  init(
    _ chosen: PseudoLabels, truth: [Int32], logProbabilities: [Double], angles: [Double],
    norms: [Double]
  ) {
    let classes = logProbabilities.count / max(truth.count, 1)
    let pairs = zip(chosen.rows, chosen.labels)
    func mean(_ value: (Int, Int) -> Double) -> Double {
      pairs.reduce(0) { $0 + value($1.0, Int($1.1)) } / Double(chosen.rows.count)
    }
    count = chosen.rows.count
    precision = mean { row, label in Int(truth[row]) == label ? 1 : 0 }
    confidence = mean { row, label in exp(logProbabilities[row * classes + label]) }
    avc = mean { row, label in
      PseudoLabels.avc(angles[row * classes..<(row + 1) * classes], label)
    }
    norm = mean { row, _ in norms[row] }
  }
}
