package import StudyValues

/// An axis of a figure.
package struct FigureAxis: Equatable, Sendable {
  /// The name of the quantity with its unit.
  package var label: String
  /// The values from edge to edge; from the data with a small margin when nil.
  package var range: ClosedRange<Double>?
  /// Whether equal ratios have equal distances; values must then be positive.
  package var isLogarithmic: Bool

  /// Creates an axis.
  package init(_ label: String, range: ClosedRange<Double>? = nil, isLogarithmic: Bool = false) {
    self.label = label
    self.range = range
    self.isLogarithmic = isLogarithmic
  }

  /// The edges of the axis for some values.
  ///
  /// - Parameters:
  ///   - values: The values that must be inside; what cannot be shown is ignored.
  ///   - margin: The share of the range that is added at both ends.
  /// - Returns: The edges, which always differ.
  package func edges(for values: [Double], margin: Double = 0.05) -> ClosedRange<Double> {
    if let range, range.lowerBound < range.upperBound { return range }
    let shown = values.filter(canShow).map { isLogarithmic ? $0.logarithm : $0 }
    guard let low = shown.min(), let high = shown.max() else { return 0...1 }
    let width = high - low
    let space = width > 0 ? width * margin : max(abs(low) * 0.1, isLogarithmic ? 0.5 : 1e-3)
    let lower = low - space
    let upper = high + space
    return isLogarithmic ? lower.power...upper.power : lower...upper
  }

  /// Whether a value has a place on the axis.
  package func canShow(_ value: Double) -> Bool { value.isFinite && (!isLogarithmic || value > 0) }

  /// Where a value lies between the edges, 0 at the lower and 1 at the upper.
  package func fraction(_ value: Double, in edges: ClosedRange<Double>) -> Double {
    guard isLogarithmic else {
      return (value - edges.lowerBound) / (edges.upperBound - edges.lowerBound)
    }
    let low = edges.lowerBound.logarithm
    return (value.logarithm - low) / (edges.upperBound.logarithm - low)
  }
}

/// A value with an interval at a position.
package struct FigurePoint: Equatable, Sendable {
  /// The position.
  package var x: Double
  /// The value; nothing is drawn without it.
  package var value: Double?
  /// The lower limit of the interval.
  package var low: Double?
  /// The upper limit of the interval.
  package var high: Double?
  /// The number of units the value rests on.
  package var n: Int?

  /// Creates a point.
  package init(
    x: Double, value: Double?, low: Double? = nil, high: Double? = nil, n: Int? = nil
  ) {
    self.x = x
    self.value = value
    self.low = low
    self.high = high
    self.n = n
  }

  /// Takes over a stored point.
  package init(_ point: SeriesPoint) {
    self.init(x: point.x, value: point.value, low: point.low, high: point.high, n: point.n)
  }

  /// The cells x, value, low, high, n.
  package var cells: [Cell] { [.real(x), Cell(value), Cell(low), Cell(high), Cell(n)] }

  /// The columns that belong to ``cells``.
  package static func columns(x: String, value: String) -> [Column] {
    [
      Column("x", heading: x, kind: .real(digits: 4)),
      Column("value", heading: value, kind: .real(digits: 4)),
      Column("low", heading: "Low", kind: .real(digits: 4)),
      Column("high", heading: "High", kind: .real(digits: 4)),
      Column("n", heading: "n", kind: .integer),
    ]
  }
}
