/// One comparison of two correlations with the same human measure: a row of the table `comparison`.
///
/// `statisticA` and `statisticB` are the coefficients as they come. `difference` is a difference of
/// *strengths*: both scores and the human measure are turned so that higher = harder, then a minus b.
package struct ComparisonResult: KeyedRow {
  /// The data set whose images were used.
  package var dataset: String
  /// The annotation set that gave the human measure.
  package var annotationSet: String
  /// The human measure.
  package var human: String
  /// The network of the first score.
  package var modelA: String
  /// The first score.
  package var scoreA: String
  /// The network of the second score.
  package var modelB: String
  /// The second score.
  package var scoreB: String
  /// The condition of the images, empty for unaltered ones.
  package var condition: String?
  /// The level within the condition.
  package var level: Double?
  /// The training step of a checkpoint.
  package var step: Int?
  /// The coefficient compared: `pearson`, `spearman` or `kendall`.
  package var method: String
  /// How images are divided: `all`, `bin`, `class`, `correct`, `below-ceiling`, `trusted`.
  package var grouping: String
  /// The group of images, for example `all`, `(0.2,0.4]`, `cat`.
  package var group: String
  /// The number of images used.
  package var n: Int
  /// What is a random sample in the standard error, interval and p.
  package var population: Population?
  /// The coefficient of the first score with the human measure.
  package var statisticA: Double?
  /// The coefficient of the second score with the human measure.
  package var statisticB: Double?
  /// The coefficient between the two scores.
  package var statisticAB: Double?
  /// The strength of the first minus the strength of the second.
  package var difference: Double?
  /// The standard error of the difference under the population, nil where the test has none.
  package var standardError: Double?
  /// The lower limit of the interval of the difference.
  package var ciLow: Double?
  /// The upper limit of the interval of the difference.
  package var ciHigh: Double?
  /// The level of the interval.
  package var ciLevel: Double?
  /// How the interval was made.
  package var ciMethod: String?
  /// The test, for example `influence`, `steiger` or `independent-fisher`.
  package var test: String
  /// The value of the test statistic.
  package var testStatistic: Double?
  /// The degrees of freedom.
  package var df: Double?
  /// `two-sided`, `less` or `greater`.
  package var alternative: String?
  /// The p-value.
  package var p: Double?
  /// The decimal logarithm of the p-value.
  package var log10P: Double?
  /// The p-value adjusted for the family of tests.
  package var pAdjusted: Double?
  /// The decimal logarithm of the adjusted p-value.
  package var log10PAdjusted: Double?
  /// The method of adjustment.
  package var adjustment: String?
  /// The number of tests in the family.
  package var familySize: Int?
  /// Why there is no number, or what a reader must know.
  package var note: String?

  /// Creates a row; what is not known yet stays empty.
  package init(
    dataset: String, annotationSet: String, human: String, modelA: String, scoreA: String,
    modelB: String, scoreB: String, method: String, grouping: String = "all",
    group: String = "all", n: Int = 0, test: String
  ) {
    self.dataset = dataset
    self.annotationSet = annotationSet
    self.human = human
    self.modelA = modelA
    self.scoreA = scoreA
    self.modelB = modelB
    self.scoreB = scoreB
    self.method = method
    self.grouping = grouping
    self.group = group
    self.n = n
    self.test = test
  }

  package static let table = "comparison"
  package static let meaning = "One comparison of two correlations with one human measure."
  package static let blank = ComparisonResult(
    dataset: "", annotationSet: "", human: "", modelA: "", scoreA: "", modelB: "", scoreB: "",
    method: "", test: "")
  package static let columns: [RowColumn<ComparisonResult>] = [
    RowColumn("dataset", "Data set", \.dataset, "The data set.").detail,
    RowColumn("annotation_set", "Set", \.annotationSet, "The annotation set."),
    RowColumn("human", "Human measure", \.human, "The human measure."),
    RowColumn("model_a", "Network", \.modelA, "The model of the first score."),
    RowColumn("score_a", "Score", \.scoreA, "The first score."),
    RowColumn("model_b", "Network", \.modelB, "The model of the second score."),
    RowColumn("score_b", "against", \.scoreB, "The second score."),
    RowColumn(
      "condition", "Condition", \.condition,
      "The condition of the images; empty for unaltered ones."),
    RowColumn("level", "Level", .real(digits: 4), \.level, "The level within the condition."),
    RowColumn("step", "Step", \.step, "The training step of a checkpoint."),
    RowColumn("method", "Method", \.method, "The coefficient compared."),
    RowColumn(
      "grouping", "By", \.grouping,
      "How images are divided: all, bin (of HSF), class, correct, below-ceiling, trusted."),
    RowColumn(
      "group", "Images", \.group, "The group of images: all, or for example (0.2,0.4], cat."),
    RowColumn(
      "population", "Sample", \.population,
      "What is a random sample: images, classes-fixed, classes-random, raters-random, raters-and-classes-random, seeds or networks; standard error, interval and p are of it."
    ),
    RowColumn("n", "n", \.n, "The number of images used."),
    RowColumn(
      "statistic_a", "First", .coefficient(decimals: 3), \.statisticA,
      "The coefficient of the first score, as it comes."
    ).detail,
    RowColumn(
      "statistic_b", "Second", .coefficient(decimals: 3), \.statisticB,
      "The coefficient of the second score, as it comes."
    ).detail,
    RowColumn(
      "statistic_ab", "Of both", .coefficient(decimals: 3), \.statisticAB,
      "The coefficient between the two scores."
    ).detail,
    RowColumn(
      "difference", "Difference", .coefficient(decimals: 3), \.difference,
      "Strength of the first minus strength of the second, both turned to higher = harder."),
    RowColumn(
      "standard_error", "SE", .coefficient(decimals: 3), \.standardError,
      "The standard error of the difference under the population; empty where the test has none."
    ).detail,
    RowColumn(
      "ci_low", "Low", .coefficient(decimals: 3), \.ciLow, "The lower limit of the interval."),
    RowColumn(
      "ci_high", "High", .coefficient(decimals: 3), \.ciHigh, "The upper limit of the interval."),
    RowColumn(
      "ci_level", "Level of the interval", .real(digits: 4), \.ciLevel,
      "The level of the interval, for example 0.95."
    ).detail,
    RowColumn("ci_method", "Interval", \.ciMethod, "How the interval was made.").detail,
    RowColumn("test", "Test", \.test, "The test."),
    RowColumn(
      "test_statistic", "Statistic", .fixed(decimals: 2), \.testStatistic,
      "The value of the test statistic."),
    RowColumn(
      "df", "df", .real(digits: 4), \.df, "The degrees of freedom; empty for a normal distribution."
    ),
    RowColumn("alternative", "Alternative", \.alternative, "two-sided, less or greater.").detail,
    RowColumn(
      "p", "p", .probability, \.p, "The p-value; 0 below the smallest double, see log10_p."),
    RowColumn(
      "log10_p", "log10 p", .fixed(decimals: 1), \.log10P,
      "The decimal logarithm of the p-value, which does not underflow."),
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
    RowColumn("note", "Note", \.note, "Why there is no number, or what a reader must know."),
  ]
}
