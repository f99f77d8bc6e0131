internal import StudyValues
internal import Analyses

extension HistogramFigure: FigureDrawing {
  var table: RowTable {
    RowTable(
      columns: [
        Column("low", heading: "From", kind: .real(digits: 4)),
        Column("high", heading: "To", kind: .real(digits: 4)),
        Column("count", heading: "Count", kind: .integer),
      ],
      rows: bars.filter { $0.low.isFinite && $0.high.isFinite }.map {
        [.real($0.low), .real($0.high), .integer($0.count)]
      })
  }

  func plan(id: String, style: NumberStyle) -> FigurePlan? {
    plan(GnuplotScript(id: id, style: style, height: 380), id: id)
  }

  func compactPlan(id: String, style: NumberStyle) -> FigurePlan? {
    plan(GnuplotScript(id: id, style: style, width: 540, height: 280), id: id)
  }

  private func plan(_ empty: GnuplotScript, id: String) -> FigurePlan? {
    let largest = bars.map(\.count).max() ?? 0
    guard largest > 0 else { return nil }
    var script = empty
    script.axis(
      "x", x, edges: x.edges(for: bars.flatMap { [$0.low, $0.high] }, margin: 0.02))
    script.axis("y", FigureAxis(yLabel), edges: 0...(Double(largest) * 1.06))
    script.add("set grid noxtics")
    script.add("set style fill solid 1 border lc rgb 'white'")
    script.plot([
      "'\(id).csv' using (($1+$2)/2):($3/2):1:2:(0):3 with boxxyerror lc rgb '\(Palette.main)'"
    ])
    return FigurePlan(script: script, data: [.init(name: "\(id).csv", rows: table)])
  }
}
