internal import StudyValues
internal import Analyses

extension ReliabilityFigure: FigureDrawing {
  var table: RowTable {
    RowTable(
      columns: [
        Column("panel_index", heading: "Panel number", kind: .integer),
        Column("lower", heading: "From", kind: .real(digits: 4)),
        Column("upper", heading: "To", kind: .real(digits: 4)),
        Column("n", heading: "n", kind: .integer),
        Column("confidence", heading: "Confidence", kind: .fixed(decimals: 3)),
        Column("accuracy", heading: "Accuracy", kind: .fixed(decimals: 3)),
        Column("low", heading: "Low", kind: .fixed(decimals: 3)),
        Column("high", heading: "High", kind: .fixed(decimals: 3)),
        Column("panel", heading: "Panel", kind: .text),
      ],
      rows: panels.enumerated().flatMap { index, panel in
        panel.bins.filter { $0.n > 0 && $0.accuracy != nil }.map { bin in
          [
            .integer(index), .real(bin.lower), .real(bin.upper), .integer(bin.n),
            Cell(bin.confidence ?? (bin.lower + bin.upper) / 2), Cell(bin.accuracy),
            Cell(bin.low ?? bin.accuracy), Cell(bin.high ?? bin.accuracy),
            .text(GnuplotScript.oneLine(panel.title)),
          ]
        }
      })
  }

  /// The measures of one panel in pixels from its upper left corner.
  private struct Layout {
    var width = 380.0
    var height = 480.0
    var perRow = 3
    var left = 66.0
    var right = 20.0
    var title = 20.0
    var titleSize = 14.0
    var diagram = 40.0...316.0
    var counts = 328.0...424.0
    var name = 462.0
    var names = 42
    var edge = 16.0
    var tics = 0.2

    /// Five panels beside each other on a page.
    static func compact(_ count: Int) -> Layout {
      let perRow = min(max(count, 3), 5)
      let width = 1_080 / Double(perRow)
      return Layout(
        width: width, height: 306, perRow: perRow, left: 58, right: 10, title: 14, titleSize: 13,
        diagram: 28...188, counts: 200...250, name: 298, names: Int(width / 8), edge: 8,
        tics: 0.5)
    }
  }

  func plan(id: String, style: NumberStyle) -> FigurePlan? { plan(id: id, style: style, Layout()) }

  func compactPlan(id: String, style: NumberStyle) -> FigurePlan? {
    plan(id: id, style: style, .compact(panels.count))
  }

  private func plan(id: String, style: NumberStyle, _ layout: Layout) -> FigurePlan? {
    let rows = table
    let shown = panels.indices.filter { index in rows.rows.contains { $0[0] == .integer(index) } }
    guard !shown.isEmpty else { return nil }
    let perRow = min(shown.count, layout.perRow)
    let gridRows = (shown.count + layout.perRow - 1) / layout.perRow
    var script = GnuplotScript(
      id: id, style: style, width: Double(perRow) * layout.width,
      height: Double(gridRows) * layout.height)
    script.add("set multiplot")
    script.add("set xrange [0:1]")
    for (position, panel) in shown.enumerated() {
      let left = Double(position % layout.perRow) * layout.width
      let top = Double(position / layout.perRow) * layout.height
      add(panel, left: left, top: top, layout, id: id, to: &script)
    }
    script.add("unset multiplot")
    return FigurePlan(script: script, data: [.init(name: "\(id).csv", rows: rows)])
  }

  private func add(
    _ index: Int, left: Double, top: Double, _ layout: Layout, id: String,
    to script: inout GnuplotScript
  ) {
    let colour = Palette.main
    let data = "'\(id).csv' using ($1==\(index) ? ($2+$3)/2 : NaN)"
    let start = left + layout.left
    let right = left + layout.width - layout.right
    func middle(_ range: ClosedRange<Double>) -> Double {
      top + (range.lowerBound + range.upperBound) / 2
    }
    script.place(
      left: start, right: right, top: top + layout.diagram.lowerBound,
      bottom: top + layout.diagram.upperBound)
    script.add("unset logscale y")
    script.tics(
      "x", .multiples(of: layout.tics, in: 0...1, style: script.style, named: false))
    if left == 0 || layout.perRow == 3 {
      script.label(
        "accuracy", x: left + layout.edge, y: middle(layout.diagram), align: "center rotate by 90")
      script.label(
        "images", x: left + layout.edge, y: middle(layout.counts), align: "center rotate by 90")
    }
    script.label("confidence", x: (start + right) / 2, y: top + layout.name, align: "center")
    script.label(
      GnuplotScript.shortened(panels[index].title, to: layout.names), x: (start + right) / 2,
      y: top + layout.title, align: "center", size: layout.titleSize)
    script.add("set yrange [0:1.02]")
    script.tics("y", .multiples(of: 0.2, in: 0...1, style: script.style))
    script.add("set style fill solid 1 border lc rgb 'white'")
    script.plot([
      "\(data):($6/2):2:3:(0):6 with boxxyerror lc rgb '#a9c6d8'",
      "x with lines dt 2 lw 1.4 lc rgb '#606060'",
      "'\(id).csv' using ($1==\(index) ? $5 : NaN):6:7:8 with yerrorbars pt 7 ps 0.5 lw 1.5 "
        + "lc rgb '\(colour)'",
    ])
    let largest = max(Double(panels[index].bins.map(\.n).max() ?? 1), 10)
    script.place(
      left: start, right: right, top: top + layout.counts.lowerBound,
      bottom: top + layout.counts.upperBound)
    script.add("unset label")
    script.tics("x", .multiples(of: layout.tics, in: 0...1, style: script.style))
    script.add("set logscale y")
    script.add("set yrange [0.5:\(GnuplotScript.number(largest * 2))]")
    let step = layout.counts.upperBound - layout.counts.lowerBound < 60 ? 1_000 : 10
    script.add("set ytics 1,\(step),\(GnuplotScript.number(largest * 2))")
    script.add("set format y '%.0s%c'")
    script.plot(["\(data):(sqrt(0.5*$4)):2:3:(0.5):4 with boxxyerror lc rgb '#c9c9c9'"])
    script.add("set format y '%g'")
  }
}
