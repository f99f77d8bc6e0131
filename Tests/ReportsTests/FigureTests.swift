@testable import Analyses
import Foundation
import Reports
import StudyValues
import Testing

import TestSupport

private let hasGnuplot = (try? Gnuplot()) != nil

struct FigureTests {
  private static let needsGnuplot: Comment = "needs gnuplot on the search path"

  @Test(.enabled(if: hasGnuplot, needsGnuplot), arguments: FigureSamples.all)
  func `draws every kind of figure`(figure: FigureSpecification) throws {
    let folder = try TemporaryFolder()
    let inline = try #require(try Gnuplot().draw(figure, in: folder.url.path))
    #expect(inline.hasPrefix("<svg viewBox=\"0 0 "))
    #expect(inline.contains("<title id=\"\(figure.id)-title\">\(figure.title)</title>"))
    #expect(inline.contains("<desc id=\"\(figure.id)-description\">"))
    #expect(!inline.contains("GNUPLOT") && !inline.contains("layer_plot_1</title>"))
    #expect(!inline.contains("NaN"))
    #expect(isWellFormed(inline))
    // Every identifier is the figure's own, so that two pictures on one page do not collide.
    for part in inline.split(separator: " id='").dropFirst() {
      #expect(part.hasPrefix("\(figure.id)-"))
    }
  }

  @Test func `makes a curve of positions and values`() {
    let curve = CurveFigure.Curve(name: "AVH", x: [1, 2], y: [0.3, 0.2])
    let points = [FigurePoint(x: 1, value: 0.3), FigurePoint(x: 2, value: 0.2)]
    #expect(curve == CurveFigure.Curve(name: "AVH", points: points))
  }

  @Test(.enabled(if: hasGnuplot, needsGnuplot), arguments: FigureSamples.all)
  func `draws the same bytes twice`(figure: FigureSpecification) throws {
    let folder = try TemporaryFolder()
    let gnuplot = try Gnuplot()
    let first = try gnuplot.draw(figure, in: folder.url.path)
    #expect(try gnuplot.draw(figure, in: folder.url.path) == first)
  }

  @Test(arguments: FigureSamples.all)
  func `keeps the script beside every figure`(figure: FigureSpecification) throws {
    let folder = try TemporaryFolder()
    let document = ReportDocument(
      study: "one", title: "One", sections: [.init(id: "one", title: "One", figures: [figure])],
      manifest: ReportManifest(toolVersion: "0"))
    try ReportWriter(formats: [.md], searchPath: "").write(document, to: folder.path("out"))
    let script = try String(
      contentsOfFile: folder.path("out/figures/\(figure.id).gp"), encoding: .utf8)
    try Snapshot.expect(script, equals: "figures/\(figure.id).gp")
    #expect(
      FileManager.default.fileExists(atPath: folder.path("out/figures/\(figure.id).csv")))
  }

  @Test(.enabled(if: hasGnuplot, needsGnuplot), arguments: ReportSamples.hostileNames)
  func `shows hostile names as they are`(name: String) throws {
    let folder = try TemporaryFolder()
    let names = [name, name + "2"]
    let specs: [FigureContent] = [
      .forest(
        ForestFigure(
          x: FigureAxis(name), groups: [.init(name: name, rows: [.init(label: name, value: 0.1)])],
          band: .init(low: 0.2, high: 0.3, label: name))),
      .scatter(
        ScatterFigure(
          x: FigureAxis(name), y: FigureAxis(name), points: [.init(label: name, x: 1, y: 2)])),
      .curves(
        CurveFigure(
          x: FigureAxis(name), y: FigureAxis(name),
          curves: [.init(name: name, points: [.init(x: 1, value: 2), .init(x: 2, value: 2)])],
          marks: [.init(x: 1.5, label: name)])),
      .boxes(
        BoxFigure(
          xLabel: name, y: FigureAxis(name), groups: [.init(label: name, values: [1, 2, 3])])),
      .heatMap(
        HeatMapFigure(rowNames: names, columnNames: names, values: [[1, 0], [0, 1]], label: name)),
      .reliability(
        ReliabilityFigure(panels: [
          .init(
            title: name, bins: [.init(lower: 0, upper: 1, n: 5, confidence: 0.5, accuracy: 0.6)])
        ])),
    ]
    for (index, spec) in specs.enumerated() {
      let figure = FigureSpecification(
        id: "hostile-\(index)", title: name, caption: "\(name)", content: spec)
      let svg = try #require(try Gnuplot().draw(figure, in: folder.url.path))
      #expect(!svg.contains("<script"))
      #expect(isWellFormed(svg), "\(spec)")
      #expect(svg.contains("<text"))
    }
  }

  @Test func `has no figure without values`() throws {
    let axis = FigureAxis("x")
    let empty: [FigureContent] = [
      .density(DensityFigure(x: axis, y: axis, xs: [], ys: [])),
      .density(DensityFigure(x: axis, y: axis, xs: [.nan], ys: [1])),
      .boxes(BoxFigure(xLabel: "x", y: axis, groups: [.init(label: "a", values: [.nan])])),
      .forest(
        ForestFigure(x: axis, groups: [.init(name: "a", rows: [.init(label: "b", value: nil)])])),
      .scatter(ScatterFigure(x: axis, y: axis, points: [])),
      .curves(
        CurveFigure(
          x: axis, y: axis, curves: [.init(name: "a", points: [.init(x: 1, value: nil)])])),
      .reliability(
        ReliabilityFigure(panels: [
          .init(title: "a", bins: [.init(lower: 0, upper: 1, n: 0, confidence: nil, accuracy: nil)])
        ])),
      .heatMap(HeatMapFigure(rowNames: ["a"], columnNames: ["b"], values: [[nil]], label: "r")),
      .histogram(HistogramFigure(x: axis, yLabel: "n", values: [])),
    ]
    let folder = try TemporaryFolder()
    let figures = empty.enumerated().map { index, spec in
      FigureSpecification(id: "empty-\(index)", title: "Empty", caption: "", content: spec)
    }
    let document = ReportDocument(
      study: "empty", title: "Empty", sections: [.init(id: "a", title: "A", figures: figures)],
      manifest: ReportManifest(toolVersion: "0"))
    try ReportWriter(formats: [.md]).write(document, to: folder.path("out"))
    let page = try String(contentsOfFile: folder.path("out/report.md"), encoding: .utf8)
    #expect(page.split(separator: "No data: the figure has no value to show.").count == 10)
  }

  @Test(.enabled(if: hasGnuplot, needsGnuplot))
  func `draws what is barely enough`() throws {
    let axis = FigureAxis("x")
    let specs: [FigureContent] = [
      .density(DensityFigure(x: axis, y: axis, xs: [0.5], ys: [0.5])),
      .density(
        DensityFigure(
          x: axis, y: FigureAxis("y", isLogarithmic: true), xs: [0, 1, 2], ys: [0, 1e-5, 1e3])),
      .boxes(BoxFigure(xLabel: "x", y: axis, groups: [.init(label: "a", values: [3])])),
      .scatter(ScatterFigure(x: axis, y: axis, points: [.init(label: "a", x: 0, y: 0)])),
      .curves(
        CurveFigure(
          x: FigureAxis("x", isLogarithmic: true), y: axis,
          curves: [.init(name: "a", points: [.init(x: 0, value: 1), .init(x: 5, value: 1)])])),
      .histogram(HistogramFigure(x: axis, yLabel: "n", values: [2, 2])),
      .heatMap(HeatMapFigure(rowNames: ["a"], columnNames: ["b"], values: [[0.5]], label: "r")),
    ]
    let folder = try TemporaryFolder()
    for (index, spec) in specs.enumerated() {
      let figure = FigureSpecification(id: "small-\(index)", title: "S", caption: "", content: spec)
      #expect(try Gnuplot().draw(figure, in: folder.url.path) != nil)
    }
  }

  @Test func `says what to install when gnuplot is missing`() {
    #expect(throws: ReportsError.gnuplotMissing) { try Gnuplot(searchPath: "/nonexistent:/tmp") }
    let sentence = ReportsError.gnuplotMissing.description
    #expect(sentence.contains("apt-get install gnuplot-nox"))
    #expect(sentence.contains("brew install gnuplot"))
  }

  @Test func `tells what gnuplot complained about`() throws {
    let folder = try TemporaryFolder()
    let program = try folder.write("#!/bin/sh\necho 'line 3: wrong' >&2\nexit 2\n", as: "gnuplot")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let gnuplot = try Gnuplot(searchPath: folder.url.path)
    #expect(
      throws: ReportsError.gnuplotFailed(figure: "boxes", status: 2, message: "line 3: wrong")
    ) {
      try gnuplot.draw(FigureSamples.boxes, in: folder.url.path)
    }
  }

  @Test func `a report goes without a figure that gnuplot cannot draw`() throws {
    let folder = try TemporaryFolder()
    let program = try folder.write("#!/bin/sh\necho 'line 3: wrong' >&2\nexit 2\n", as: "gnuplot")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let document = Self.document([FigureSamples.boxes])
    let outcome = try ReportWriter(formats: [.md], searchPath: folder.url.path)
      .write(document, to: folder.path("out"))
    #expect(outcome.warnings.count == 1 && outcome.warnings[0].contains("line 3: wrong"))
    #expect(outcome.files.filter { $0.hasPrefix("figures/.") || $0.hasSuffix(".svg") } == [])
    let page = try String(contentsOfFile: folder.path("out/report.md"), encoding: .utf8)
    #expect(page.contains("The figure was not drawn: Figure boxes: gnuplot ended with status 2"))
  }

  @Test func `a report does not wait for a gnuplot that does not end`() throws {
    let folder = try TemporaryFolder()
    let program = try folder.write("#!/bin/sh\nsleep 1000\n", as: "gnuplot")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let document = Self.document([FigureSamples.boxes, FigureSamples.forest])
    let outcome = try ReportWriter(
      formats: [.md], searchPath: folder.url.path, secondsPerFigure: 0.2
    ).write(document, to: folder.path("out"))
    #expect(outcome.warnings.count == 1 && outcome.warnings[0].contains("did not end within 0.2 s"))
    #expect(outcome.files.contains("figures/forest.gp"))
    let page = try String(contentsOfFile: folder.path("out/report.md"), encoding: .utf8)
    #expect(page.split(separator: "gnuplot did not end within 0.2 s").count == 3)
  }

  private static func document(_ figures: [FigureSpecification]) -> ReportDocument {
    ReportDocument(
      study: "s", title: "S", sections: [.init(id: "a", title: "A", figures: figures)],
      manifest: ReportManifest(toolVersion: "0"))
  }

  @Test func `turns coefficients into strengths`() {
    let figure = ForestFigure(
      x: FigureAxis("strength"), correlations: Array(ReportSamples.correlations.prefix(3)),
      signs: ["avh": -1])
    #expect(figure.groups.count == 1 && figure.groups[0].rows.count == 3)
    #expect(
      figure.groups[0].rows[0]
        == .init(label: "AVH", value: 0.356123456789, low: 0.338, high: 0.374))
  }

  @Test func `makes curves of the points of an analysis`() {
    let figure = CurveFigure(
      x: FigureAxis("step"), y: FigureAxis("AVH"),
      series: [
        SeriesPoint(ResultKey(analysis: "H5", quantity: "mean", model: "b"), x: 2, value: 1),
        SeriesPoint(ResultKey(analysis: "H5", quantity: "mean", model: "a"), x: 1, value: 3),
        SeriesPoint(ResultKey(analysis: "H5", quantity: "mean", model: "b"), x: 1, value: nil),
      ], name: { ($0.model ?? "").uppercased() })
    #expect(figure.curves.map(\.name) == ["B", "A"])
    #expect(figure.curves[0].points.map(\.x) == [1, 2])
  }
}
