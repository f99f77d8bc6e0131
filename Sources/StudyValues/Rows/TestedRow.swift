/// A row with a p-value that may be adjusted for its family.
package protocol AdjustedRow: KeyedRow {
  /// What the rows of one family have in common.
  ///
  /// Analysis and data set are those of the rows that are adjusted together. All groups of one grouping
  /// are one family; networks, conditions, levels and steps are its members.
  var family: [String?] { get }
  /// The decimal logarithm of the p-value, which never underflows.
  var log10P: Double? { get set }
  /// The p-value adjusted for the family of tests.
  var pAdjusted: Double? { get set }
  /// The decimal logarithm of the adjusted p-value.
  var log10PAdjusted: Double? { get set }
  /// The method of adjustment, for example `holm`.
  var adjustment: String? { get set }
  /// The number of tests in the family.
  var familySize: Int? { get set }
  /// Whether the row's p-value speaks about other units than its population, as its note says.
  var decidesNothing: Bool { get }
}

/// A row of one coefficient, or a difference of two, with its sample, interval and test.
package protocol TestedRow: AdjustedRow {
  /// The condition of the images, empty for unaltered ones.
  var condition: String? { get set }
  /// The level within the condition.
  var level: Double? { get set }
  /// The training step of a checkpoint.
  var step: Int? { get set }
  /// How images are divided.
  var grouping: String { get set }
  /// The group of images.
  var group: String { get set }
  /// What is a random sample in the standard error, interval and p.
  var population: Population? { get set }
  /// The standard error under the population.
  var standardError: Double? { get set }
  /// The lower limit of the interval.
  var ciLow: Double? { get set }
  /// The upper limit of the interval.
  var ciHigh: Double? { get set }
  /// The level of the interval, for example 0.95.
  var ciLevel: Double? { get set }
  /// How the interval was made.
  var ciMethod: String? { get set }
  /// The value of the test statistic.
  var testStatistic: Double? { get set }
  /// The degrees of freedom of the test.
  var df: Double? { get set }
  /// `two-sided`, `less` or `greater`.
  var alternative: String? { get set }
  /// The p-value; 0 where it is below the smallest double, then `log10P` holds it.
  var p: Double? { get set }
  /// Why there is no number, or what a reader must know.
  var note: String? { get set }
}

extension AdjustedRow {
  /// The columns of the adjustment.
  static var adjustmentColumns: [RowColumn<Self>] {
    [
      RowColumn(
        "p_adjusted", "p adjusted", .probability, \.pAdjusted,
        "The p-value adjusted for the family of tests."),
      RowColumn(
        "log10_p_adjusted", "log10 p adjusted", .fixed(decimals: 1), \.log10PAdjusted,
        "The decimal logarithm of the adjusted p-value."
      ).detail,
      RowColumn(
        "adjustment", "Adjustment", \.adjustment, "The method of adjustment, for example holm."
      ).detail,
      RowColumn("family_size", "Family", \.familySize, "The number of tests in the family.").detail,
    ]
  }
}

extension TestedRow {
  package var decidesNothing: Bool { false }

  /// The columns of the run whose images were used.
  static var runColumns: [RowColumn<Self>] {
    [
      RowColumn(
        "condition", "Condition", \.condition,
        "The condition of the images; empty for unaltered ones."),
      RowColumn("level", "Level", .real(digits: 4), \.level, "The level within the condition."),
      RowColumn("step", "Step", \.step, "The training step of a checkpoint."),
    ]
  }

  /// The columns of the group of images.
  static var groupColumns: [RowColumn<Self>] {
    [
      RowColumn(
        "grouping", "By", \.grouping,
        "How images are divided: all, bin (of HSF), class, correct, below-ceiling, trusted."),
      RowColumn(
        "group", "Images", \.group, "The group of images: all, or for example (0.2,0.4], cat."),
    ]
  }

  /// The column of the sample.
  static var populationColumn: RowColumn<Self> {
    RowColumn(
      "population", "Sample", \.population,
      "What is a random sample: images, classes-fixed, classes-random, raters-random, raters-and-classes-random, seeds or networks; standard error, interval and p are of it."
    )
  }

  /// The columns of the limits of the interval and its level.
  static var limitColumns: [RowColumn<Self>] {
    [
      RowColumn(
        "ci_low", "Low", .coefficient(decimals: 3), \.ciLow, "The lower limit of the interval."),
      RowColumn(
        "ci_high", "High", .coefficient(decimals: 3), \.ciHigh, "The upper limit of the interval."),
      RowColumn(
        "ci_level", "Level of the interval", .real(digits: 4), \.ciLevel,
        "The level of the interval, for example 0.95."
      ).detail,
    ]
  }

  /// The column of the way the interval was made.
  static var intervalColumn: RowColumn<Self> {
    RowColumn("ci_method", "Interval", \.ciMethod, "How the interval was made.")
  }

  /// The columns of the statistic of the test.
  static var statisticColumns: [RowColumn<Self>] {
    [
      RowColumn(
        "test_statistic", "Statistic", .fixed(decimals: 2), \.testStatistic,
        "The value of the test statistic."),
      RowColumn(
        "df", "df", .real(digits: 4), \.df,
        "The degrees of freedom; empty for a normal distribution."),
    ]
  }

  /// The columns of the p-value, as it is and adjusted, and of the note.
  static var probabilityColumns: [RowColumn<Self>] {
    [
      RowColumn("alternative", "Alternative", \.alternative, "two-sided, less or greater.").detail,
      RowColumn(
        "p", "p", .probability, \.p, "The p-value; 0 below the smallest double, see log10_p."),
      RowColumn(
        "log10_p", "log10 p", .fixed(decimals: 1), \.log10P,
        "The decimal logarithm of the p-value, which does not underflow."),
    ] + adjustmentColumns + [
      RowColumn("note", "Note", \.note, "Why there is no number, or what a reader must know.")
    ]
  }
}
