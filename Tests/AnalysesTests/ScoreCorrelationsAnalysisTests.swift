@testable import Analyses
import RealModule
import StudyValues
import Testing

/// Correlations between scores against SciPy 1.17.1 and a numerical influence function.
struct ScoreCorrelationsAnalysisTests {
  private let reference: KindReference
  private let decisions = AnalysisDecisions(threads: 2)

  init() throws { reference = try KindReference() }

  private func run(
    _ scores: [String], on study: MadeUpStudy, _ change: (inout ScoreCorrelationsAnalysis) -> Void
  ) throws -> AnalysisOutput {
    var settings = ScoreCorrelationsAnalysis(scores: scores)
    change(&settings)
    return try AnalysisSpec(settings).run(id: "S", on: study, decisions: decisions)
  }

  @Test func `both scores are turned so that higher is harder`() throws {
    let output = try run(["avh", "confidence"], on: reference.study) {
      $0.methods = [.spearman, .kendall]
    }
    try #require(output.estimates.count == 2)
    for (row, method) in zip(output.estimates, ["spearman", "kendall"]) {
      #expect(row.key.method == method && row.key.score == "avh")
      #expect(row.key.otherScore == "confidence" && row.n == 120)
      #expect(
        try #require(row.value).isApproximatelyEqual(
          to: reference["avh_confidence_\(method)"], relativeTolerance: 1e-12))
    }
    // The derivative is numerical, good to nine digits.
    #expect(
      try #require(output.estimates[0].standardError).isApproximatelyEqual(
        to: reference["avh_confidence_error"], relativeTolerance: 1e-8))
    let row = output.estimates[0]
    #expect(try #require(row.low) < 0.3768 && #require(row.high) > 0.3769)
  }

  @Test func `scores of one order correlate 1, without an interval`() throws {
    let row = try #require(
      run(["loss", "confidence"], on: reference.study) { _ in }.estimates.first)
    #expect(row.value == 1)
    #expect(row.low == nil && row.high == nil && row.standardError == nil && row.note != nil)
  }

  @Test func `a pair without a number keeps its row with the reason`() throws {
    let rows = try run(["avh", "grand", "confidence"], on: reference.study) { _ in }.estimates
    #expect(rows.count == 3)
    #expect(rows[0].value == nil && rows[0].note == "the network has no score `grand`")
    #expect(rows[1].value != nil)
  }

  @Test func `the mean over networks has the least and the greatest as range`() throws {
    var study = reference.study
    let table = try reference.table
    let turned = table.scores.map { column in
      column.name == "confidence"
        ? ScoreColumn.easier("confidence", column.values.map { -$0 }) : column
    }
    study.models = ["net", "turned"]
    study.tables["turned"] = ImageTable(
      model: "turned", classNames: KindReference.classNames, target: table.targetClass,
      selected: table.targetClass.map { _ in 1 }, shown: 2, scores: turned)
    let output = try run(["avh", "confidence"], on: study) { _ in }
    let mean = try #require(output.estimates.last)
    let value = try #require(output.estimates.first?.value)
    #expect(mean.key.quantity == "mean_score_correlation" && mean.n == 2)
    #expect(mean.value == 0 && mean.rangeLow == -value && mean.rangeHigh == value)
  }

  @Test func `the heat map is symmetric with an empty diagonal`() throws {
    let settings = ScoreCorrelationsAnalysis(scores: ["avh", "confidence", "max_probability"])
    let output = try settings.run(id: "S", on: reference.study, decisions: decisions)
    let figure = try #require(settings.figures(of: output).first)
    guard case .heatMap(let map) = figure.content else {
      Issue.record("the figure is no heat map")
      return
    }
    #expect(figure.title == "How alike the scores order the images in net")
    #expect(map.rowNames == map.columnNames && map.rowNames.count == 3)
    for first in 0..<3 {
      for second in 0..<3 {
        #expect(map.values[first][second] == map.values[second][first])
        #expect((map.values[first][second] == nil) == (first == second))
      }
    }
    #expect(map.values[0][1] == output.estimates[0].value)
    let entry = FigureEntry(kind: "heatmap", analysis: "S")
    let asked = FigureKind.heatMap.figures(
      entry,
      FigureContext(id: "f", output: output, settings: settings, outputs: [output], tables: []))
    #expect(asked.map(\.content) == [figure.content])
  }

  @Test func `the other score stands under with, not under less`() throws {
    let settings = ScoreCorrelationsAnalysis(scores: ["avh", "confidence"])
    let output = try settings.run(id: "S", on: reference.study, decisions: decisions)
    let intervals = try #require(settings.tables(of: output).last)
    #expect(intervals.rows.columns.first { $0.name == "other_score" }?.heading == "with")
  }

  @Test func `a caption says how many networks the page leaves out`() {
    #expect(ReadingContext.rest(of: 8, shown: 5) == " The appendix has 3 more networks.")
    #expect(ReadingContext.rest(of: 6, shown: 5) == " The appendix has 1 more network.")
    #expect(ReadingContext.rest(of: 5, shown: 5).isEmpty)
    #expect(ReadingContext.rest(of: 2, shown: 9).isEmpty)
  }

  @Test func `one score alone says that it has no other`() throws {
    let output = try run(["avh"], on: reference.study) { _ in }
    #expect(output.estimates.isEmpty && output.notes.count == 1)
  }
}
