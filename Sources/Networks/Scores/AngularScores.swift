internal import CAngularKernels

// Scores of the angles between features and weights.

extension Score {
  private static let chen =
    "Chen et al. 2020, Angular Visual Hardness, ICML, PMLR 119:1637-1648"
  private static let noAngle = "every angle is 0"

  /// The angular visual hardness of the target class.
  public static let avh = Score(
    "avh", "A(x, w_y) / sum_k A(x, w_k)", range: "[0, 1]; 1 / classes when all angles are equal",
    .higherIsHarder, needs: [.label, .angles], undefined: noAngle, source: chen,
    meaning: "Angular visual hardness: angle to the target class over the sum of angles to all"
  ) { $0.angles.target.angle / $0.angles.sum }

  /// The angular visual hardness of the predicted class, which needs no label.
  public static let avhPredicted = Score(
    "avh_predicted", "A(x, w_c) / sum_k A(x, w_k), c = argmax_k z_k", range: "[0, 1]",
    .higherIsHarder, needs: [.angles], undefined: noAngle, source: chen,
    meaning: "AVH of the predicted class"
  ) { $0.angles.predicted / $0.angles.sum }

  /// The angle between the features and the weights of the target class.
  public static let angle = Score(
    "angle", "A(x, w_y) = 2 atan2(|u - v|, |u + v|), u = x / |x|, v = w_y / |w_y|",
    range: "[0, pi] rad", .higherIsHarder, needs: [.label, .angles], source: chen,
    meaning: "Angle to the target class in radians"
  ) { $0.angles.target.angle }

  /// The angle to the target class less the angle to the nearest other class.
  public static let angularGap = Score(
    "angular_gap", "A(x, w_y) - min over k != y of A(x, w_k)",
    range: "[-pi, pi] rad; negative when w_y is nearest", .higherIsHarder,
    needs: [.label, .angles],
    source: "Peng, Islam & Tu 2022, Angular Gap, ACM Multimedia, doi:10.1145/3503161.3548289",
    meaning: "Angle to the target class minus the smallest other angle, in radians"
  ) { $0.angles.target.angle - $0.angles.nearestOther }

  /// The cosine of ``angle``.
  public static let cosine = Score(
    "cosine", "<x, w_y> / (|x| |w_y|)", range: "[-1, 1]", .higherIsEasier,
    needs: [.label, .angles], source: chen, meaning: "Cosine to the target class"
  ) { $0.angles.target.cosine }

  /// The softmax probability of the target class when the bias is left out.
  public static let confidenceUnbiased = Score(
    "confidence_unbiased", "exp(<x, w_y>) / sum_k exp(<x, w_k>)", range: "[0, 1]",
    .higherIsEasier, needs: [.label, .bias], source: "\(chen), whose formula has no bias",
    meaning: "Softmax of the target class without the bias"
  ) { $0.unbiasedConfidence }

  /// The norm of the features.
  public static let featureNorm = Score(
    "feature_norm", "|x|", range: "(0, inf)", .higherIsEasier, needs: [.featureNorm],
    source: chen, meaning: "Length of the features"
  ) { $0.featureNorm }

  /// The signed distance of the features to the nearest decision boundary of the target class.
  public static let boundaryDistance = Score(
    "boundary_distance", "min over k with w_k != w_y of (z_y - z_k) / |w_y - w_k|",
    range: "any real number, in units of x; negative when misclassified", .higherIsEasier,
    needs: [.label, .distances], undefined: "every class has the same weights",
    source: "distance of a point to a hyperplane",
    meaning: "Signed distance of the features to the target class's nearest boundary"
  ) { $0.sums.boundary < .infinity ? $0.sums.boundary : .nan }
}
