internal import StudyValues
internal import Analyses

extension DensityFigure: FigureDrawing {
  /// The cells that hold images: left, right, lower and upper edge, and the number of images.
  var counts: RowTable {
    let pairs = zip(xs, ys).filter { x.canShow($0) && y.canShow($1) }
    let xEdges = x.edges(for: pairs.map(\.0), margin: 0.02)
    let yEdges = y.edges(for: pairs.map(\.1), margin: 0.02)
    var counts: [Int: Int] = [:]
    for (xValue, yValue) in pairs {
      guard
        let column = Self.bin(x.fraction(xValue, in: xEdges), of: xBins),
        let row = Self.bin(y.fraction(yValue, in: yEdges), of: yBins)
      else { continue }
      counts[column * yBins + row, default: 0] += 1
    }
    let cells = counts.sorted { $0.key < $1.key }.map { key, count -> [Cell] in
      let (column, row) = key.quotientAndRemainder(dividingBy: yBins)
      return [
        .real(x.edge(column, of: xBins, in: xEdges)),
        .real(x.edge(column + 1, of: xBins, in: xEdges)),
        .real(y.edge(row, of: yBins, in: yEdges)),
        .real(y.edge(row + 1, of: yBins, in: yEdges)),
        .integer(count),
      ]
    }
    return RowTable(
      columns: [
        Column("x_low"), Column("x_high"), Column("y_low"), Column("y_high"), Column("count"),
      ],
      rows: cells)
  }

  var table: RowTable {
    RowTable(
      columns: FigurePoint.columns(x: x.label, value: "Mean of \(y.label)"),
      rows: means.map(\.cells))
  }

  func plan(id: String, style: NumberStyle) -> FigurePlan? {
    let cells = counts
    guard !cells.rows.isEmpty else { return nil }
    let largest = cells.rows.compactMap { if case .integer(let n) = $0[4] { n } else { nil } }.max()
    var script = GnuplotScript(
      id: id, style: style, width: 800, height: 500,
      margins: .init(right: 150, top: (title.isEmpty ? 6 : 26) + Self.bars + 6))
    script.title(title)
    script.add("set multiplot")
    script.axis("x", x, edges: x.edges(for: xs, margin: 0.02))
    script.axis("y", y, edges: y.edges(for: ys, margin: 0.02))
    script.add(Palette.gnuplot(Palette.counts))
    script.add("set logscale cb")
    script.add("set cbrange [1:\(max(10, largest ?? 1))]")
    script.add("set format cb '%g'")
    script.label(
      "images", x: script.width - 14, y: script.margins.top + script.plotHeight / 2,
      align: "center rotate by 90")
    let beside = (Self.bars + 18) / script.plotWidth
    script.add(
      "set colorbox user origin graph \(GnuplotScript.number(1 + beside)),0 "
        + "size graph 0.03,1 noborder")
    script.add("set style fill solid 1 noborder")
    var layers = [
      "'\(id).csv' using (($1+$2)/2):(($3+$4)/2):1:2:3:4:5 with boxxyerror lc palette"
    ]
    var data = [FigurePlan.DataFile(name: "\(id).csv", rows: cells)]
    if let line = rankLine {
      data.append(.init(name: "\(id)-line.csv", rows: line))
      layers.append("'\(id)-line.csv' using 1:2 with lines lw 2 lc rgb '#202020'")
    }
    let shown = means.filter { $0.value.map(y.canShow) == true }
    if !shown.isEmpty {
      let rows = RowTable(
        columns: FigurePoint.columns(x: "x", value: "value"),
        rows: shown.map { point in
          [
            .real(point.x), Cell(point.value), Cell(point.low ?? point.value),
            Cell(point.high ?? point.value), Cell(point.n),
          ]
        })
      data.append(.init(name: "\(id)-means.csv", rows: rows))
      let source = "'\(id)-means.csv' using 1:2:3:4 with yerrorbars pt 7"
      layers.append("\(source) ps 0.85 lw 4.5 lc rgb 'white'")
      layers.append("\(source) ps 0.6 lw 1.8 lc rgb '\(Palette.categories[1])'")
    }
    script.plot(layers)
    addMargins(of: cells, id: id, to: &script, data: &data)
    script.add("unset multiplot")
    return FigurePlan(script: script, data: data)
  }

  private static func bin(_ fraction: Double, of count: Int) -> Int? {
    guard fraction >= 0, fraction <= 1 else { return nil }
    // Right-closed like all bins of the tool; a fraction on an edge may be off by rounding.
    return max(0, Int((fraction * Double(count) - 1e-9).rounded(.up)) - 1)
  }
}

extension FigureAxis {
  /// The value at an edge of one of several equally wide bins.
  func edge(_ index: Int, of count: Int, in edges: ClosedRange<Double>) -> Double {
    let share = Double(index) / Double(count)
    guard isLogarithmic else {
      return edges.lowerBound + share * (edges.upperBound - edges.lowerBound)
    }
    let low = edges.lowerBound.logarithm
    return (low + share * (edges.upperBound.logarithm - low)).power
  }
}
