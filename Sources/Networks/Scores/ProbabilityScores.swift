// Scores of the softmax probabilities.

extension Score {
  private static let softmax = "softmax of the logits"
  private static let farApart = "the logits differ by more than the largest double"

  /// The softmax probability of the target class.
  public static let confidence = Score(
    "confidence", "exp(z_y) / sum_k exp(z_k)", range: "[0, 1]", .higherIsEasier, needs: [.label],
    source: softmax, meaning: "Softmax of the target class"
  ) { $0.softmax.confidence }

  /// The largest softmax probability.
  public static let maxProbability = Score(
    "max_probability", "max_k p_k", range: "[1 / classes, 1]", .higherIsEasier,
    source: "Hendrycks & Gimpel 2017, ICLR, arXiv:1610.02136",
    meaning: "The largest softmax value"
  ) { $0.softmax.maxProbability }

  /// The entropy of the softmax probabilities in nats.
  public static let entropy = Score(
    "entropy", "-sum_k p_k ln p_k", range: "[0, ln classes] nats", .higherIsHarder,
    undefined: farApart, source: "Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x",
    meaning: "Entropy of the softmax in nats"
  ) { $0.softmax.entropy }

  /// The probability of the target class less the largest other.
  public static let margin = Score(
    "margin", "p_y - max over k != y of p_k", range: "[-1, 1]", .higherIsEasier, needs: [.label],
    source: softmax, meaning: "Probability of the target class minus the largest other"
  ) { $0.softmax.margin }

  /// The cross-entropy loss in nats.
  public static let loss = Score(
    "loss", "ln sum_k exp(z_k) - z_y = -ln p_y", range: "[0, inf) nats", .higherIsHarder,
    needs: [.label], undefined: farApart, source: "cross-entropy",
    meaning: "Cross-entropy in nats"
  ) { $0.softmax.loss }

  /// The norm of the error of the probabilities.
  public static let el2n = Score(
    "el2n", "|p - onehot(y)|", range: "[0, sqrt 2]", .higherIsHarder, needs: [.label],
    source: "Paul, Ganguli & Dziugaite 2021, NeurIPS, arXiv:2107.07075, sec. 2.2",
    meaning: "Length of softmax minus one-hot label"
  ) { $0.softmax.errorNorm }

  /// The norm of the gradient of the loss with respect to the last layer.
  public static let grand = Score(
    "grand", "|p - onehot(y)| sqrt(|x|^2 + 1), without the 1 when there is no bias",
    range: "[0, inf)", .higherIsHarder, needs: [.label, .bias, .featureNorm],
    source: "Paul, Ganguli & Dziugaite 2021, arXiv:2107.07075, of the last layer only",
    meaning: "Length of the last layer's gradient of the loss"
  ) { row in
    let norm = row.featureNorm
    return row.softmax.errorNorm * (row.hasBias ? (1 + norm * norm).squareRoot() : norm)
  }

  /// The negative logarithm of the sum of the exponentials of the logits.
  public static let energy = Score(
    "energy", "-ln sum_k exp(z_k)", range: "any real number", .higherIsHarder,
    source: "Liu et al. 2020, NeurIPS, arXiv:2010.03759, eq. 4 at temperature 1",
    meaning: "Minus log-sum-exp of the logits"
  ) { -$0.softmax.logSumExp }
}
