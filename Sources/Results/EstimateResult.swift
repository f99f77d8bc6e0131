/// One named quantity of an analysis, with its interval: a row of the table `estimate`.
///
/// Everything that is neither a correlation nor a comparison ends here: agreement, noise ceiling,
/// accuracy, calibration error, mean AVH of a network, a verdict's p-value.
public struct EstimateResult: Codable, Equatable, Sendable {
  /// The analysis that made the row.
  public var analysis: String
  /// The quantity, for example `mean_avh` or `krippendorff_alpha`.
  public var name: String
  /// What the quantity belongs to, for example `resnet`, `cifar10h` or `class:cat`.
  public var group: String
  /// The value.
  public var value: Double?
  /// The lower limit of the interval.
  public var low: Double?
  /// The upper limit of the interval.
  public var high: Double?
  /// The number of units the value rests on.
  public var n: Int?
  /// How the value and its interval were made.
  public var method: String?
  /// The p-value, where the quantity is tested.
  public var p: Double?
  /// The decimal logarithm of the p-value.
  public var log10P: Double?
  /// Why there is no number, or what a reader must know.
  public var note: String?

  /// Creates a row.
  public init(
    analysis: String, name: String, group: String, value: Double?, low: Double? = nil,
    high: Double? = nil, n: Int? = nil, method: String? = nil, p: Double? = nil,
    log10P: Double? = nil, note: String? = nil
  ) {
    self.analysis = analysis
    self.name = name
    self.group = group
    self.value = value
    self.low = low
    self.high = high
    self.n = n
    self.method = method
    self.p = p
    self.log10P = log10P
    self.note = note
  }

  /// The columns, in the order in which tables and files show them.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    case analysis, name, group, value, low, high, n, method, p
    case log10P = "log10_p"
    case note
  }
}
