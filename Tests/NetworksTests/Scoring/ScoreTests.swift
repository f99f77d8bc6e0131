import Testing

@testable import Networks

struct ScoreTests {
  @Test func `the columns of the first studies stay in their order`() {
    #expect(
      Score.all.prefix(21).map(\.name) == [
        "avh", "avh_predicted", "angle", "angular_gap", "cosine", "confidence",
        "confidence_unbiased", "max_probability", "entropy", "margin", "logit_margin", "loss",
        "el2n", "grand", "energy", "max_logit", "boundary_distance", "feature_norm", "rank",
        "predicted_class", "correct",
      ])
  }

  @Test(arguments: Score.all)
  func `every score is described and found by its name`(_ score: Score) {
    #expect(Score.named(score.name) == score && score.version > 0)
    for text in [score.meaning, score.formula, score.range, score.source] {
      #expect(!text.isEmpty && !text.hasSuffix("."))
    }
  }

  @Test func `directions are those of the definitions`() {
    let harder = Score.all.prefix(21).filter { $0.direction == .higherIsHarder }
    #expect(
      harder == [
        .avh, .avhPredicted, .angle, .angularGap, .entropy, .loss, .el2n, .grand, .energy, .rank,
      ])
    #expect(Score.all.filter { $0.direction == ScoreDirection.none } == [.predictedClass])
  }

  @Test func `what a score needs is what its definition names`() {
    let label = Score.all.prefix(21).filter { !$0.usesLabel }
    #expect(
      label == [
        .avhPredicted, .maxProbability, .entropy, .energy, .maxLogit, .featureNorm,
        .predictedClass,
      ])
    #expect(Score.all.filter { $0.needs.contains(.distances) } == [.boundaryDistance])
  }
}
