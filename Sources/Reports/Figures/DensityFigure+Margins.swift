internal import Analyses
internal import Statistics
internal import StudyValues

extension DensityFigure {
  /// The room for the bars above and right of the plot, in pixels.
  static let bars = 40.0

  /// Draws how many images lie in each column above the plot, and in each row right of it.
  func addMargins(
    of cells: RowTable, id: String, to script: inout GnuplotScript,
    data: inout [FigurePlan.DataFile]
  ) {
    script.add("unset label; unset xtics; unset ytics; unset border; unset grid; unset colorbox")
    let right = script.width - script.margins.right
    let bottom = script.height - script.margins.bottom
    func add(_ name: String, _ first: Int, _ using: String, _ count: String, _ axis: FigureAxis) {
      let rows = Self.sums(cells, first)
      let most = rows.rows.compactMap { $0[2].integer }.max() ?? 1
      data.append(.init(name: "\(id)-\(name).csv", rows: rows))
      if axis.isLogarithmic { script.add("unset logscale \(count)") }
      script.add("set \(count)range [0:\(most)]")
      script.plot(["'\(id)-\(name).csv' using \(using) with boxxyerror lc rgb '#9db4c8'"])
    }
    script.place(
      left: script.margins.left, right: right, top: script.margins.top - Self.bars - 4,
      bottom: script.margins.top - 4)
    add("columns", 0, "(($1+$2)/2):($3/2):1:2:(0):3", "y", y)
    script.place(
      left: right + 4, right: right + 4 + Self.bars, top: script.margins.top, bottom: bottom)
    let edges = y.edges(for: ys, margin: 0.02)
    if y.isLogarithmic { script.add("set logscale y") }
    script.add(
      "set yrange [\(GnuplotScript.number(edges.lowerBound)):\(GnuplotScript.number(edges.upperBound))]"
    )
    add("rows", 2, "($3/2):(($1+$2)/2):(0):3:1:2", "x", x)
  }

  /// How many images lie between each pair of edges, along one axis.
  private static func sums(_ cells: RowTable, _ first: Int) -> RowTable {
    var counts: [Double: (high: Double, count: Int)] = [:]
    for row in cells.rows {
      guard let low = row[first].real, let high = row[first + 1].real, let count = row[4].integer
      else { continue }
      counts[low, default: (high, 0)].count += count
    }
    return RowTable(
      columns: [Column("low"), Column("high"), Column("count")],
      rows: counts.sorted { $0.key < $1.key }.map {
        [.real($0.key), .real($0.value.high), .integer($0.value.count)]
      })
  }

  /// The regression of the ranks of the vertical values on those of the horizontal ones, in the units of
  /// both: at the mean rank of each horizontal value the vertical value of the rank that the line gives.
  ///
  /// Nil where either does not vary.
  var rankLine: RowTable? {
    let pairs = zip(xs, ys).filter { x.canShow($0) && y.canShow($1) }
    guard pairs.count > 2, let xRanking = try? Ranking(pairs.map(\.0)),
      let yRanking = try? Ranking(pairs.map(\.1)), yRanking.levels > 1,
      let line = RankRegression(xRanking, yRanking)
    else { return nil }
    let xRanks = xRanking.average
    let sorted = pairs.map(\.1).sorted()
    // The line is smooth: forty of the different values are enough.
    let levels = xRanking.levels
    let chosen = (0...min(40, levels - 1)).map { $0 * (levels - 1) / min(40, levels - 1) }
    let rows = chosen.map { level -> [Cell] in
      let index = Int(xRanking.order[Int(xRanking.starts[level])])
      let share = min(max((line.rank(at: xRanks[index]) - 1) / Double(pairs.count - 1), 0), 1)
      return [.real(pairs[index].0), .real(Quantile.type7(sorted, share))]
    }
    return RowTable(columns: [Column("x"), Column("value")], rows: rows)
  }
}
