import Foundation
import Reports
import Testing

import TestSupport

struct BinningTests {
  /// The table behind a box figure, as its CSV file.
  private func rows(of figure: BoxFigure) throws -> [[String]] {
    let folder = try TemporaryFolder()
    let document = ReportDocument(
      study: "b", title: "B",
      sections: [
        .init(
          id: "b", title: "B",
          figures: [.init(id: "b", title: "B", caption: "", spec: .boxes(figure))])
      ], manifest: ReportManifest(toolVersion: "0"))
    try ReportWriter(formats: [.md], searchPath: "").write(document, to: folder.path("out"))
    let text = try String(contentsOfFile: folder.path("out/figures/b.csv"), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", maxSplits: 7, omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func `computes quantiles as numpy does by default`() throws {
    // numpy 2.4: np.quantile([1, 2, 4, 8, 16, 32], [.05, .25, .5, .75, .95])
    let figure = BoxFigure(
      xLabel: "x", y: FigureAxis("y"), groups: [.init(label: "a", values: [32, 1, 16, 2, 8, 4])])
    let numbers = try rows(of: figure)[0][1...5].map { try #require(Double($0)) }
    for (number, expected) in zip(numbers, [1.25, 2.5, 6, 14, 28]) {
      #expect(abs(number - expected) < 1e-12)
    }
  }

  @Test func `puts edges into the lower bin and leaves empty bins out`() throws {
    let figure = BoxFigure(
      xLabel: "hsf", y: FigureAxis("y"),
      xs: [0, 1.0 / 5, 3.0 / 5, 6.0 / 10, 30.0 / 50, 0.61, 1, 1.5, .nan],
      ys: [1, 2, 3, 3, 3, 4, 5, 6, 7])
    let found = try rows(of: figure)
    #expect(found.map { $0[6] } == ["2", "3", "1", "1"])
    #expect(
      found.map { $0[7] } == ["\"[0, .2]\"", "\"(.4, .6]\"", "\"(.6, .8]\"", "\"(.8, 1]\""])
  }

  @Test func `counts every value of a histogram once`() {
    let figure = HistogramFigure(
      x: FigureAxis("x", range: 0...1), yLabel: "n",
      values: [0, 0.25, 0.250001, 0.5, 1, 1.1, .nan],
      bins: 4)
    #expect(figure.bars.map(\.count) == [2, 2, 0, 1])
  }
}
