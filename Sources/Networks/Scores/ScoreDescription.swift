/// What a reader of a table of scores needs to know about one of them.
public struct ScoreDescription: Codable, Equatable, Sendable {
  /// The score.
  public let kind: ScoreKind
  /// The definition, in the symbols of ``ScoreKind``.
  public let formula: String
  /// The values it can take and their unit.
  public let range: String
  /// Which way it points.
  public let direction: ScoreDirection
  /// Whether it depends on the target class of the image.
  public let usesLabel: Bool
  /// Which inputs cannot give it, and why; empty when every input can.
  public let unavailable: String
  /// Where the definition comes from.
  public let source: String
  /// The version of the method, raised when its numbers change.
  public let version: Int
}

extension ScoreKind {
  /// The formula, range, direction and source of the score.
  public var description: ScoreDescription {
    let chen = "Chen et al. 2020, Angular Visual Hardness, ICML, PMLR 119:1637-1648"
    let softmax = "softmax of the logits"
    return switch self {
    case .avh:
      describe(
        "A(x, w_y) / sum_k A(x, w_k)", "[0, 1]; 1 / classes when all angles are equal", source: chen
      )
    case .avhPredicted:
      describe(
        "A(x, w_c) / sum_k A(x, w_k), c = argmax_k z_k", "[0, 1]", usesLabel: false, source: chen)
    case .angle:
      describe(
        "A(x, w_y) = 2 atan2(|u - v|, |u + v|), u = x / |x|, v = w_y / |w_y|", "[0, pi] rad",
        source: chen)
    case .angularGap:
      describe(
        "A(x, w_y) - min over k != y of A(x, w_k)", "[-pi, pi] rad; negative when w_y is nearest",
        source: "Peng, Islam & Tu 2022, Angular Gap, ACM Multimedia, doi:10.1145/3503161.3548289")
    case .cosine:
      describe("<x, w_y> / (|x| |w_y|)", "[-1, 1]", .higherIsEasier, source: chen)
    case .confidence:
      describe("exp(z_y) / sum_k exp(z_k)", "[0, 1]", .higherIsEasier, source: softmax)
    case .confidenceUnbiased:
      describe(
        "exp(<x, w_y>) / sum_k exp(<x, w_k>)", "[0, 1]", .higherIsEasier,
        source: "\(chen), whose formula has no bias")
    case .maxProbability:
      describe(
        "max_k p_k", "[1 / classes, 1]", .higherIsEasier, usesLabel: false,
        source: "Hendrycks & Gimpel 2017, ICLR, arXiv:1610.02136")
    case .entropy:
      describe(
        "-sum_k p_k ln p_k", "[0, ln classes] nats", usesLabel: false,
        source: "Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x")
    case .margin:
      describe("p_y - max over k != y of p_k", "[-1, 1]", .higherIsEasier, source: softmax)
    case .logitMargin:
      describe(
        "z_y - max over k != y of z_k", "any real number", .higherIsEasier,
        source: "Pleiss et al. 2020, NeurIPS, arXiv:2001.10528, eq. 1")
    case .loss:
      describe("ln sum_k exp(z_k) - z_y = -ln p_y", "[0, inf) nats", source: "cross-entropy")
    case .el2n:
      describe(
        "|p - onehot(y)|", "[0, sqrt 2]",
        source: "Paul, Ganguli & Dziugaite 2021, NeurIPS, arXiv:2107.07075, sec. 2.2")
    case .grand:
      describe(
        "|p - onehot(y)| sqrt(|x|^2 + 1), without the 1 when there is no bias", "[0, inf)",
        source: "Paul, Ganguli & Dziugaite 2021, arXiv:2107.07075, of the last layer only")
    case .energy:
      describe(
        "-ln sum_k exp(z_k)", "any real number", usesLabel: false,
        source: "Liu et al. 2020, NeurIPS, arXiv:2010.03759, eq. 4 at temperature 1")
    case .maxLogit:
      describe(
        "max_k z_k", "any real number", .higherIsEasier, usesLabel: false,
        source: "Hendrycks et al. 2022, ICML, arXiv:1911.11132")
    case .boundaryDistance:
      describe(
        "min over k with w_k != w_y of (z_y - z_k) / |w_y - w_k|",
        "any real number, in units of x; negative when misclassified", .higherIsEasier,
        unavailable: """
          logits with norms: the distances between the classes' weights are not known; more than \
          \(HeadTables.largestDistanceTable) classes: their table would not fit in memory
          """,
        source: "distance of a point to a hyperplane")
    case .featureNorm:
      describe("|x|", "(0, inf)", .higherIsEasier, usesLabel: false, source: chen)
    case .rank:
      describe(
        "1 + number of k != y with z_k >= z_y", "1 ... classes; equal logits count against y",
        source: "order of the logits")
    case .predictedClass:
      describe(
        "argmax_k z_k, the lowest index among equals", "0 ..< classes", ScoreDirection.none,
        usesLabel: false, source: "order of the logits")
    case .correct:
      describe(
        "1 if argmax_k z_k = y, else 0", "0 or 1", .higherIsEasier, source: "order of the logits")
    }
  }

  private func describe(
    _ formula: String, _ range: String, _ direction: ScoreDirection = .higherIsHarder,
    usesLabel: Bool = true, unavailable: String = "", source: String
  ) -> ScoreDescription {
    ScoreDescription(
      kind: self, formula: formula, range: range, direction: direction, usesLabel: usesLabel,
      unavailable: unavailable, source: source, version: 1)
  }
}
