internal import CAngularKernels
internal import Foundation

extension Score {
  /// The Gini impurity of the softmax probabilities: the chance that two classes drawn from them
  /// differ; it needs no label.
  ///
  /// The sums leave out the largest term, so that nothing cancels where a probability is near 1.
  public static let gini = Score(
    "gini", "1 - sum_k p_k^2", range: "[0, 1 - 1 / classes]", .higherIsHarder,
    source: "Feng et al. 2020, DeepGini, ISSTA, doi:10.1145/3395363.3397357",
    meaning: "Gini impurity of the softmax"
  ) { row in
    let isApart = row.target >= 0 && row.target != row.predicted
    let target = isApart ? exp(row.targetLogit - row.sums.max_logit) : 0
    let others = row.sums.exp_rest + target
    let squares = row.sums.exp_squared_rest + target * target
    return (2 * others + (others * others - squares)) / ((1 + others) * (1 + others))
  }
}
