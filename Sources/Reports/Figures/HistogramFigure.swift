/// Counts as bars.
package struct HistogramFigure: Equatable, Sendable {
  /// One bar.
  package struct Bar: Equatable, Sendable {
    /// The left edge.
    package var low: Double
    /// The right edge.
    package var high: Double
    /// The number of units.
    package var count: Int

    /// Creates a bar.
    package init(low: Double, high: Double, count: Int) {
      self.low = low
      self.high = high
      self.count = count
    }
  }

  /// The horizontal axis.
  package var x: FigureAxis
  /// What is counted.
  package var yLabel: String
  /// The bars from left to right.
  package var bars: [Bar]

  /// Creates a figure from counted bars.
  package init(x: FigureAxis, yLabel: String, bars: [Bar]) {
    self.x = x
    self.yLabel = yLabel
    self.bars = bars
  }

  /// Creates a figure by counting values in equally wide right-closed bins.
  ///
  /// - Parameters:
  ///   - x: The horizontal axis; its range, or that of the values, is divided into the bins.
  ///   - yLabel: What is counted.
  ///   - values: The values; what is not finite or outside the range is left out.
  ///   - bins: The number of bins.
  package init(x: FigureAxis, yLabel: String, values: [Double], bins: Int = 20) {
    precondition(bins > 0, "a histogram needs bins")
    let range = x.edges(for: values, margin: 0)
    let edges = (0...bins).map { index in
      let share = Double(index) / Double(bins)
      return range.lowerBound * (1 - share) + range.upperBound * share
    }
    var counts = [Int](repeating: 0, count: bins)
    for value in values where value.isFinite {
      if let bin = Binning.rightClosed(value, edges: edges) { counts[bin] += 1 }
    }
    self.init(
      x: x, yLabel: yLabel,
      bars: counts.enumerated().map { index, count in
        Bar(low: edges[index], high: edges[index + 1], count: count)
      })
  }
}

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

  func plan(id: String) -> FigurePlan? {
    let largest = bars.map(\.count).max() ?? 0
    guard largest > 0 else { return nil }
    var script = GnuplotScript(id: id, height: 380)
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
