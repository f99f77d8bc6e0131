/// One named quantity of an analysis, with its interval: a row of the table `estimate`.
///
/// Everything that is neither a correlation nor a comparison ends here: agreement, noise ceiling,
/// accuracy, calibration error, mean AVH of a network, a verdict's p-value.
package struct EstimateResult: Codable, Equatable, Sendable {
  /// The analysis that made the row.
  package var analysis: String
  /// The quantity, for example `mean_avh` or `krippendorff_alpha`.
  package var name: String
  /// What the quantity belongs to, for example `resnet`, `cifar10h` or `class:cat`.
  package var group: String
  /// The value.
  package var value: Double?
  /// The lower limit of the interval.
  package var low: Double?
  /// The upper limit of the interval.
  package var high: Double?
  /// The number of units the value rests on.
  package var n: Int?
  /// How the value and its interval were made.
  package var method: String?
  /// The p-value, where the quantity is tested.
  package var p: Double?
  /// The decimal logarithm of the p-value.
  package var log10P: Double?
  /// Why there is no number, or what a reader must know.
  package var note: String?

  /// Creates a row.
  package init(
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
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case analysis, name, group, value, low, high, n, method, p
    case log10P = "log10_p"
    case note
  }
}
