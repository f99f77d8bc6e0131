internal import StudyValues
internal import Analyses

extension ForestFigure: FigureDrawing {
  /// Where one line of the figure stands, and what it shows.
  private enum Line {
    case heading(String)
    case row(Row, group: String)
  }

  private var layout: [Line] {
    groups.flatMap { group -> [Line] in
      let heading: [Line] = group.name.isEmpty ? [] : [.heading(group.name)]
      return heading + group.rows.map { .row($0, group: group.name) }
    }
  }

  private var names: [String] {
    var names: [String] = []
    for row in groups.flatMap(\.rows) where !names.contains(row.label) { names.append(row.label) }
    return names
  }

  var table: RowTable {
    let names = names
    var table = RowTable(columns: [
      Column("line", heading: "Line", kind: .integer),
      Column("value", heading: x.label, kind: .coefficient(decimals: 3)),
      Column("low", heading: "Low", kind: .coefficient(decimals: 3)),
      Column("high", heading: "High", kind: .coefficient(decimals: 3)),
      Column("name_index", heading: "Name number", kind: .integer),
      Column("name", heading: "Name", kind: .text),
      Column("group", heading: "Group", kind: .text),
    ])
    for (index, line) in layout.enumerated() {
      guard case .row(let row, let group) = line else { continue }
      table.append([
        .integer(index), Cell(row.value), Cell(row.low ?? row.value), Cell(row.high ?? row.value),
        .integer(names.firstIndex(of: row.label) ?? 0), .text(GnuplotScript.oneLine(row.label)),
        .text(GnuplotScript.oneLine(group)),
      ])
    }
    return table
  }

  func plan(id: String, style: NumberStyle) -> FigurePlan? {
    let lines = layout
    let values = groups.flatMap(\.rows).flatMap { [$0.value, $0.low, $0.high] }
      .compactMap(\.self).filter(x.canShow)
    guard !values.isEmpty else { return nil }
    let widest =
      lines.map { line in
        switch line {
        case .heading(let name): GnuplotScript.textWidth(name) * 1.1
        case .row(let row, _): GnuplotScript.textWidth(row.label) + 14
        }
      }.max() ?? 0
    let left = min(max(widest, 80), 280) + 20
    var script = GnuplotScript(
      id: id, style: style, width: left + 620, height: Double(lines.count) * 22 + 110,
      margins: .init(left: left, right: 170, top: band == nil ? 24 : 44))
    let edges = x.edges(for: values + bandValues + [reference].compactMap(\.self))
    script.axis("x", x, edges: edges)
    script.add("set yrange [\(GnuplotScript.number(Double(lines.count) - 0.4)):-0.7]")
    script.add("unset ytics")
    script.add("set border 1")
    script.add("set grid noytics")
    addBand(edges: edges, to: &script)
    addTexts(lines, characters: Int((left - 20) / GnuplotScript.fontSize / 0.56), to: &script)
    let points = table.rows.filter { !$0[1].isMissing }
    let colours = Palette.colours(names.count, isOrdered: names.count > Palette.categories.count)
    script.plot(
      names.indices.filter { index in points.contains { $0[4] == .integer(index) } }.map { index in
        "'\(id).csv' using ($5==\(index) ? $2 : NaN):1:3:4 with xerrorbars pt 7 ps 0.7 lw 2 "
          + "lc rgb '\(colours[index])'"
      })
    let rows = RowTable(columns: table.columns, rows: points)
    return FigurePlan(script: script, data: [.init(name: "\(id).csv", rows: rows)])
  }

  private var bandValues: [Double] { band.map { [$0.low, $0.high] } ?? [] }

  private func addBand(edges: ClosedRange<Double>, to script: inout GnuplotScript) {
    if let band, band.low.isFinite, band.high.isFinite {
      let low = GnuplotScript.number(band.low)
      let high = GnuplotScript.number(max(band.high, band.low))
      script.add(
        "set object 1 rectangle from first \(low), graph 0 to first \(high), graph 1 "
          + "fc rgb '#ffe9b8' fs solid noborder behind")
      let middle =
        script.margins.left
        + script.plotWidth * x.fraction((band.low + band.high) / 2, in: edges)
      let half = GnuplotScript.textWidth(band.label, size: 12) / 2 + 4
      let place = min(max(middle, half), script.width - half)
      script.label(band.label, x: place, y: 26, align: "center", colour: "#7a5a00", size: 12)
    }
    if let reference {
      let x = GnuplotScript.number(reference)
      script.add(
        "set arrow from first \(x), graph 0 to first \(x), graph 1 nohead dt 2 lw 1.2 "
          + "lc rgb '#606060'")
    }
  }

  private func addTexts(_ lines: [Line], characters: Int, to script: inout GnuplotScript) {
    let nameX = GnuplotScript.number(14 / script.width)
    let rowX = GnuplotScript.number(28 / script.width)
    for (index, line) in lines.enumerated() {
      switch line {
      case .heading(let name):
        script.label(
          GnuplotScript.shortened(name, to: characters), at: "screen \(nameX), first \(index)",
          colour: "#202020", size: GnuplotScript.fontSize, isBold: true)
      case .row(let row, _):
        let start = row.label.isEmpty ? nameX : rowX
        script.label(
          GnuplotScript.shortened(row.label, to: characters), at: "screen \(start), first \(index)")
        script.label(
          valueText(row, script.style), at: "graph 1.03, first \(index)",
          colour: row.value == nil ? "#808080" : "#202020")
      }
    }
  }

  private func valueText(_ row: Row, _ style: NumberStyle) -> String {
    guard let value = row.value, value.isFinite else { return "no data" }
    return style.estimate(value, row.low, row.high)
  }
}
