import Foundation
import StudyValues
import Studies
import Testing

@testable import Reports

/// Tables and figures made from the rows of an analysis.
struct AnalysisTablesTests {
  private func estimate(_ name: String, _ group: String, _ value: Double) -> EstimateResult {
    EstimateResult(
      analysis: "A", name: name, group: group, value: value, low: value - 1, high: value + 1, p: 0.5
    )
  }

  @Test func `a ranking has one row per score with its group taken apart`() throws {
    var output = AnalysisOutput(analysis: "A", kind: "ranking")
    let group = "net | hsf | spearman | fixed | knows the label"
    output.estimates = [
      estimate("rank:avh", group, 2), estimate("behind_best:avh", group, 0.25),
      estimate("rank:loss", group, 1), estimate("behind_best:loss", group, 0),
    ]
    let table = try #require(AnalysisTables(output).ranking.first?.rows)
    #expect(table.rows.count == 2)
    #expect(
      table.rows[0]
        == [
          "net", "hsf", "spearman", "fixed", "knows the label", "avh", .real(2), .real(1), .real(3),
          .real(0.25), .real(-0.75), .real(1.25), .real(0.5),
        ])
  }

  @Test func `scaled confidence is a row of its own`() throws {
    var output = AnalysisOutput(analysis: "A", kind: "calibration")
    output.estimates = [
      estimate("ece", "net", 0.1), estimate("ece_after_temperature", "net", 0.02),
    ]
    let table = try #require(AnalysisTables(output).calibration.first?.rows)
    #expect(table.rows.map(\.[0]) == ["net", "net, after temperature"])
    #expect(table.rows.map(\.[1]) == [.real(0.1), .real(0.02)])
  }

  @Test func `decisions stand in words`() throws {
    var output = AnalysisOutput(analysis: "A", kind: "comparison")
    var row = estimate("decision:avh - loss", "net, spearman, all, classes fixed", 0.01)
    row.note = "equivalent"
    output.estimates = [row]
    let table = try #require(AnalysisTables(output).decisions.first?.rows)
    #expect(table.rows[0].last == "equivalent")
    #expect(table.rows[0][1] == "avh - loss")
  }

  @Test func `a reliability diagram finds the bin of each point`() throws {
    var output = AnalysisOutput(analysis: "A", kind: "calibration")
    output.series = [
      SeriesPoint(analysis: "A", name: "net:reliability", x: 0.5, value: nil, n: 0),
      SeriesPoint(analysis: "A", name: "net:reliability", x: 0.2, value: 0.3, n: 4),
      SeriesPoint(analysis: "A", name: "net:reliability", x: 1, value: 0.9, n: 5),
      SeriesPoint(
        analysis: "A", name: "net:reliability_after_temperature", x: 0.7, value: 0.7, n: 9),
    ]
    let entry = try FigureEntry.reliability()
    let figures = AnalysisFigures(entry: entry, output: output, id: "figure-1").reliability(bins: 5)
    try #require(figures.count == 1)
    guard case .reliability(let figure) = figures[0].spec else {
      Issue.record("another kind of figure")
      return
    }
    #expect(figure.panels.map(\.title) == ["net", "net, after temperature"])
    // Bins are right-closed, so .2 belongs to the first and 1 to the last.
    #expect(figure.panels[0].bins.map(\.lower) == [0.4, 0, 0.8])
  }

  @Test func `a heat map turns every score to follow people`() throws {
    var output = AnalysisOutput(analysis: "A", kind: "ranking")
    output.correlations = [
      ReportSamples.correlation("avh", -0.3, n: 9),
      ReportSamples.correlation("confidence", 0.4, n: 9),
      ReportSamples.correlation("avh", -0.9, n: 9, group: "class:cat"),
    ]
    let figures = AnalysisFigures(entry: try .reliability(), output: output, id: "f")
      .heatMap(signs: ["avh": -1, "confidence": 1])
    guard case .heatMap(let figure) = try #require(figures.first).spec else {
      Issue.record("another kind of figure")
      return
    }
    #expect(figure.values == [[0.3], [0.4]])
    #expect(figure.range == -0.4...0.4)
  }

  @Test func `curves are gathered by the last part of their names`() throws {
    var output = AnalysisOutput(analysis: "A", kind: "calibration")
    output.series = [0, 1].flatMap { level in
      ["net noise:ece", "net blur:ece", "net noise:nll"].map {
        SeriesPoint(analysis: "A", name: $0, x: Double(level), value: 0.1)
      }
    }
    let figures = AnalysisFigures(entry: try .reliability(), output: output, id: "f").curves
    #expect(figures.map(\.id) == ["f-1", "f-2"])
    guard case .curves(let figure) = try #require(figures.first).spec else {
      Issue.record("another kind of figure")
      return
    }
    #expect(figure.curves.map(\.name) == ["net noise", "net blur"])
  }
}

extension FigureEntry {
  /// A figure as a manifest asks for it with its kind alone.
  fileprivate static func reliability() throws -> FigureEntry {
    try JSONDecoder().decode(FigureEntry.self, from: Data(#"{"kind": "reliability"}"#.utf8))
  }
}
