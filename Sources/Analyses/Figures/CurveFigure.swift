package import StudyValues

/// Curves with bands, for example a score per group of images against the training step.
package struct CurveFigure: Equatable, Sendable {
  /// One curve.
  package struct Curve: Equatable, Sendable {
    /// The name in the key.
    package var name: String
    /// The points from left to right; a point without a value leaves a gap.
    package var points: [FigurePoint]

    /// Creates a curve.
    package init(name: String, points: [FigurePoint]) {
      self.name = name
      self.points = points
    }

    /// Creates a curve without a band.
    ///
    /// - Parameters:
    ///   - name: The name in the key.
    ///   - x: The positions.
    ///   - y: The values, one for each position; NaN leaves a gap.
    package init(name: String, x: [Double], y: [Double]) {
      precondition(x.count == y.count, "each position needs a value")
      self.init(name: name, points: zip(x, y).map { FigurePoint(x: $0, value: $1) })
    }
  }

  /// A vertical line with a text, for example the step of a plateau.
  package struct Mark: Equatable, Sendable {
    /// The position.
    package var x: Double
    /// The text beside the line.
    package var label: String
  }

  /// The horizontal axis.
  package var x: FigureAxis
  /// The vertical axis.
  package var y: FigureAxis
  /// The curves, in the order of the key.
  package var curves: [Curve]
  /// Vertical lines.
  package var marks: [Mark]
  /// Whether the curves have an order, as the bins of human selection frequency have; their colours
  /// then show it.
  package var isOrdered: Bool

  /// Creates a figure.
  package init(
    x: FigureAxis, y: FigureAxis, curves: [Curve], marks: [Mark] = [], isOrdered: Bool = false
  ) {
    self.x = x
    self.y = y
    self.curves = curves
    self.marks = marks
    self.isOrdered = isOrdered
  }
}

extension CurveFigure {
  /// Creates a figure of points, one curve per name, in the order in which they come.
  ///
  /// - Parameters:
  ///   - x: The horizontal axis.
  ///   - y: The vertical axis.
  ///   - series: The points; each curve's are sorted by position.
  ///   - name: The name of a point's curve.
  ///   - isOrdered: Whether the curves have an order.
  package init(
    x: FigureAxis, y: FigureAxis, series: [SeriesPoint], name: (ResultKey) -> String,
    isOrdered: Bool = false
  ) {
    var names: [String] = []
    var points: [String: [FigurePoint]] = [:]
    for point in series {
      let curve = name(point.key)
      if points[curve] == nil { names.append(curve) }
      points[curve, default: []].append(FigurePoint(point))
    }
    self.init(
      x: x, y: y,
      curves: names.map { Curve(name: $0, points: (points[$0] ?? []).sorted { $0.x < $1.x }) },
      isOrdered: isOrdered)
  }
}
