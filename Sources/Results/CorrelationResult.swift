/// One correlation between a human measure and a score: a row of the table `correlation`.
///
/// The names of the coding keys are the columns of the database, the fields of the JSON output and the
/// headers of the CSV output.
public struct CorrelationResult: Codable, Equatable, Sendable {
  /// The data set whose images were used.
  public var dataset: String
  /// The annotation set that gave the human measure.
  public var annotationSet: String
  /// The human measure: `hsf`, `label_entropy` or `majority_share`.
  public var human: String
  /// The network, or a covariate's owner.
  public var model: String
  /// The condition of the images, empty for unaltered ones.
  public var condition: String?
  /// The level within the condition.
  public var level: Double?
  /// The training step of a checkpoint.
  public var step: Int?
  /// The score, by its column name.
  public var score: String
  /// `pearson`, `spearman`, `kendall`, or another coefficient's name.
  public var method: String
  /// `all`, or for example `bin:(0.2,0.4]`, `class:cat`, `correct:1`.
  public var group: String
  /// The scores held constant in a partial correlation, comma separated.
  public var covariates: String?
  /// The number of images used.
  public var n: Int
  /// The number of images left out because one of the values was missing.
  public var dropped: Int
  /// The number of tied pairs of the human measure.
  public var tiesX: Int?
  /// The number of tied pairs of the score.
  public var tiesY: Int?
  /// The coefficient, in [-1, 1].
  public var statistic: Double?
  /// The lower limit of the interval.
  public var ciLow: Double?
  /// The upper limit of the interval.
  public var ciHigh: Double?
  /// The level of the interval, for example 0.95.
  public var ciLevel: Double?
  /// How the interval was made.
  public var ciMethod: String?
  /// The test of the coefficient against zero.
  public var test: String?
  /// The value of the test statistic.
  public var testStatistic: Double?
  /// The degrees of freedom of the test.
  public var df: Double?
  /// `two-sided`, `less` or `greater`.
  public var alternative: String?
  /// The p-value; 0 where it is below the smallest double, then ``log10P`` holds it.
  public var p: Double?
  /// The decimal logarithm of the p-value, which never underflows.
  public var log10P: Double?
  /// The p-value adjusted for the family of tests.
  public var pAdjusted: Double?
  /// The method of adjustment, for example `holm`.
  public var adjustment: String?
  /// The number of tests in the family.
  public var familySize: Int?
  /// Why there is no number, or what a reader must know.
  public var note: String?

  /// Creates a row; what is not known yet stays empty.
  public init(
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
  public enum CodingKeys: String, CodingKey, CaseIterable {
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
