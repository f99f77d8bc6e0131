import Testing

@testable import Networks

struct ScoreKindTests {
  @Test func `columns have the names of the database`() {
    #expect(
      ScoreKind.allCases.map(\.rawValue) == [
        "avh", "avh_predicted", "angle", "angular_gap", "cosine", "confidence",
        "confidence_unbiased", "max_probability", "entropy", "margin", "logit_margin", "loss",
        "el2n", "grand", "energy", "max_logit", "boundary_distance", "feature_norm", "rank",
        "predicted_class", "correct",
      ])
  }

  @Test func `positions are the order of columns`() {
    #expect(ScoreKind.allCases.map(\.position) == Array(0..<21))
  }

  @Test(arguments: ScoreKind.allCases)
  func `every score is described`(_ kind: ScoreKind) {
    let description = kind.description
    #expect(description.kind == kind && description.version == 1)
    #expect(![description.formula, description.range, description.source].contains(""))
  }

  @Test func `directions are those of the definitions`() {
    let harder = ScoreKind.allCases.filter { $0.description.direction == .higherIsHarder }
    #expect(
      harder == [
        .avh, .avhPredicted, .angle, .angularGap, .entropy, .loss, .el2n, .grand, .energy, .rank,
      ])
    #expect(ScoreKind.predictedClass.description.direction == ScoreDirection.none)
  }
}
