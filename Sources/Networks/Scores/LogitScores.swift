internal import CAngularKernels

// Scores of the logits and of their order.

extension Score {
  private static let order = "order of the logits"

  /// The logit of the target class less the largest other.
  public static let logitMargin = Score(
    "logit_margin", "z_y - max over k != y of z_k", range: "any real number", .higherIsEasier,
    needs: [.label], undefined: "the logits differ by more than the largest double",
    source: "Pleiss et al. 2020, NeurIPS, arXiv:2001.10528, eq. 1",
    meaning: "Logit of the target class minus the largest other"
  ) { $0.targetLogit - $0.sums.max_other }

  /// The largest logit.
  public static let maxLogit = Score(
    "max_logit", "max_k z_k", range: "any real number", .higherIsEasier,
    source: "Hendrycks et al. 2022, ICML, arXiv:1911.11132", meaning: "The largest logit"
  ) { $0.sums.max_logit }

  /// The place of the target class when the classes are ordered by logit.
  public static let rank = Score(
    "rank", "1 + number of k != y with z_k >= z_y",
    range: "1 ... classes; equal logits count against y", .higherIsHarder, needs: [.label],
    number: .whole, source: order,
    meaning: "Place of the target class among the logits, 1 = best"
  ) { Double($0.sums.ahead + 1) }

  /// The class with the largest logit.
  public static let predictedClass = Score(
    "predicted_class", "argmax_k z_k, the lowest index among equals", range: "0 ..< classes",
    ScoreDirection.none, number: .classIndex, source: order, meaning: "The predicted class"
  ) { Double($0.predicted) }

  /// Whether the predicted class is the target class.
  public static let correct = Score(
    "correct", "1 if argmax_k z_k = y, else 0", range: "0 or 1", .higherIsEasier,
    needs: [.label], number: .flag, source: order,
    meaning: "1 if the predicted class is the target"
  ) { $0.predicted == $0.target ? 1 : 0 }
}
