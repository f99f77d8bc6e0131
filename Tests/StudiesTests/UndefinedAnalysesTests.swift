import Analyses
import Studies
import StudyValues
import TestSupport
import Testing

/// What is undefined in one analysis, or in one network, stops no study and takes no other row away.
struct UndefinedAnalysesTests {
  private static let manifest = """
    schema: 1
    id: undefined
    question: What is left where something is undefined?
    dataset: {name: d, classes: {space: two, file: classes.txt}, labels: {file: labels.csv, layout: table}}
    annotations: [{set: workers, file: votes.csv, default: true}]
    models:
      - {name: first, features: first.npy, weights: weights.npy}
      - {name: flat, features: flat.npy, weights: weights.npy}
      - {name: third, features: third.npy, weights: weights.npy}
    analyses:
      - {id: A1, kind: accuracy-trend, scores: [avh]}
      - {id: C1, kind: calibration, resamples: 50}
      - {id: CV, kind: vote-calibration}
      - {id: Q5, kind: temperature}
      - {id: Y1, kind: people-as-yardstick, scores: [avh], splits: 2}
    claims:
      - {id: C2, text: More accurate networks have a lower AVH., primary: {analysis: A1, estimate: correlation_with_accuracy, score: avh, expect: less}}
    decisions: {resamples: 99}

    """

  /// Sixty images in two classes; the features of one network are all the same, the others get every image right.
  private func run(votes answer: (_ image: Int, _ person: Int) -> Bool) throws -> StudyResult {
    let study = try TwoClassStudy(isRight: answer)
    for (name, factor) in [("first", 0.3), ("third", 0.7)] {
      let features = (0..<60).flatMap { index -> [Double] in
        let other = factor * (0.2 + Double(index * 7 % 11) / 11)
        return index % 2 == 0 ? [1, other] : [other, 1]
      }
      try study.write(features, as: "\(name).npy")
    }
    try study.write([Double](repeating: 1, count: 120), as: "flat.npy")
    return try study.run(Self.manifest)
  }

  @Test func `a network whose logits do not vary has its reason, the others their rows`() throws {
    let result = try run { image, person in person <= image * 7 % 11 }
    let calibration = try #require(result.output("C1"))
    #expect(calibration.notes.contains { $0.hasPrefix("no temperature for flat: ") })
    let scaled = calibration.estimates.filter { $0.key.quantity == "temperature" }
    #expect(Set(scaled.compactMap(\.key.model)) == ["first", "third"])
    let curves = try #require(result.output("Q5"))
    #expect(curves.notes.contains { $0.hasPrefix("no data: flat: ") })
    #expect(Set(curves.correlations.map(\.model)) == ["first", "third"])
    let yardstick = try #require(result.output("Y1"))
    #expect(yardstick.notes.contains("flat: every value of `avh` is the same"))
    #expect(Set(yardstick.correlations.map(\.model)).isSuperset(of: ["first", "third"]))
  }

  @Test func `votes without any difference stop no study`() throws {
    let result = try run { _, _ in true }
    #expect(result.outputs.map(\.analysis) == ["A1", "C1", "CV", "Q5", "Y1"])
    #expect(result.output("Y1")?.notes.isEmpty == false)
    #expect(try !#require(result.output("C1")).estimates.isEmpty)
    // What every analysis of a study keeps to: no interval has the width 0.
    for row in result.outputs.flatMap(\.estimates) where row.low != nil {
      #expect(row.low != row.high, "\(row.key)")
    }
  }
}
