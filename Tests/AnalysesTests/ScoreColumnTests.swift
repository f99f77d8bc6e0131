@testable import Analyses
import StudyValues
import Testing

struct ScoreColumnTests {
  @Test func `a score that varies by rounding only is constant`() {
    let norms = (0..<40).map { 1 + Double($0 % 3) * 6e-8 }
    let column = ScoreColumn.easier("feature_norm", norms + [.nan])
    #expect(Set(column.settled(tolerance: 1e-6).values.dropLast()) == [1])
    #expect(column.settled(tolerance: 1e-6).values.last?.isNaN == true)
    #expect(column.settled(tolerance: 1e-12).values.dropLast() == norms[...])
    // Another program's score is taken to be of single precision, if it is not made of whole numbers.
    #expect(Set(column.settled(tolerance: nil).values.dropLast()) == [1])
    let times = (0..<40).map { 1_700_000_000 + Double($0) }
    #expect(ScoreColumn.harder("time", times).settled(tolerance: nil).values == times)
  }

  @Test func `probabilities near 1 are told apart by their logarithms`() {
    let values = (0..<40).map { 1 - Double($0 % 5 + 1) * 1e-13 }
    #expect(ScoreColumn.easier("confidence", values).settled(tolerance: 1e-6).values == values)
    #expect(Set(ScoreColumn.easier("energy", values).settled(tolerance: 1e-6).values).count == 1)
  }

  @Test func `a constant score is not ranked and decides nothing`() throws {
    let selected = (0..<60).map { $0 % 11 }
    let norms = selected.map { 1 + Double($0) * 1e-9 }
    let table = ImageTable(
      model: "net", classNames: ["a", "b"], target: (0..<60).map { $0 % 2 }, selected: selected,
      shown: 10,
      scores: [
        ScoreColumn.easier("feature_norm", norms).settled(tolerance: 1e-6),
        .harder("avh", selected.map { -Double($0 * 7 % 11) }),
      ])
    let study = MadeUpStudy(classNames: ["a", "b"], models: ["net"], tables: ["net": table])
    let row = try #require(
      try CorrelationAnalysis(scores: ["feature_norm"])
        .run(id: "H", on: study, decisions: AnalysisDecisions(threads: 1)).correlations.first)
    #expect(row.statistic == nil && row.p == nil && row.note != nil)
    let comparison = try ComparisonAnalysis(pairs: [["avh", "feature_norm"]])
      .run(id: "C", on: study, decisions: AnalysisDecisions(threads: 1)).comparisons
    #expect(comparison.allSatisfy { $0.difference == nil && $0.p == nil })
  }
}
