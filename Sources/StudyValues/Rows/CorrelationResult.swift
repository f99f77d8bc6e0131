/// One correlation between a human measure and a score: a row of the table `correlation`.
///
/// The names of the coding keys are the columns of the database, the fields of the JSON output and the
/// headers of the CSV output.
package struct CorrelationResult: Codable, Equatable, Sendable {
  /// The data set whose images were used.
  package var dataset: String
  /// The annotation set that gave the human measure.
  package var annotationSet: String
  /// The human measure: `hsf`, `label_entropy` or `majority_share`.
  package var human: String
  /// The network, or a covariate's owner.
  package var model: String
  /// The condition of the images, empty for unaltered ones.
  package var condition: String?
  /// The level within the condition.
  package var level: Double?
  /// The training step of a checkpoint.
  package var step: Int?
  /// The score, by its column name.
  package var score: String
  /// `pearson`, `spearman`, `kendall`, or another coefficient's name.
  package var method: String
  /// `all`, or for example `bin:(0.2,0.4]`, `class:cat`, `correct:1`.
  package var group: String
  /// The scores held constant in a partial correlation, comma separated.
  package var covariates: String?
  /// The number of images used.
  package var n: Int
  /// The number of images left out because one of the values was missing.
  package var dropped: Int
  /// The number of tied pairs of the human measure.
  package var tiesX: Int?
  /// The number of tied pairs of the score.
  package var tiesY: Int?
  /// The coefficient, in [-1, 1].
  package var statistic: Double?
  /// The lower limit of the interval.
  package var ciLow: Double?
  /// The upper limit of the interval.
  package var ciHigh: Double?
  /// The level of the interval, for example 0.95.
  package var ciLevel: Double?
  /// How the interval was made.
  package var ciMethod: String?
  /// The test of the coefficient against zero.
  package var test: String?
  /// The value of the test statistic.
  package var testStatistic: Double?
  /// The degrees of freedom of the test.
  package var df: Double?
  /// `two-sided`, `less` or `greater`.
  package var alternative: String?
  /// The p-value; 0 where it is below the smallest double, then ``log10P`` holds it.
  package var p: Double?
  /// The decimal logarithm of the p-value, which never underflows.
  package var log10P: Double?
  /// The p-value adjusted for the family of tests.
  package var pAdjusted: Double?
  /// The method of adjustment, for example `holm`.
  package var adjustment: String?
  /// The number of tests in the family.
  package var familySize: Int?
  /// Why there is no number, or what a reader must know.
  package var note: String?

  /// Creates a row; what is not known yet stays empty.
  package init(
    dataset: String, annotationSet: String, human: String, model: String, score: String,
    method: String, group: String, n: Int, dropped: Int = 0
  ) {
    self.dataset = dataset
    self.annotationSet = annotationSet
    self.human = human
    self.model = model
    self.score = score
    self.method = method
    self.group = group
    self.n = n
    self.dropped = dropped
  }

  /// The columns, in the order in which tables and files show them.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case dataset
    case annotationSet = "annotation_set"
    case human, model, condition, level, step, score, method, group, covariates, n, dropped
    case tiesX = "ties_x"
    case tiesY = "ties_y"
    case statistic
    case ciLow = "ci_low"
    case ciHigh = "ci_high"
    case ciLevel = "ci_level"
    case ciMethod = "ci_method"
    case test
    case testStatistic = "test_statistic"
    case df, alternative, p
    case log10P = "log10_p"
    case pAdjusted = "p_adjusted"
    case adjustment
    case familySize = "family_size"
    case note
  }
}
