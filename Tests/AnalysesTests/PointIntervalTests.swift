import StudyValues
import Testing

@testable import Analyses

/// An error of 0 is no certainty.
struct PointIntervalTests {
  /// Twelve images of two classes, six of them unanimous, told apart wholly by the score.
  private var study: MadeUpStudy {
    let selected = (0..<12).map { $0 < 6 ? 10 : 4 + $0 % 3 }
    let table = ImageTable(
      model: "net", classNames: ["a", "b"], target: (0..<12).map { $0 % 2 }, selected: selected,
      shown: 10,
      scores: [
        .harder("avh", (0..<12).map { Double($0) / 20 }),
        .easier("confidence", (0..<12).map { Double(($0 * 5) % 12) / 20 }),
      ])
    return MadeUpStudy(classNames: table.classNames, models: ["net"], tables: ["net": table])
  }

  @Test func `an area of 1 has its value and no interval`() throws {
    let output = try AnalysisSpec(TwoPartAnalysis(scores: ["avh", "confidence"]))
      .run(id: "B", on: study, decisions: AnalysisDecisions(resamples: 99, threads: 1))
    func area(_ score: String) throws -> EstimateResult {
      try #require(
        output.estimates.first { $0.key.quantity == "auc" && $0.key.score == score })
    }
    let sure = try area("avh")
    #expect(sure.value == 1 && sure.low == nil && sure.high == nil && sure.interval == nil)
    #expect(sure.note?.hasSuffix("no interval: nothing varied in the sample") == true)
    let other = try area("confidence")
    let limits = try [#require(other.low), #require(other.high)]
    #expect(limits[0] < limits[1] && other.note?.contains("no interval") == false)
  }
}
