/// The scores that a network gives an image; the raw values are column names.
///
/// Throughout, *x* is the feature vector of the image (the input of the last linear layer), *w_k*
/// the weights of class *k* and *b_k* its bias, *z_k* = ⟨*x*, *w_k*⟩ + *b_k* its logit,
/// *p* = softmax(*z*), *y* the target class, and A(*u*, *v*) the angle between two vectors in
/// radians. ``description`` holds formula, range, direction and source of each.
public enum ScoreKind: String, CaseIterable, Codable, Sendable, Comparable {
  /// The angular visual hardness of the target class.
  case avh
  /// The angular visual hardness of the predicted class, which needs no label.
  case avhPredicted = "avh_predicted"
  /// The angle between the features and the weights of the target class.
  case angle
  /// The angle to the target class less the angle to the nearest other class.
  case angularGap = "angular_gap"
  /// The cosine of ``angle``.
  case cosine
  /// The softmax probability of the target class.
  case confidence
  /// The softmax probability of the target class when the bias is left out.
  case confidenceUnbiased = "confidence_unbiased"
  /// The largest softmax probability.
  case maxProbability = "max_probability"
  /// The entropy of the softmax probabilities in nats.
  case entropy
  /// The probability of the target class less the largest other.
  case margin
  /// The logit of the target class less the largest other.
  case logitMargin = "logit_margin"
  /// The cross-entropy loss in nats.
  case loss
  /// The norm of the error of the probabilities.
  case el2n
  /// The norm of the gradient of the loss with respect to the last layer.
  case grand
  /// The negative logarithm of the sum of the exponentials of the logits.
  case energy
  /// The largest logit.
  case maxLogit = "max_logit"
  /// The signed distance of the features to the nearest decision boundary of the target class.
  case boundaryDistance = "boundary_distance"
  /// The norm of the features.
  case featureNorm = "feature_norm"
  /// The place of the target class when the classes are ordered by logit.
  case rank
  /// The class with the largest logit.
  case predictedClass = "predicted_class"
  /// Whether the predicted class is the target class.
  case correct

  /// The place in ``allCases``, which is the order of columns.
  var position: Int {
    switch self {
    case .avh: 0
    case .avhPredicted: 1
    case .angle: 2
    case .angularGap: 3
    case .cosine: 4
    case .confidence: 5
    case .confidenceUnbiased: 6
    case .maxProbability: 7
    case .entropy: 8
    case .margin: 9
    case .logitMargin: 10
    case .loss: 11
    case .el2n: 12
    case .grand: 13
    case .energy: 14
    case .maxLogit: 15
    case .boundaryDistance: 16
    case .featureNorm: 17
    case .rank: 18
    case .predictedClass: 19
    case .correct: 20
    }
  }

  /// Whether one kind's column stands before another's.
  public static func < (first: ScoreKind, second: ScoreKind) -> Bool {
    first.position < second.position
  }
}
