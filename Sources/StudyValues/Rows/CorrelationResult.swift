internal import Statistics

/// One correlation between a human measure and a score: a row of the table `correlation`.
package struct CorrelationResult: TestedRow {
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
  /// How images are divided: `all`, `bin`, `class`, `correct`, `below-ceiling`, `trusted`.
  package var grouping: String
  /// The group of images, for example `all`, `(0.2,0.4]`, `cat`.
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
  /// The sizes of the groups of equal values, where p is counted over orders of values with ties.
  package var tieGroups: String?
  /// What is a random sample in the standard error, interval and p.
  package var population: Population?
  /// The coefficient, in [-1, 1].
  package var statistic: Double?
  /// The standard error under the population, on the scale that ``ciMethod`` names.
  package var standardError: Double?
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
  /// The decimal logarithm of the adjusted p-value.
  package var log10PAdjusted: Double?
  /// The method of adjustment, for example `holm`.
  package var adjustment: String?
  /// The number of tests in the family.
  package var familySize: Int?
  /// Why there is no number, or what a reader must know.
  package var note: String?

  /// Creates a row; what is not known yet stays empty.
  package init(
    dataset: String, annotationSet: String, human: String, model: String, score: String,
    method: String, grouping: String = "all", group: String = "all", n: Int = 0,
    dropped: Int = 0
  ) {
    self.dataset = dataset
    self.annotationSet = annotationSet
    self.human = human
    self.model = model
    self.score = score
    self.method = method
    self.grouping = grouping
    self.group = group
    self.n = n
    self.dropped = dropped
  }

  package static let table = "correlation"
  package static let meaning = "One correlation of a score with a human measure."
  package static let blank = CorrelationResult(
    dataset: "", annotationSet: "", human: "", model: "", score: "", method: "", group: "")
  package var family: [String?] {
    [human, method, score, population?.rawValue, grouping, test, covariates]
  }

  package static let columns: [RowColumn<CorrelationResult>] =
    [
      RowColumn("dataset", "Data set", \.dataset, "The data set.").detail,
      RowColumn("annotation_set", "Set", \.annotationSet, "The annotation set."),
      RowColumn("human", "Human measure", \.human, "The human measure, for example hsf."),
      RowColumn("model", "Network", \.model, "The model."),
    ] + runColumns + [
      RowColumn("score", "Score", \.score, "The score."),
      RowColumn("method", "Method", \.method, "The coefficient, for example spearman."),
    ] + groupColumns + [
      RowColumn("covariates", "Given", \.covariates, "The scores held constant, comma separated."),
      populationColumn,
      RowColumn("n", "n", \.n, "The number of images used."),
      RowColumn("dropped", "Dropped", \.dropped, "The number of images with a missing value.")
        .detail,
      RowColumn("ties_x", "Ties, people", \.tiesX, "The number of tied pairs of the human measure.")
        .detail,
      RowColumn("ties_y", "Ties, score", \.tiesY, "The number of tied pairs of the score.").detail,
      RowColumn(
        "statistic", "Coefficient", .coefficient(decimals: 3), \.statistic,
        "The coefficient, from -1 to 1."),
      RowColumn(
        "standard_error", "SE", .coefficient(decimals: 3), \.standardError,
        "The standard error under the population."
      ).detail,
    ] + limitColumns + [
      intervalColumn,
      RowColumn(
        "test", "Test", \.test,
        "The distribution of p: influence from the standard error beside it; t, z or exact without it, if images are independent and the score says nothing about people."
      ).detail,
    ] + statisticColumns.map(\.detail) + probabilityColumns + [
      RowColumn(
        "tie_groups", "Groups of ties", \.tieGroups,
        "The sizes of the groups of equal values in ascending order, of people and, behind the stroke, of the score (3x1 for 1 1 1); only where p is exact and there are ties."
      ).detail
    ]
}

extension Sequence<CorrelationResult> {
  /// What the intervals of some rows speak about, in words, for example `classes as the sample`.
  ///
  /// Several populations are joined by *or*; nil where no row has an interval.
  package var sampleWords: String? {
    var words: [String] = []
    for row in self where row.ciLow != nil {
      let sample = (row.population ?? .images).words
      if !words.contains(sample) { words.append(sample) }
    }
    return words.isEmpty ? nil : words.joined(separator: " or ")
  }
}
