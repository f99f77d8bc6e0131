package import StudyValues

/// Values with intervals in several panels beside each other that share their rows: for example the
/// coefficients of two scores in each network, and their differences.
package struct DotPanelsFigure: Equatable, Sendable {
  /// One value.
  package struct Point: Equatable, Sendable {
    /// The row, an index into the names of rows.
    package var row: Int
    /// The series, an index into the names of series.
    package var series: Int
    /// The value; nothing is drawn without it.
    package var value: Double?
    /// The lower limit of the interval.
    package var low: Double?
    /// The upper limit of the interval.
    package var high: Double?

    /// Creates a point.
    package init(
      row: Int, series: Int = 0, value: Double?, low: Double? = nil, high: Double? = nil
    ) {
      self.row = row
      self.series = series
      self.value = value
      self.low = low
      self.high = high
    }

    /// Creates a point from a cell of a table.
    package init(row: Int, series: Int = 0, _ cell: Cell) {
      var limits: (low: Double?, high: Double?) = (nil, nil)
      if case .estimated(_, let low, let high) = cell { limits = (low, high) }
      self.init(row: row, series: series, value: cell.real, low: limits.low, high: limits.high)
    }
  }

  /// One panel.
  package struct Panel: Equatable, Sendable {
    /// The title above it.
    package var title: String
    /// The horizontal axis.
    package var x: FigureAxis
    /// The values.
    package var points: [Point]
    /// The value of no effect, where a line stands; none when nil.
    package var reference: Double?
    /// A shaded range.
    package var band: ForestFigure.Band?
    /// Whether each value stands in numbers at the right, and its dot is filled only where the interval
    /// leaves out ``reference``.
    package var isDeciding: Bool

    /// Creates a panel.
    package init(
      title: String, x: FigureAxis, points: [Point], reference: Double? = 0,
      band: ForestFigure.Band? = nil, isDeciding: Bool = false
    ) {
      self.title = title
      self.x = x
      self.points = points
      self.reference = reference
      self.band = band
      self.isDeciding = isDeciding
    }
  }

  /// The names of the rows from top to bottom.
  package var rowNames: [String]
  /// The names of the series, which a key tells apart.
  package var seriesNames: [String]
  /// The panels from left to right.
  package var panels: [Panel]

  /// Creates a figure.
  package init(rowNames: [String], seriesNames: [String], panels: [Panel]) {
    self.rowNames = rowNames
    self.seriesNames = seriesNames
    self.panels = panels
  }
}
