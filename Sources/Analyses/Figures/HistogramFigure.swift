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
      guard value >= edges[0], let upper = edges.dropFirst().firstIndex(where: { value <= $0 })
      else { continue }
      counts[upper - 1] += 1
    }
    self.init(
      x: x, yLabel: yLabel,
      bars: counts.enumerated().map { index, count in
        Bar(low: edges[index], high: edges[index + 1], count: count)
      })
  }
}
