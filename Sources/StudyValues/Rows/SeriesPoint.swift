/// One point of a curve: a row of the table `series`.
package struct SeriesPoint: Codable, Equatable, Sendable {
  /// The analysis that made the curve.
  package var analysis: String
  /// The curve, for example `resnet:mean_avh`.
  package var name: String
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
    analysis: String, name: String, x: Double, value: Double?, low: Double? = nil,
    high: Double? = nil, n: Int? = nil
  ) {
    self.analysis = analysis
    self.name = name
    self.x = x
    self.value = value
    self.low = low
    self.high = high
    self.n = n
  }

  /// The columns, in the order in which tables and files show them.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case analysis, name, x, value, low, high, n
  }
}
