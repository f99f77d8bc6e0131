internal import Statistics

/// One quantity of an analysis with its uncertainty: a row of the table `estimate`.
///
/// Everything that is neither a correlation nor a comparison ends here: agreement, noise ceiling,
/// accuracy, calibration error, mean AVH of a network, a place in a ranking.
package struct EstimateResult: AdjustedRow {
  /// What the value is about.
  package var key: ResultKey
  /// The value.
  package var value: Double?
  /// The standard error under the population of the key.
  package var standardError: Double?
  /// The degrees of freedom that belong to the standard error; nil means a normal distribution.
  package var df: Double?
  /// The lower limit of the interval.
  package var low: Double?
  /// The upper limit of the interval.
  package var high: Double?
  /// How the interval was made.
  package var interval: String?
  /// `lower` or `upper`, where the value is a bound for the quantity.
  package var bound: String?
  /// The least of several routes, splits or networks.
  package var rangeLow: Double?
  /// The greatest of several routes, splits or networks.
  package var rangeHigh: Double?
  /// The number of units the value rests on.
  package var n: Int?
  /// The p-value, where the quantity is tested.
  package var p: Double?
  /// The decimal logarithm of the p-value.
  package var log10P: Double?
  /// The p-value adjusted for its family.
  package var pAdjusted: Double?
  /// The decimal logarithm of the adjusted p-value.
  package var log10PAdjusted: Double?
  /// The method of adjustment.
  package var adjustment: String?
  /// The number of tests in the family.
  package var familySize: Int?
  /// Why there is no number, or what a reader must know.
  package var note: String?
  /// The smallest p-value that so few units can give, where the test is exact.
  package var smallestP: Double?
  /// The smallest difference that would be found with 80 % power, where one is tested.
  package var detectable: Double?

  /// The test whose p-value it is; nil for that of value, standard error and degrees of freedom.
  package var test: String?
  /// The sizes of the groups of equal values, where p is of an order of units with ties.
  package var tieGroups: String?

  /// Whether the row can decide no claim about its population, as its note says.
  ///
  /// Its error leaves out what varies there. Not a column of its own.
  package var decidesNothing = false

  /// Creates a row.
  package init(
    _ key: ResultKey, value: Double?, standardError: Double? = nil, df: Double? = nil,
    low: Double? = nil, high: Double? = nil, interval: String? = nil, bound: String? = nil,
    rangeLow: Double? = nil,
    rangeHigh: Double? = nil, n: Int? = nil, p: Double? = nil, log10P: Double? = nil,
    note: String? = nil
  ) {
    self.key = key
    self.value = value
    self.standardError = standardError
    self.df = df
    self.low = low
    self.high = high
    self.interval = interval
    self.bound = bound
    self.rangeLow = rangeLow
    self.rangeHigh = rangeHigh
    self.n = n
    self.p = p
    self.log10P = log10P
    self.note = note
  }

  package static let table = "estimate"
  package static let meaning = "One quantity with its uncertainty."
  package static let blank = EstimateResult(ResultKey(analysis: "", quantity: ""), value: nil)
  package var family: [String?] {
    [
      key.quantity, key.annotationSet, key.human, key.score, key.otherScore, key.method,
      key.population?.rawValue, key.grouping,
    ]
  }

  package static let columns: [RowColumn<EstimateResult>] =
    ResultKey.columns.map { $0.inside(\.key) } + [
      RowColumn("value", "Value", .real(digits: 4), \.value, "The value."),
      RowColumn(
        "standard_error", "SE", .real(digits: 3), \.standardError,
        "The standard error under the population of the row."),
      RowColumn(
        "df", "df", .real(digits: 4), \.df,
        "Degrees of freedom of the standard error, or of the limits where it has none; empty for a normal distribution."
      ).detail,
      RowColumn("low", "Low", .real(digits: 4), \.low, "The lower limit of the interval."),
      RowColumn("high", "High", .real(digits: 4), \.high, "The upper limit of the interval."),
      RowColumn("interval", "Interval", \.interval, "How the interval was made."),
      RowColumn(
        "bound", "Bound", \.bound, "lower or upper, where the value is a bound for the quantity."),
      RowColumn(
        "range_low", "Least", .real(digits: 4), \.rangeLow,
        "The least of several routes, splits or networks; no limit of an interval."),
      RowColumn(
        "range_high", "Most", .real(digits: 4), \.rangeHigh,
        "The greatest of several routes, splits or networks; no limit of an interval."),
      RowColumn("n", "n", \.n, "The number of units the value rests on."),
      RowColumn("p", "p", .probability, \.p, "The p-value; 0 below the smallest double."),
      RowColumn(
        "log10_p", "log10 p", .fixed(decimals: 1), \.log10P,
        "The decimal logarithm of the p-value, which does not underflow."
      ).detail,
    ] + adjustmentColumns + [
      RowColumn(
        "note", "Note", \.note, "Why there is no number, or what a reader must know."),
      RowColumn(
        "smallest_p", "Smallest p", .probability, \.smallestP,
        "The smallest p-value that so few units can give; empty where the test is not exact."
      ).detail,
      RowColumn(
        "detectable", "Detectable", .real(digits: 3), \.detectable,
        "The smallest difference that would be found with 80 % power; empty where none is tested."
      ).detail,
      RowColumn(
        "test", "Test", \.test,
        "The distribution of p: exact, t or z of an order of units, max-t, mid-p or resampling; empty where it follows from value, standard error and df."
      ).detail,
      RowColumn(
        "tie_groups", "Groups of ties", \.tieGroups,
        "The sizes of the groups of equal values in ascending order, of the one and, behind the stroke, of the other (3x1 for 1 1 1); only where an order of units is tested and there are ties."
      ).detail,
    ]
}
