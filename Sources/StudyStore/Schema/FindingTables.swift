/// The tables of what a study found.
enum FindingTables {
  static let all: [TableDescription] = [
    analysis, correlation, comparison, estimate, series, extremeImage, claimVerdict,
  ]

  private static let ofAnalysis = ColumnDescription(
    "analysis_id", "The analysis that made the row.")
  private static let condition = ColumnDescription(
    "condition", "The condition of the images; NULL for unaltered ones.")
  private static let level = ColumnDescription("level", "The level within the condition.")
  private static let step = ColumnDescription("step", "The training step of a checkpoint.")
  private static let group = ColumnDescription(
    "group", "The group of images: all, or for example bin:(0.2,0.4], class:cat.")
  private static let test: [ColumnDescription] = [
    ColumnDescription("ci_low", "The lower limit of the interval."),
    ColumnDescription("ci_high", "The upper limit of the interval."),
    ColumnDescription("ci_level", "The level of the interval, for example 0.95."),
    ColumnDescription("ci_method", "How the interval was made."),
    ColumnDescription("test", "The test."),
    ColumnDescription("test_statistic", "The value of the test statistic."),
    ColumnDescription("df", "The degrees of freedom."),
    ColumnDescription("alternative", "two-sided, less or greater."),
    ColumnDescription("p", "The p-value; 0 below the smallest double, see log10_p."),
    ColumnDescription("log10_p", "The decimal logarithm of the p-value."),
    ColumnDescription("p_adjusted", "The p-value adjusted for the family of tests."),
    ColumnDescription("adjustment", "The method of adjustment, for example holm."),
    ColumnDescription("family_size", "The number of tests in the family."),
  ]
  private static let note = ColumnDescription(
    "note", "Why there is no number, or what a reader must know.")

  static let analysis = TableDescription(
    name: "analysis", meaning: "One analysis of the study.",
    columns: [
      ColumnDescription("analysis_id", "The key."),
      ColumnDescription("name", "The identifier in the manifest."),
      ColumnDescription("kind", "The kind, for example correlation."),
      ColumnDescription("notes", "What a reader must know, as a JSON array."),
    ])

  static let correlation = TableDescription(
    name: "correlation", meaning: "One correlation of a score with a human measure.",
    columns: [
      ofAnalysis,
      ColumnDescription("dataset", "The data set."),
      ColumnDescription("annotation_set", "The annotation set."),
      ColumnDescription("human", "The human measure, for example hsf."),
      ColumnDescription("model", "The model."),
      condition, level, step,
      ColumnDescription("score", "The score."),
      ColumnDescription("method", "The coefficient, for example spearman."),
      group,
      ColumnDescription("covariates", "The scores held constant, comma separated."),
      ColumnDescription("n", "The number of images used."),
      ColumnDescription("dropped", "The number of images with a missing value."),
      ColumnDescription("ties_x", "The number of tied pairs of the human measure."),
      ColumnDescription("ties_y", "The number of tied pairs of the score."),
      ColumnDescription("statistic", "The coefficient, from -1 to 1."),
    ] + test + [note])

  static let comparison = TableDescription(
    name: "comparison", meaning: "One comparison of two correlations with one human measure.",
    columns: [
      ofAnalysis,
      ColumnDescription("dataset", "The data set."),
      ColumnDescription("annotation_set", "The annotation set."),
      ColumnDescription("human", "The human measure."),
      ColumnDescription("model_a", "The model of the first score."),
      ColumnDescription("score_a", "The first score."),
      ColumnDescription("model_b", "The model of the second score."),
      ColumnDescription("score_b", "The second score."),
      condition, level, step,
      ColumnDescription("method", "The coefficient compared."),
      group,
      ColumnDescription("n", "The number of images used."),
      ColumnDescription("statistic_a", "The coefficient of the first score, as it comes."),
      ColumnDescription("statistic_b", "The coefficient of the second score, as it comes."),
      ColumnDescription("statistic_ab", "The coefficient between the two scores."),
      ColumnDescription(
        "difference",
        "Strength of the first minus strength of the second, both turned to higher = harder."),
    ] + test + [
      ColumnDescription(
        "classes", "The population of classes that the test is about: fixed or random."),
      note,
    ])

  static let estimate = TableDescription(
    name: "estimate", meaning: "One named quantity with its interval.",
    columns: [
      ofAnalysis,
      ColumnDescription("analysis", "The analysis's name."),
      ColumnDescription("name", "The quantity, for example krippendorff_alpha."),
      ColumnDescription("group", "What the quantity belongs to."),
      ColumnDescription("value", "The value."),
      ColumnDescription("low", "The lower limit of the interval."),
      ColumnDescription("high", "The upper limit of the interval."),
      ColumnDescription("n", "The number of units the value rests on."),
      ColumnDescription("method", "How the value and its interval were made."),
      ColumnDescription("p", "The p-value, where the quantity is tested."),
      ColumnDescription("log10_p", "The decimal logarithm of the p-value."),
      note,
    ])

  static let series = TableDescription(
    name: "series", meaning: "One point of a curve.",
    columns: [
      ofAnalysis,
      ColumnDescription("analysis", "The analysis's name."),
      ColumnDescription("name", "The curve, for example resnet:mean_avh."),
      ColumnDescription("x", "The position, for example the training step."),
      ColumnDescription("value", "The value; NULL where there were no data."),
      ColumnDescription("low", "The lower limit of the interval."),
      ColumnDescription("high", "The upper limit of the interval."),
      ColumnDescription("n", "The number of units the value rests on."),
    ])

  static let extremeImage = TableDescription(
    name: "extreme_image", meaning: "One image of a list of extremes.",
    columns: [
      ofAnalysis,
      ColumnDescription("analysis", "The analysis's name."),
      ColumnDescription("list", "The list."),
      ColumnDescription("place", "The place in the list, from 1."),
      ColumnDescription("image", "The image's name."),
      ColumnDescription("class", "The image's true class."),
      ColumnDescription("majority_class", "The class most people chose."),
      ColumnDescription("model", "The model."),
      ColumnDescription("predicted_class", "The class the model predicts."),
      ColumnDescription("selected", "How many chose the true class."),
      ColumnDescription("shown", "How many saw the image."),
      ColumnDescription("hsf", "Human selection frequency, selected / shown."),
      ColumnDescription("shrunken_hsf", "HSF shrunken towards the mean."),
      ColumnDescription("score", "The score that sorts the list."),
      ColumnDescription("value", "The value of the score."),
      ColumnDescription("discrepancy", "The difference of normal scores, model minus people."),
      ColumnDescription("label_doubtful", "1 if the people's majority rejects the label."),
    ])

  static let claimVerdict = TableDescription(
    name: "claim_verdict", meaning: "What the data say about one claim.",
    columns: [
      ColumnDescription("claim", "The claim's identifier, for example C4."),
      ColumnDescription("text", "The claim in words."),
      ColumnDescription("primary", "The estimand named before the run."),
      ColumnDescription(
        "outcome",
        "supported, contradicted, equivalent, or too close to call; NULL if an input is missing."),
      ColumnDescription("sentence", "One sentence with the numbers."),
    ])
}
