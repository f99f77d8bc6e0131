internal import Analyses
internal import StudyValues

extension DensityPanelsFigure: FigureDrawing {
  /// The panels with the same edges, so that they can be compared.
  private var aligned: [Panel] {
    let values = panels.flatMap { panel in panel.figure.ys.filter(panel.figure.y.canShow) }
    return panels.map { panel in
      var panel = panel
      panel.figure.y.range = panel.figure.y.edges(for: values, margin: 0.02)
      return panel
    }
  }

  var table: RowTable {
    var table = RowTable(
      columns: [
        Column("panel_index", heading: "Panel number", kind: .integer),
        Column("x", heading: panels.first?.figure.x.label, kind: .real(digits: 4)),
        Column("value", heading: "Mean", kind: .real(digits: 4)),
        Column("low", heading: "Low", kind: .real(digits: 4)),
        Column("high", heading: "High", kind: .real(digits: 4)),
        Column("n", heading: "n", kind: .integer),
        Column("panel", heading: "Panel", kind: .text),
      ])
    for (index, panel) in panels.enumerated() {
      for point in panel.figure.means where point.value.map(panel.figure.y.canShow) == true {
        table.append([
          .integer(index), .real(point.x), Cell(point.value), Cell(point.low ?? point.value),
          Cell(point.high ?? point.value), Cell(point.n),
          .text(GnuplotScript.oneLine(panel.title)),
        ])
      }
    }
    return table
  }

  func plan(id: String, style: NumberStyle) -> FigurePlan? {
    let panels = aligned
    let counts = panels.map { $0.figure.counts }
    guard counts.contains(where: { !$0.rows.isEmpty }) else { return nil }
    let perRow = min(max(panels.count, 3), 5)
    let margin = 62.0
    let width = (1_080 - margin) / Double(perRow)
    let height = 240.0
    let gridRows = (panels.count + perRow - 1) / perRow
    var script = GnuplotScript(
      id: id, style: style, width: margin + Double(min(panels.count, perRow)) * width,
      height: Double(gridRows) * height)
    let largest = counts.flatMap(\.rows).compactMap(\.last?.integer).max() ?? 1
    script.add(Palette.gnuplot(Palette.counts))
    script.add("set logscale cb")
    script.add("set cbrange [1:\(max(10, largest))]")
    script.add("unset colorbox")
    script.add("set style fill solid 1 noborder")
    script.add("set multiplot")
    for (index, panel) in panels.enumerated() {
      let left = margin + Double(index % perRow) * width
      let top = Double(index / perRow) * height
      add(
        panel, index, isFirst: index % perRow == 0, left: left, top: top, width: width,
        height: height, id: id, to: &script)
    }
    script.add("unset multiplot")
    var cells = RowTable(
      columns: [Column("panel_index")] + (counts.first?.columns ?? []))
    for (index, table) in counts.enumerated() {
      for row in table.rows { cells.append([.integer(index)] + row) }
    }
    return FigurePlan(
      script: script,
      data: [
        .init(name: "\(id).csv", rows: cells), .init(name: "\(id)-means.csv", rows: table),
      ])
  }

  private func add(
    _ panel: Panel, _ index: Int, isFirst: Bool, left: Double, top: Double, width: Double,
    height: Double,
    id: String, to script: inout GnuplotScript
  ) {
    let start = left
    let right = left + width - 14
    script.place(left: start, right: right, top: top + 26, bottom: top + height - 52)
    script.add("unset label")
    script.label(
      GnuplotScript.shortened(GnuplotScript.oneLine(panel.title), to: Int(width / 8)),
      x: (start + right) / 2, y: top + 12, align: "center")
    script.label(
      panel.figure.x.label, x: (start + right) / 2, y: top + height - 8, align: "center")
    if isFirst {
      script.label(
        panel.figure.y.label, x: 8, y: top + (height - 26) / 2, align: "center rotate by 90")
    }
    let x = panel.figure.x.edges(for: panel.figure.xs)
    let y = panel.figure.y.edges(for: panel.figure.ys)
    func range(_ edges: ClosedRange<Double>) -> String {
      "[\(GnuplotScript.number(edges.lowerBound)):\(GnuplotScript.number(edges.upperBound))]"
    }
    script.add("set xrange \(range(x))")
    script.add("set yrange \(range(y))")
    script.tics("x", .multiples(of: 0.5, in: x, style: script.style))
    var rows = AxisTics.linear(y, most: (height - 78) / 34, style: script.style)
    // Panels beside each other have the same edges, and only the first has numbers.
    if !isFirst { rows.tics = rows.tics.map { .init(name: "", position: $0.position) } }
    script.tics("y", rows)
    var layers = [
      "'\(id).csv' using ($1==\(index) ? ($2+$3)/2 : NaN):(($4+$5)/2):2:3:4:5:6 "
        + "with boxxyerror lc palette"
    ]
    if table.rows.contains(where: { $0[0] == .integer(index) }) {
      layers.append(
        "'\(id)-means.csv' using ($1==\(index) ? $2 : NaN):3:4:5 with yerrorbars pt 7 ps 0.5 "
          + "lw 1.6 lc rgb '\(Palette.categories[1])'")
    }
    script.plot(layers)
  }
}
