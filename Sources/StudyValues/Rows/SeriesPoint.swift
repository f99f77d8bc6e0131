/// One point of a curve: a row of the table `series`.
package struct SeriesPoint: KeyedRow {
  /// Which curve the point is of.
  package var key: ResultKey
  /// The position, for example the training step or the level of noise.
  package var x: Double
  /// The value; empty where there were no data.
  package var value: Double?
  /// The lower limit of the interval.
  package var low: Double?
  /// The upper limit of the interval.
  package var high: Double?
  /// The number of units the value rests on.
  package var n: Int?

  /// Creates a point.
  package init(
    _ key: ResultKey, x: Double, value: Double?, low: Double? = nil, high: Double? = nil,
    n: Int? = nil
  ) {
    self.key = key
    self.x = x
    self.value = value
    self.low = low
    self.high = high
    self.n = n
  }

  package static let table = "series"
  package static let meaning = "One point of a curve."
  package static let blank = SeriesPoint(
    ResultKey(analysis: "", quantity: ""), x: 0, value: nil)
  package static let columns: [RowColumn<SeriesPoint>] =
    ResultKey.columns.map { $0.inside(\.key) } + [
      RowColumn("x", "x", .real(digits: 4), \.x, "The position, for example the training step."),
      RowColumn(
        "value", "Value", .real(digits: 4), \.value, "The value; empty where there were no data."),
      RowColumn("low", "Low", .real(digits: 4), \.low, "The lower limit of the interval."),
      RowColumn("high", "High", .real(digits: 4), \.high, "The upper limit of the interval."),
      RowColumn("n", "n", \.n, "The number of units the value rests on."),
    ]
}
