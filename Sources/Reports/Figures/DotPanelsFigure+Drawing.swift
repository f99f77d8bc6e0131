internal import Analyses
internal import StudyValues

extension DotPanelsFigure: FigureDrawing {
  private static let marks = [7, 5, 9, 11, 13]

  var table: RowTable {
    var table = RowTable(
      columns: [
        Column("panel_index", heading: "Panel number", kind: .integer),
        Column("series_index", heading: "Series number", kind: .integer),
        Column("line", heading: "Line", kind: .real(digits: 6)),
        Column("value", heading: "Value", kind: .coefficient(decimals: 3)),
        Column("low", heading: "Low", kind: .coefficient(decimals: 3)),
        Column("high", heading: "High", kind: .coefficient(decimals: 3)),
        Column("beyond_index", heading: "Beyond the reference", kind: .integer),
        Column("row", heading: "Row", kind: .text),
        Column("series", heading: "Series", kind: .text),
        Column("panel", heading: "Panel", kind: .text),
      ])
    for (index, panel) in panels.enumerated() {
      for point in panel.points where point.value.map(panel.x.canShow) == true {
        let name = seriesNames.indices.contains(point.series) ? seriesNames[point.series] : ""
        table.append([
          .integer(index), .integer(point.series), .real(line(point, panel)), Cell(point.value),
          Cell(point.low ?? point.value), Cell(point.high ?? point.value),
          .integer(isBeyond(point, panel) ? 1 : 0),
          .text(GnuplotScript.oneLine(rowNames[point.row])), .text(GnuplotScript.oneLine(name)),
          .text(GnuplotScript.oneLine(panel.title)),
        ])
      }
    }
    return table
  }

  /// Where a point stands: its row, with the series of a panel a little below each other.
  private func line(_ point: Point, _ panel: Panel) -> Double {
    let series = Set(panel.points.map(\.series)).sorted()
    let place = Double(series.firstIndex(of: point.series) ?? 0) - Double(series.count - 1) / 2
    return Double(point.row) + place * min(0.3, 0.8 / Double(series.count))
  }

  private func isBeyond(_ point: Point, _ panel: Panel) -> Bool {
    guard panel.isDeciding, let reference = panel.reference, let low = point.low,
      let high = point.high
    else { return true }
    return low > reference || high < reference
  }

  func plan(id: String, style: NumberStyle) -> FigurePlan? {
    let rows = table
    guard !rows.rows.isEmpty else { return nil }
    let names = rowNames.map { GnuplotScript.oneLine($0) }
    let left = min(max(names.map { GnuplotScript.widest($0) }.max() ?? 0, 40), 220) + 24
    let hasKey = seriesNames.count > 1
    let hasBand = panels.contains { $0.band != nil }
    let top = (hasKey ? 30.0 : 6) + 26 + (hasBand ? 18 : 0)
    let line = rowNames.count > 12 ? 20.0 : rowNames.count > 8 ? 24 : 32
    var script = GnuplotScript(
      id: id, style: style, width: 1_080, height: top + Double(rowNames.count) * line + 58)
    if hasKey { addKey(left: left, to: &script) }
    script.add("set multiplot")
    script.add("set border 1")
    script.add("unset ytics")
    script.add("set grid noytics")
    script.add(
      "set yrange [\(GnuplotScript.number(Double(rowNames.count) - 0.5)):-0.5]")
    // A deciding panel keeps room for its numbers at the right.
    let weights = panels.map { $0.isDeciding ? 1.1 : panels.count == 2 ? 1.5 : 1 }
    let space = script.width - left - 8
    var start = left
    for (index, panel) in panels.enumerated() {
      let width = space * weights[index] / weights.reduce(0, +)
      let right = start + width - (panel.isDeciding ? 178 : 22)
      script.place(
        left: start, right: right, top: top, bottom: script.height - 52)
      add(panel, index, from: start, to: right, top: top, id: id, rows: rows, script: &script)
      start += width
    }
    script.add("unset multiplot")
    return FigurePlan(script: script, data: [.init(name: "\(id).csv", rows: rows)])
  }

  private func addKey(left: Double, to script: inout GnuplotScript) {
    var x = left
    for (index, name) in seriesNames.enumerated() {
      let colour = Palette.categories[index % Palette.categories.count]
      let mark = Self.marks[index % Self.marks.count]
      let y = GnuplotScript.number(1 - 14 / script.height)
      script.add(
        "set label '' at screen \(GnuplotScript.number((x + 6) / script.width)), screen \(y) "
          + "point pt \(mark) ps 0.8 lc rgb '\(colour)'")
      script.label(name, x: x + 18, y: 14, align: "left")
      x += GnuplotScript.textWidth(name) + 52
    }
  }

  private func add(
    _ panel: Panel, _ index: Int, from left: Double, to right: Double, top: Double, id: String,
    rows: RowTable, script: inout GnuplotScript
  ) {
    let own = panel.points.filter { $0.value.map(panel.x.canShow) == true }
    let band = panel.band.map { [$0.low, $0.high] } ?? []
    // Panels of the same quantity have the same edges, so that they can be compared.
    let alike = panels.filter { $0.x.label == panel.x.label }.flatMap(\.points)
    let edges = panel.x.edges(
      for: alike.flatMap { [$0.value, $0.low, $0.high].compactMap(\.self) } + band
        + [panel.reference].compactMap(\.self))
    script.add(
      "set xrange [\(GnuplotScript.number(edges.lowerBound)):"
        + "\(GnuplotScript.number(edges.upperBound))]")
    script.tics("x", .linear(edges, most: (right - left) / 48, style: script.style))
    if index == 0 { addRowNames(left: left, to: &script) }
    let titleY = top - 14 - (panels.contains { $0.band != nil } ? 18.0 : 0)
    script.label(
      GnuplotScript.shortened(
        GnuplotScript.oneLine(panel.title), to: Int((right - left + 150) / 7)),
      at: "screen \(GnuplotScript.number(left / script.width)), "
        + "screen \(GnuplotScript.number(1 - titleY / script.height))",
      align: "left", size: 13, isBold: true)
    script.label(panel.x.label, x: (left + right) / 2, y: script.height - 7, align: "center")
    addBand(panel, edges, from: left, to: right, top: top, script: &script)
    if let reference = panel.reference {
      let x = GnuplotScript.number(reference)
      script.add(
        "set arrow from first \(x), graph 0 to first \(x), graph 1 nohead dt 2 lw 1.2 "
          + "lc rgb '#606060'")
    }
    if panel.isDeciding { addNumbers(own, to: &script) }
    script.plot(layers(index, id: id, rows: rows))
    script.add("unset label")
    script.add("unset arrow")
    script.add("unset object")
  }

  private func layers(_ panel: Int, id: String, rows: RowTable) -> [String] {
    seriesNames.indices.flatMap { series in
      [1, 0].compactMap { beyond -> String? in
        guard
          rows.rows.contains(where: {
            $0[0] == .integer(panel) && $0[1] == .integer(series) && $0[6] == .integer(beyond)
          })
        else { return nil }
        let isDeciding = panels[panel].isDeciding
        let colour =
          isDeciding
          ? beyond == 1 ? "#202020" : "#808080"
          : Palette.categories[series % Palette.categories.count]
        let mark = isDeciding ? (beyond == 1 ? 7 : 6) : Self.marks[series % Self.marks.count]
        return "'\(id).csv' using ($1==\(panel) && $2==\(series) && $7==\(beyond) ? $4 : NaN)"
          + ":3:5:6 with xerrorbars pt \(mark) ps 0.8 lw 1.8 lc rgb '\(colour)'"
      }
    }
  }

  private func addRowNames(left: Double, to script: inout GnuplotScript) {
    for (index, name) in rowNames.enumerated() {
      script.label(
        GnuplotScript.shortened(GnuplotScript.oneLine(name), toFit: left - 16),
        at: "screen \(GnuplotScript.number((left - 12) / script.width)), first \(index)",
        align: "right")
    }
  }

  private func addBand(
    _ panel: Panel, _ edges: ClosedRange<Double>, from left: Double, to right: Double, top: Double,
    script: inout GnuplotScript
  ) {
    guard let band = panel.band, band.low.isFinite, band.high.isFinite else { return }
    script.add(
      "set object 1 rectangle from first \(GnuplotScript.number(band.low)), graph 0 to "
        + "first \(GnuplotScript.number(max(band.high, band.low))), graph 1 "
        + "fc rgb '#ffe9b8' fs solid noborder behind")
    let middle =
      left + (right - left) * panel.x.fraction((band.low + band.high) / 2, in: edges)
    let half = GnuplotScript.textWidth(band.label, size: 12) / 2
    script.label(
      band.label, x: min(max(middle, left + half), right + 14 - half), y: top - 10,
      align: "center", colour: "#7a5a00", size: 12)
  }

  private func addNumbers(_ points: [Point], to script: inout GnuplotScript) {
    for point in points {
      guard let value = point.value else { continue }
      let text = script.style.estimate(value, point.low, point.high, least: 3)
      script.label(text, at: "graph 1.05, first \(point.row)", colour: "#202020")
    }
  }
}
