internal import StudyValues
internal import Analyses

extension CurveFigure: FigureDrawing {
  var table: RowTable {
    var table = RowTable(
      columns: FigurePoint.columns(x: x.label, value: y.label) + [
        Column("segment_index", heading: "Segment number", kind: .integer),
        Column("curve", heading: "Curve", kind: .text),
      ])
    for (index, segment) in segments.enumerated() {
      let name = GnuplotScript.oneLine(curves[segment.curve].name)
      for point in segment.points { table.append(point.cells + [.integer(index), .text(name)]) }
    }
    return table
  }

  /// Points of one curve without a gap between them.
  private struct Segment {
    let curve: Int
    let points: ArraySlice<FigurePoint>

    var hasBand: Bool {
      points.count > 1
        && points.allSatisfy { $0.low?.isFinite == true && $0.high?.isFinite == true }
    }
  }

  /// The curves cut at their gaps, which gnuplot would otherwise draw a line across.
  private var segments: [Segment] {
    curves.enumerated().flatMap { index, curve in
      curve.points.split { !isShown($0) }.map { Segment(curve: index, points: $0) }
    }
  }

  private func isShown(_ point: FigurePoint) -> Bool {
    x.canShow(point.x) && point.value.map(y.canShow) == true
  }

  func plan(id: String, style: NumberStyle) -> FigurePlan? {
    plan(id: id, style: style, plot: 640, height: 460)
  }

  func compactPlan(id: String, style: NumberStyle) -> FigurePlan? {
    let names = curves.map { GnuplotScript.shortened(GnuplotScript.oneLine($0.name), to: 28) }
    let key = 62 + (names.map { GnuplotScript.textWidth($0) }.max() ?? 0)
    return plan(id: id, style: style, plot: max(540 - key, 240), height: 300)
  }

  private func plan(id: String, style: NumberStyle, plot: Double, height: Double) -> FigurePlan? {
    let points = curves.flatMap(\.points).filter(isShown)
    guard !points.isEmpty else { return nil }
    let names = curves.map { GnuplotScript.shortened(GnuplotScript.oneLine($0.name), to: 28) }
    let keyWidth = 62 + (names.map { GnuplotScript.textWidth($0) }.max() ?? 0)
    var script = GnuplotScript(
      id: id, style: style, width: plot + keyWidth, height: height,
      margins: .init(right: keyWidth + 8, top: marks.isEmpty ? 24 : 44))
    let xEdges = x.edges(for: points.map(\.x) + marks.map(\.x), margin: 0.03)
    let yEdges = y.edges(for: points.flatMap { [$0.value, $0.low, $0.high].compactMap(\.self) })
    script.axis("x", x, edges: xEdges)
    script.axis("y", y, edges: yEdges)
    let positions = Set(points.map(\.x)).sorted()
    if x.isLogarithmic, positions.count <= 8 {
      // Powers of ten alone would leave a short axis without numbers.
      script.tics("x", .at(positions, style: script.style))
    }
    addKey(names, to: &script)
    addMarks(edges: xEdges, to: &script)
    script.plot(layers(id: id))
    return FigurePlan(script: script, data: [.init(name: "\(id).csv", rows: table)])
  }

  private func layers(id: String) -> [String] {
    let colours = Palette.colours(curves.count, isOrdered: isOrdered)
    let segments = segments
    let bands = segments.indices.filter { segments[$0].hasBand }.map { index in
      "'\(id).csv' using ($6==\(index) ? $1 : NaN):3:4 with filledcurves "
        + "fs transparent solid 0.18 noborder lc rgb '\(colours[segments[index].curve])'"
    }
    let lines = segments.indices.map { index in
      "'\(id).csv' using ($6==\(index) ? $1 : NaN):2 with linespoints lw 2.2 pt 7 ps 0.45 "
        + "lc rgb '\(colours[segments[index].curve])'"
    }
    return bands + lines
  }

  private func addKey(_ names: [String], to script: inout GnuplotScript) {
    let colours = Palette.colours(curves.count, isOrdered: isOrdered)
    for (index, name) in names.enumerated() {
      let left = script.width - script.margins.right + 16
      let top = script.margins.top + 10 + Double(index) * 20
      let y = GnuplotScript.number(1 - top / script.height)
      let from = GnuplotScript.number(left / script.width)
      let to = GnuplotScript.number((left + 24) / script.width)
      script.add(
        "set arrow from screen \(from), screen \(y) to screen \(to), screen \(y) nohead "
          + "lw 3 lc rgb '\(colours[index])'")
      script.label(
        name,
        at: "screen \(GnuplotScript.number((left + 30) / script.width)), screen \(y)")
    }
  }

  private func addMarks(edges: ClosedRange<Double>, to script: inout GnuplotScript) {
    for mark in marks where x.canShow(mark.x) {
      let position = GnuplotScript.number(mark.x)
      script.add(
        "set arrow from \(position), graph 0 to \(position), graph 1 nohead dt 2 lw 1.2 "
          + "lc rgb '#606060'")
      let isRight = x.fraction(mark.x, in: edges) > 0.5
      script.label(
        mark.label, at: "first \(position), graph 1.03", align: isRight ? "right" : "left",
        colour: "#606060", size: 11)
    }
  }
}
