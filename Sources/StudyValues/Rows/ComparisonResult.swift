/// One comparison of two correlations with the same human measure: a row of the table `comparison`.
///
/// `statisticA` and `statisticB` are the coefficients as they come. `difference` is a difference of
/// *strengths*: both scores and the human measure are turned so that higher = harder, then a minus b.
package struct ComparisonResult: Codable, Equatable, Sendable {
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
  /// The group of images.
  package var group: String
  /// The number of images used.
  package var n: Int
  /// The coefficient of the first score with the human measure.
  package var statisticA: Double?
  /// The coefficient of the second score with the human measure.
  package var statisticB: Double?
  /// The coefficient between the two scores.
  package var statisticAB: Double?
  /// The strength of the first minus the strength of the second.
  package var difference: Double?
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
  /// The method of adjustment.
  package var adjustment: String?
  /// The number of tests in the family.
  package var familySize: Int?
  /// Which population of classes the test speaks about: `fixed` or `random`.
  package var classes: String?
  /// Why there is no number, or what a reader must know.
  package var note: String?

  /// Creates a row; what is not known yet stays empty.
  package init(
    dataset: String, annotationSet: String, human: String, modelA: String, scoreA: String,
    modelB: String, scoreB: String, method: String, group: String, n: Int, test: String
  ) {
    self.dataset = dataset
    self.annotationSet = annotationSet
    self.human = human
    self.modelA = modelA
    self.scoreA = scoreA
    self.modelB = modelB
    self.scoreB = scoreB
    self.method = method
    self.group = group
    self.n = n
    self.test = test
  }

  /// The columns, in the order in which tables and files show them.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case dataset
    case annotationSet = "annotation_set"
    case human
    case modelA = "model_a"
    case scoreA = "score_a"
    case modelB = "model_b"
    case scoreB = "score_b"
    case condition, level, step, method, group, n
    case statisticA = "statistic_a"
    case statisticB = "statistic_b"
    case statisticAB = "statistic_ab"
    case difference
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
    case classes, note
  }
}
