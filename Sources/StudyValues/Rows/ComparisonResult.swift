internal import Statistics

/// One comparison of two correlations with the same human measure: a row of the table `comparison`.
///
/// `statisticA` and `statisticB` are the coefficients as they come. `difference` is a difference of
/// *strengths*: both scores and the human measure are turned so that higher = harder, then a minus b.
package struct ComparisonResult: TestedRow {
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
  /// The smallest difference that would be found with 80 % power, nil without a standard error.
  package var detectable: Double?

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
  package var family: [String?] {
    [human, method, scoreA, scoreB, population?.rawValue, grouping, test]
  }

  package static let columns: [RowColumn<ComparisonResult>] =
    [
      RowColumn("dataset", "Data set", \.dataset, "The data set.").detail,
      RowColumn("annotation_set", "Set", \.annotationSet, "The annotation set."),
      RowColumn("human", "Human measure", \.human, "The human measure."),
      RowColumn("model_a", "Network", \.modelA, "The model of the first score."),
      RowColumn("score_a", "Score", \.scoreA, "The first score."),
      RowColumn("model_b", "Network", \.modelB, "The model of the second score."),
      RowColumn("score_b", "against", \.scoreB, "The second score."),
    ] + runColumns + [
      RowColumn("method", "Method", \.method, "The coefficient compared.")
    ] + groupColumns + [
      populationColumn,
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
    ] + limitColumns + [
      intervalColumn.detail,
      RowColumn("test", "Test", \.test, "The test."),
    ] + statisticColumns + probabilityColumns + [
      RowColumn(
        "detectable", "Detectable", .coefficient(decimals: 3), \.detectable,
        "The smallest difference that would be found with 80 % power; empty without a standard error."
      ).detail
    ]
}
