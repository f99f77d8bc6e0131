internal import CAngularKernels

/// What is known of one row when its scores are taken.
struct ScoreRow {
  /// The target class; -1 when it is unknown.
  let target: Int
  /// The class of the largest logit, the lowest index among equals.
  let predicted: Int
  /// The logit of the target class; NaN when it is unknown.
  let targetLogit: Double
  /// Sums and extremes over the classes.
  let sums: avh_scores
  /// What the logits say.
  let softmax: SoftmaxScores
  /// The probability of the target class without bias.
  let unbiasedConfidence: Double
  /// The angles to the weights; NaN when they are unknown.
  let angles: Angles
  /// The norm of the features.
  let featureNorm: Double
  /// Whether the last layer has a bias.
  let hasBias: Bool

  /// Angles between the features and the weights of classes.
  struct Angles {
    /// The angle to the target class and its cosine.
    var target = ClassAngle(angle: .nan, cosine: .nan)
    /// The angle to the predicted class.
    var predicted = Double.nan
    /// The smallest angle to a class other than the target.
    var nearestOther = Double.nan
    /// The sum of the angles to all classes.
    var sum = Double.nan
  }
}
