/// Labelled points with intervals, for example a network's correlation against its accuracy.
package struct ScatterFigure: Equatable, Sendable {
  /// One point.
  package struct Point: Equatable, Sendable {
    /// The name beside the point.
    package var label: String
    /// The horizontal value.
    package var x: Double
    /// The lower and upper limit of the horizontal value.
    package var xInterval: ClosedRange<Double>?
    /// The vertical value.
    package var y: Double
    /// The lower and upper limit of the vertical value.
    package var yInterval: ClosedRange<Double>?

    /// Creates a point.
    package init(
      label: String, x: Double, xInterval: ClosedRange<Double>? = nil, y: Double,
      yInterval: ClosedRange<Double>? = nil
    ) {
      self.label = label
      self.x = x
      self.xInterval = xInterval
      self.y = y
      self.yInterval = yInterval
    }
  }

  /// The horizontal axis.
  package var x: FigureAxis
  /// The vertical axis.
  package var y: FigureAxis
  /// The points.
  package var points: [Point]

  /// Creates a figure.
  package init(x: FigureAxis, y: FigureAxis, points: [Point]) {
    self.x = x
    self.y = y
    self.points = points
  }
}
