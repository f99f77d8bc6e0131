internal import Statistics
internal import StudyValues
internal import Analyses

extension BoxFigure: FigureDrawing {
  var table: RowTable {
    var table = RowTable(columns: [
      Column("position", heading: "Position", kind: .integer),
      Column("q05", heading: "5 %", kind: .real(digits: 4)),
      Column("q25", heading: "25 %", kind: .real(digits: 4)),
      Column("median", heading: "Median", kind: .real(digits: 4)),
      Column("q75", heading: "75 %", kind: .real(digits: 4)),
      Column("q95", heading: "95 %", kind: .real(digits: 4)),
      Column("n", heading: "n", kind: .integer),
      Column("group", heading: xLabel, kind: .text),
    ])
    for group in groups {
      let sorted = group.values.filter(y.canShow).sorted()
      guard !sorted.isEmpty else { continue }
      let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map { Quantile.type7(sorted, $0) }
      table.append(
        [.integer(table.rows.count + 1)] + quantiles.map { .real($0) }
          + [.integer(sorted.count), .text(GnuplotScript.oneLine(group.label))])
    }
    return table
  }

  func plan(id: String, style: NumberStyle) -> FigurePlan? {
    let rows = table
    guard !rows.rows.isEmpty else { return nil }
    let count = rows.rows.count
    let values = rows.rows.flatMap { row in
      row[1...5].compactMap { if case .real(let value) = $0 { value } else { nil } }
    }
    var script = GnuplotScript(
      id: id, style: style, margins: .init(top: title.isEmpty ? 24 : 40, bottom: 82))
    script.title(title)
    let space = Int(script.plotWidth / Double(count) / GnuplotScript.fontSize / 0.58)
    script.axis(
      "x", FigureAxis(xLabel), edges: 0.4...(Double(count) + 0.6),
      named: rows.rows.map {
        GnuplotScript.shortened(rows.columns[7].shownText($0[7], in: style), to: space)
      })
    script.axis("y", y, edges: y.edges(for: values))
    script.add("set grid noxtics")
    for (index, row) in rows.rows.enumerated() {
      script.label(
        "n = \(rows.columns[6].text(row[6]))",
        at: "first \(index + 1), screen \(GnuplotScript.number(43 / script.height))",
        align: "center", colour: "#606060", size: 11)
    }
    script.add("set boxwidth 0.5")
    script.add("set style fill solid 1 border lc rgb '\(Palette.main)'")
    script.plot([
      "'\(id).csv' using 1:3:2:6:5 with candlesticks lw 1.5 lc rgb '#c5dbe8' whiskerbars 0.5",
      "'\(id).csv' using 1:4:4:4:4 with candlesticks lw 3 lc rgb '\(Palette.main)'",
    ])
    return FigurePlan(script: script, data: [.init(name: "\(id).csv", rows: rows)])
  }
}
