internal import StudyValues
internal import Analyses

extension ScatterFigure: FigureDrawing {
  var table: RowTable {
    RowTable(
      columns: [
        Column("x", heading: x.label, kind: .real(digits: 4)),
        Column("y", heading: y.label, kind: .real(digits: 4)),
        Column("x_low", heading: "Low", kind: .real(digits: 4)),
        Column("x_high", heading: "High", kind: .real(digits: 4)),
        Column("y_low", heading: "Low", kind: .real(digits: 4)),
        Column("y_high", heading: "High", kind: .real(digits: 4)),
        Column("name", heading: "Name", kind: .text),
      ],
      rows: points.map { point in
        [
          Cell(point.x), Cell(point.y),
          Cell(point.xInterval?.lowerBound ?? point.x),
          Cell(point.xInterval?.upperBound ?? point.x),
          Cell(point.yInterval?.lowerBound ?? point.y),
          Cell(point.yInterval?.upperBound ?? point.y),
          .text(GnuplotScript.oneLine(point.label)),
        ]
      })
  }

  func plan(id: String, style: NumberStyle) -> FigurePlan? {
    plan(GnuplotScript(id: id, style: style), id: id)
  }

  func compactPlan(id: String, style: NumberStyle) -> FigurePlan? {
    plan(GnuplotScript(id: id, style: style, width: 540, height: 300), id: id)
  }

  private func plan(_ empty: GnuplotScript, id: String) -> FigurePlan? {
    let shown = points.filter { x.canShow($0.x) && y.canShow($0.y) }
    guard !shown.isEmpty else { return nil }
    var script = empty
    let xEdges = x.edges(for: shown.flatMap { Self.all($0.x, $0.xInterval) }, margin: 0.1)
    let yEdges = y.edges(for: shown.flatMap { Self.all($0.y, $0.yInterval) }, margin: 0.1)
    script.axis("x", x, edges: xEdges)
    script.axis("y", y, edges: yEdges)
    var placement = LabelPlacement(width: script.plotWidth, height: script.plotHeight)
    let spots = shown.map { point in
      LabelPlacement.Spot(
        x: x.fraction(point.x, in: xEdges) * script.plotWidth,
        y: y.fraction(point.y, in: yEdges) * script.plotHeight,
        xBar: point.xInterval.map { interval in
          [interval.lowerBound, interval.upperBound].map {
            x.fraction($0, in: xEdges) * script.plotWidth
          }
        } ?? [],
        yBar: point.yInterval.map { interval in
          [interval.lowerBound, interval.upperBound].map {
            y.fraction($0, in: yEdges) * script.plotHeight
          }
        } ?? [],
        text: GnuplotScript.shortened(GnuplotScript.oneLine(point.label), to: 30))
    }
    for (spot, label) in zip(spots, placement.place(spots)) {
      script.label(
        spot.text,
        at: "graph \(GnuplotScript.number(label.x / script.plotWidth)), "
          + "graph \(GnuplotScript.number(label.y / script.plotHeight))",
        align: label.align, size: 12)
    }
    let rows = RowTable(
      columns: table.columns, rows: ScatterFigure(x: x, y: y, points: shown).table.rows)
    script.plot([
      "'\(id).csv' using 1:2:3:4:5:6 with xyerrorbars pt 0 lw 1.5 lc rgb '#9db8c9'",
      "'\(id).csv' using 1:2 with points pt 7 ps 0.8 lc rgb '\(Palette.main)'",
    ])
    return FigurePlan(script: script, data: [.init(name: "\(id).csv", rows: rows)])
  }

  private static func all(_ value: Double, _ interval: ClosedRange<Double>?) -> [Double] {
    [value] + (interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
  }
}
