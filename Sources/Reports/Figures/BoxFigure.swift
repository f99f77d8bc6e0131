/// The distribution of a score in each of several groups, as boxes.
///
/// A box spans the quartiles, its line is the median, its whiskers reach from the 5 % to the 95 %
/// quantile (all by linear interpolation, type 7). Groups without values are left out.
package struct BoxFigure: Equatable, Sendable {
  /// One group of values.
  package struct Group: Equatable, Sendable {
    /// The name below the box.
    package var label: String
    /// The values, in any order; what is not finite is left out.
    package var values: [Double]

    /// Creates a group.
    package init(label: String, values: [Double]) {
      self.label = label
      self.values = values
    }
  }

  /// The name of the horizontal axis.
  package var xLabel: String
  /// The vertical axis.
  package var y: FigureAxis
  /// The groups from left to right.
  package var groups: [Group]

  /// Creates a figure from groups.
  package init(xLabel: String, y: FigureAxis, groups: [Group]) {
    self.xLabel = xLabel
    self.y = y
    self.groups = groups
  }

  /// Creates a figure of scores in right-closed bins of another value.
  ///
  /// - Parameters:
  ///   - xLabel: The name of the binned value.
  ///   - y: The vertical axis.
  ///   - xs: The values that are binned, one per image.
  ///   - ys: The scores, one per image, in the same order.
  ///   - edges: The edges of the bins, increasing; fifths of 0 to 1 when nil.
  package init(xLabel: String, y: FigureAxis, xs: [Double], ys: [Double], edges: [Double]? = nil) {
    precondition(xs.count == ys.count, "each image needs both values")
    let edges = edges ?? Binning.fifths
    precondition(edges.count > 1, "a bin needs two edges")
    var values = [[Double]](repeating: [], count: edges.count - 1)
    for (xValue, yValue) in zip(xs, ys) {
      if let bin = Binning.rightClosed(xValue, edges: edges) { values[bin].append(yValue) }
    }
    self.init(
      xLabel: xLabel, y: y,
      groups: values.enumerated().map { index, values in
        Group(label: Binning.name(index, edges: edges), values: values)
      })
  }
}

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
      let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map { Binning.quantile(sorted, $0) }
      table.append(
        [.integer(table.rows.count + 1)] + quantiles.map { .real($0) }
          + [.integer(sorted.count), .text(GnuplotScript.oneLine(group.label))])
    }
    return table
  }

  func plan(id: String) -> FigurePlan? {
    let rows = table
    guard !rows.rows.isEmpty else { return nil }
    let count = rows.rows.count
    let values = rows.rows.flatMap { row in
      row[1...5].compactMap { if case .real(let value) = $0 { value } else { nil } }
    }
    var script = GnuplotScript(id: id, margins: .init(bottom: 82))
    script.axis(
      "x", FigureAxis(xLabel), edges: 0.4...(Double(count) + 0.6))
    script.axis("y", y, edges: y.edges(for: values))
    script.add("set grid noxtics")
    let space = Int(script.plotWidth / Double(count) / GnuplotScript.fontSize / 0.58)
    script.tics(
      "x",
      rows.rows.enumerated().map { index, row in
        (GnuplotScript.shortened(rows.columns[7].text(row[7]), to: space), Double(index + 1))
      })
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
