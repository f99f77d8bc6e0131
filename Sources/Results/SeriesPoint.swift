/// One point of a curve: a row of the table `series`.
public struct SeriesPoint: Codable, Equatable, Sendable {
  /// The analysis that made the curve.
  public var analysis: String
  /// The curve, for example `resnet:mean_avh`.
  public var name: String
  /// The position, for example the training step or the level of noise.
  public var x: Double
  /// The value; empty where there were no data.
  public var value: Double?
  /// The lower limit of the interval.
  public var low: Double?
  /// The upper limit of the interval.
  public var high: Double?
  /// The number of units the value rests on.
  public var n: Int?

  /// Creates a point.
  public init(
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
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case analysis, name, x, value, low, high, n
  }
}
