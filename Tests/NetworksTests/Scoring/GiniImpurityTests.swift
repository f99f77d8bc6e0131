import Networks
import RealModule
import Testing

/// Values of NumPy 2.4 in double and mpmath 1.3 in 300 digits: `p = exp(z) / sum(exp(z))`,
/// `1 - sum(p ** 2)`.
struct GiniImpurityTests {
  private static let references: [(logits: [Double], value: Double)] = [
    ([2, -1, 0.5], 0.3505807842800734), ([0.25, 1.5, -3, -0.5], 0.4640330343348818),
    ([0, 0, 0, 0, 0], 0.8), ([3.5, 3.25, -2, 0.125], 0.5130890169679306),
    ([40, 0], 8.496708510583178e-18), ([300, 0, -5], 1.0365777045302612e-130),
  ]

  @Test(arguments: references.indices)
  func `agrees with the definition, whatever the label`(_ place: Int) throws {
    let (logits, value) = Self.references[place]
    // Features of one class after the other, times the identity, are the logits.
    let classes = logits.count
    let identity = (0..<classes * classes).map { $0 % (classes + 1) == 0 ? 1.0 : 0 }
    let head = try ClassifierHead(weights: identity, classes: classes, bias: logits)
    let zeros = (0..<classes).map { $0 == 0 ? 1e-300 : 0 }
    for label in -1..<Int32(classes) {
      var scores = CollectedScores()
      _ = try Scorer(input: .values(zeros, head), labels: [label]).run(into: &scores)
      #expect(scores[.gini][0].isApproximatelyEqual(to: value, relativeTolerance: 1e-14))
    }
    #expect(Score.gini.needs.isEmpty && Score.gini.direction == .higherIsHarder)
  }
}
