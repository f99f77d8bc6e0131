internal import StudyValues
internal import Analyses

extension HeatMapFigure: FigureDrawing {
  var table: RowTable {
    RowTable(
      columns: [
        Column("column_index", heading: "Column", kind: .integer),
        Column("row_index", heading: "Row", kind: .integer),
        Column("value", heading: label, kind: .coefficient(decimals: 3)),
        Column("row", heading: "Row name", kind: .text),
        Column("column", heading: "Column name", kind: .text),
      ],
      rows: values.enumerated().flatMap { row, values in
        values.enumerated().map { column, value in
          [
            .integer(column), .integer(row), Cell(value),
            .text(GnuplotScript.oneLine(rowNames[row])),
            .text(GnuplotScript.oneLine(columnNames[column])),
          ]
        }
      })
  }

  func plan(id: String, style: NumberStyle) -> FigurePlan? {
    let shown = table.rows.filter { $0[2] != .missing }
    guard !shown.isEmpty else { return nil }
    let cell = columnNames.count > 16 ? 36.0 : 48.0
    let left = (rowNames.map { GnuplotScript.textWidth($0) }.max() ?? 0) + 24
    let bottom = (columnNames.map { GnuplotScript.textWidth($0) }.max() ?? 0) * 0.72 + 30
    let margins = GnuplotScript.Margins(
      left: min(left, 220), right: 104, top: 16, bottom: min(bottom, 170))
    var script = GnuplotScript(
      id: id, style: style,
      width: Double(columnNames.count) * cell + margins.left + margins.right,
      height: max(Double(rowNames.count) * cell * 0.75, 120) + margins.top + margins.bottom,
      margins: margins)
    script.add("set xrange [-0.5:\(GnuplotScript.number(Double(columnNames.count) - 0.5))]")
    script.add("set yrange [\(GnuplotScript.number(Double(rowNames.count) - 0.5)):-0.5]")
    script.add("unset grid")
    script.add("unset border")
    script.add("set tics scale 0")
    script.tics("x", named: columnNames.map { GnuplotScript.shortened($0, to: 26) })
    script.add("set xtics rotate by 45 right")
    script.tics("y", named: rowNames.map { GnuplotScript.shortened($0, to: 26) })
    script.add(Palette.gnuplot(Palette.diverging))
    script.add(
      "set cbrange [\(GnuplotScript.number(range.lowerBound)):"
        + "\(GnuplotScript.number(range.upperBound))]")
    script.tics("cb", .linear(range, most: script.plotHeight / 30, style: style))
    script.label(
      label, x: script.width - 14, y: margins.top + script.plotHeight / 2,
      align: "center rotate by 90")
    script.add(
      "set colorbox user origin screen "
        + "\(GnuplotScript.number(1 - (margins.right - 14) / script.width)), graph 0 "
        + "size screen \(GnuplotScript.number(16 / script.width)), graph 1 noborder")
    script.add("set style fill solid 1 noborder")
    for row in shown { addNumber(row, style, size: cell > 40 ? 11 : 9, to: &script) }
    script.plot([
      "'\(id).csv' using 1:2:($1-0.48):($1+0.48):($2-0.48):($2+0.48):3 with boxxyerror lc palette"
    ])
    let rows = RowTable(columns: table.columns, rows: shown)
    return FigurePlan(script: script, data: [.init(name: "\(id).csv", rows: rows)])
  }

  private func addNumber(
    _ row: [Cell], _ style: NumberStyle, size: Double, to script: inout GnuplotScript
  ) {
    guard case .integer(let column) = row[0], case .integer(let line) = row[1],
      case .real(let value) = row[2], value.isFinite
    else { return }
    let middle = (range.lowerBound + range.upperBound) / 2
    let share = abs(value - middle) / ((range.upperBound - range.lowerBound) / 2)
    script.label(
      style.number(value, decimals: style.decimals(width: nil, least: 2)),
      at: "first \(column), first \(line)", align: "center",
      colour: share > 0.75 ? "#ffffff" : "#202020", size: size)
  }
}
