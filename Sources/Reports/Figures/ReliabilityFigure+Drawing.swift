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

  func plan(id: String) -> FigurePlan? {
    let rows = table
    let shown = panels.indices.filter { index in rows.rows.contains { $0[0] == .integer(index) } }
    guard !shown.isEmpty else { return nil }
    let panelWidth = 380.0
    let perRow = min(shown.count, 3)
    let gridRows = (shown.count + 2) / 3
    let panelHeight = 480.0
    var script = GnuplotScript(
      id: id, width: Double(perRow) * panelWidth, height: Double(gridRows) * panelHeight)
    script.add("set multiplot")
    script.add("set xrange [0:1]")
    for (position, panel) in shown.enumerated() {
      let left = Double(position % 3) * panelWidth
      let top = Double(position / 3) * panelHeight
      add(panel, left: left, top: top, width: panelWidth, id: id, to: &script)
    }
    script.add("unset multiplot")
    return FigurePlan(script: script, data: [.init(name: "\(id).csv", rows: rows)])
  }

  private func add(
    _ index: Int, left: Double, top: Double, width: Double, id: String,
    to script: inout GnuplotScript
  ) {
    let colour = Palette.main
    let data = "'\(id).csv' using ($1==\(index) ? ($2+$3)/2 : NaN)"
    let right = left + width - 20
    script.place(left: left + 66, right: right, top: top + 40, bottom: top + 316)
    script.add("unset logscale y")
    script.add("set format x ''")
    script.label("accuracy", x: left + 16, y: top + 178, align: "center rotate by 90")
    script.label("images", x: left + 16, y: top + 376, align: "center rotate by 90")
    script.label("confidence", x: (left + 66 + right) / 2, y: top + 462, align: "center")
    script.label(
      GnuplotScript.shortened(panels[index].title, to: 42), x: (left + 66 + right) / 2,
      y: top + 20, align: "center", size: 14)
    script.add("set yrange [0:1.02]")
    script.add("set ytics 0,0.2,1")
    script.add("set style fill solid 1 border lc rgb 'white'")
    script.plot([
      "\(data):($6/2):2:3:(0):6 with boxxyerror lc rgb '#a9c6d8'",
      "x with lines dt 2 lw 1.4 lc rgb '#606060'",
      "'\(id).csv' using ($1==\(index) ? $5 : NaN):6:7:8 with yerrorbars pt 7 ps 0.5 lw 1.5 "
        + "lc rgb '\(colour)'",
    ])
    let counts = panels[index].bins.map(\.n)
    let largest = Double(counts.max() ?? 1)
    script.place(left: left + 66, right: right, top: top + 328, bottom: top + 424)
    script.add("unset label")
    script.add("set format x '%g'")
    script.add("set logscale y")
    script.add("set yrange [0.5:\(GnuplotScript.number(max(largest, 10) * 2))]")
    script.add("set ytics 1,10,\(GnuplotScript.number(max(largest, 10) * 2))")
    script.add("set format y '%.0s%c'")
    script.plot(["\(data):(sqrt(0.5*$4)):2:3:(0.5):4 with boxxyerror lc rgb '#c9c9c9'"])
    script.add("set format y '%g'")
  }
}
