import StudyValues
import Testing

@testable import Analyses

/// Reliability diagrams and curves over levels, made from stored points.
struct CalibrationFigureTests {
  private func figures(_ kind: FigureKind, _ series: [SeriesPoint]) -> [FigureSpecification] {
    let settings = CalibrationAnalysis(bins: 5)
    var output = settings.output("A")
    output.series = series
    return kind.figures(
      FigureEntry(kind: kind.name),
      FigureContext(id: "f", output: output, settings: settings, outputs: [output], tables: []))
  }

  private func point(
    _ quantity: String, _ group: String, condition: String? = nil, x: Double, value: Double?
  ) -> SeriesPoint {
    SeriesPoint(
      ResultKey(
        analysis: "A", quantity: quantity, model: "net", condition: condition,
        grouping: "probabilities", group: group), x: x, value: value, n: value == nil ? 0 : 4)
  }

  @Test func `a reliability diagram finds the bin of each point`() throws {
    let made = figures(
      .reliability,
      [
        point("reliability", "as given", x: 0.5, value: nil),
        point("reliability", "as given", x: 0.2, value: 0.3),
        point("reliability", "as given", x: 1, value: 0.9),
        point("reliability", "after temperature", x: 0.7, value: 0.7),
      ])
    try #require(made.count == 1)
    guard case .reliability(let figure) = made[0].content else {
      Issue.record("another kind of figure")
      return
    }
    #expect(figure.panels.map(\.title) == ["net, as given", "net, after temperature"])
    // Bins are right-closed, so .2 belongs to the first and 1 to the last.
    #expect(figure.panels[0].bins.map(\.lower) == [0.4, 0, 0.8])
  }

  @Test func `curves over levels are one figure a quantity and one curve a condition`() throws {
    let made = figures(
      .curves,
      [0, 1].flatMap { level in
        [("noise", "ece"), ("blur", "ece"), ("noise", "nll")].map { condition, quantity in
          point(quantity, "as given", condition: condition, x: level, value: 0.1)
        }
      })
    #expect(made.map(\.id) == ["f-1", "f-2"])
    guard case .curves(let figure) = try #require(made.first).content else {
      Issue.record("another kind of figure")
      return
    }
    #expect(figure.curves.map(\.name) == ["net noise", "net blur"])
    #expect(figure.curves.allSatisfy { $0.points.map(\.x) == [0, 1] })
  }
}
