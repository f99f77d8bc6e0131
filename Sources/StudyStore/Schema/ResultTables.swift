/// The tables of what a study found, and of where everything came from.
enum ResultTables {
  static let all: [TableDescription] = [
    analysis, correlation, comparison, estimate, series, extremeImage, claimVerdict, manifest,
    sourceFile, commandLog, columnDescription,
  ]

  private static let ofAnalysis = ColumnDescription(
    "analysis_id", "INTEGER NOT NULL REFERENCES analysis ON DELETE CASCADE",
    "The analysis that made the row.")
  private static let condition = ColumnDescription(
    "condition", "TEXT", "The condition of the images; NULL for unaltered ones.")
  private static let level = ColumnDescription("level", "REAL", "The level within the condition.")
  private static let step = ColumnDescription(
    "step", "INTEGER", "The training step of a checkpoint.")
  private static let group = ColumnDescription(
    "group", "TEXT NOT NULL", "The group of images: all, or for example bin:(0.2,0.4], class:cat.")
  private static let test: [ColumnDescription] = [
    ColumnDescription("ci_low", "REAL", "The lower limit of the interval."),
    ColumnDescription("ci_high", "REAL", "The upper limit of the interval."),
    ColumnDescription("ci_level", "REAL", "The level of the interval, for example 0.95."),
    ColumnDescription("ci_method", "TEXT", "How the interval was made."),
    ColumnDescription("test", "TEXT", "The test."),
    ColumnDescription("test_statistic", "REAL", "The value of the test statistic."),
    ColumnDescription("df", "REAL", "The degrees of freedom."),
    ColumnDescription("alternative", "TEXT", "two-sided, less or greater."),
    ColumnDescription("p", "REAL", "The p-value; 0 below the smallest double, see log10_p."),
    ColumnDescription("log10_p", "REAL", "The decimal logarithm of the p-value."),
    ColumnDescription("p_adjusted", "REAL", "The p-value adjusted for the family of tests."),
    ColumnDescription("adjustment", "TEXT", "The method of adjustment, for example holm."),
    ColumnDescription("family_size", "INTEGER", "The number of tests in the family."),
  ]
  private static let note = ColumnDescription(
    "note", "TEXT", "Why there is no number, or what a reader must know.")

  static let analysis = TableDescription(
    name: "analysis", meaning: "One analysis of the study.",
    columns: [
      ColumnDescription("analysis_id", "INTEGER PRIMARY KEY", "The key."),
      ColumnDescription("name", "TEXT NOT NULL UNIQUE", "The identifier in the manifest."),
      ColumnDescription("kind", "TEXT NOT NULL", "The kind, for example correlation."),
      ColumnDescription("notes", "TEXT NOT NULL", "What a reader must know, as a JSON array."),
    ])

  static let correlation = TableDescription(
    name: "correlation", meaning: "One correlation of a score with a human measure.",
    columns: [
      ofAnalysis,
      ColumnDescription("dataset", "TEXT NOT NULL", "The data set."),
      ColumnDescription("annotation_set", "TEXT NOT NULL", "The annotation set."),
      ColumnDescription("human", "TEXT NOT NULL", "The human measure, for example hsf."),
      ColumnDescription("model", "TEXT NOT NULL", "The model."),
      condition, level, step,
      ColumnDescription("score", "TEXT NOT NULL", "The score."),
      ColumnDescription("method", "TEXT NOT NULL", "The coefficient, for example spearman."),
      group,
      ColumnDescription("covariates", "TEXT", "The scores held constant, comma separated."),
      ColumnDescription("n", "INTEGER NOT NULL", "The number of images used."),
      ColumnDescription(
        "dropped", "INTEGER NOT NULL", "The number of images with a missing value."),
      ColumnDescription("ties_x", "INTEGER", "The number of tied pairs of the human measure."),
      ColumnDescription("ties_y", "INTEGER", "The number of tied pairs of the score."),
      ColumnDescription("statistic", "REAL", "The coefficient, from -1 to 1."),
    ] + test + [note],
    indexes: ["CREATE INDEX correlation_of_analysis ON correlation (analysis_id)"])

  static let comparison = TableDescription(
    name: "comparison", meaning: "One comparison of two correlations with one human measure.",
    columns: [
      ofAnalysis,
      ColumnDescription("dataset", "TEXT NOT NULL", "The data set."),
      ColumnDescription("annotation_set", "TEXT NOT NULL", "The annotation set."),
      ColumnDescription("human", "TEXT NOT NULL", "The human measure."),
      ColumnDescription("model_a", "TEXT NOT NULL", "The model of the first score."),
      ColumnDescription("score_a", "TEXT NOT NULL", "The first score."),
      ColumnDescription("model_b", "TEXT NOT NULL", "The model of the second score."),
      ColumnDescription("score_b", "TEXT NOT NULL", "The second score."),
      condition, level, step,
      ColumnDescription("method", "TEXT NOT NULL", "The coefficient compared."),
      group,
      ColumnDescription("n", "INTEGER NOT NULL", "The number of images used."),
      ColumnDescription("statistic_a", "REAL", "The coefficient of the first score, as it comes."),
      ColumnDescription("statistic_b", "REAL", "The coefficient of the second score, as it comes."),
      ColumnDescription("statistic_ab", "REAL", "The coefficient between the two scores."),
      ColumnDescription(
        "difference", "REAL",
        "Strength of the first minus strength of the second, both turned to higher = harder."),
    ] + test + [
      ColumnDescription(
        "classes", "TEXT", "The population of classes that the test is about: fixed or random."),
      note,
    ],
    indexes: ["CREATE INDEX comparison_of_analysis ON comparison (analysis_id)"])

  static let estimate = TableDescription(
    name: "estimate", meaning: "One named quantity with its interval.",
    columns: [
      ofAnalysis,
      ColumnDescription("analysis", "TEXT NOT NULL", "The analysis's name."),
      ColumnDescription("name", "TEXT NOT NULL", "The quantity, for example krippendorff_alpha."),
      ColumnDescription("group", "TEXT NOT NULL", "What the quantity belongs to."),
      ColumnDescription("value", "REAL", "The value."),
      ColumnDescription("low", "REAL", "The lower limit of the interval."),
      ColumnDescription("high", "REAL", "The upper limit of the interval."),
      ColumnDescription("n", "INTEGER", "The number of units the value rests on."),
      ColumnDescription("method", "TEXT", "How the value and its interval were made."),
      ColumnDescription("p", "REAL", "The p-value, where the quantity is tested."),
      ColumnDescription("log10_p", "REAL", "The decimal logarithm of the p-value."),
      note,
    ],
    indexes: ["CREATE INDEX estimate_of_analysis ON estimate (analysis_id)"])

  static let series = TableDescription(
    name: "series", meaning: "One point of a curve.",
    columns: [
      ofAnalysis,
      ColumnDescription("analysis", "TEXT NOT NULL", "The analysis's name."),
      ColumnDescription("name", "TEXT NOT NULL", "The curve, for example resnet:mean_avh."),
      ColumnDescription("x", "REAL NOT NULL", "The position, for example the training step."),
      ColumnDescription("value", "REAL", "The value; NULL where there were no data."),
      ColumnDescription("low", "REAL", "The lower limit of the interval."),
      ColumnDescription("high", "REAL", "The upper limit of the interval."),
      ColumnDescription("n", "INTEGER", "The number of units the value rests on."),
    ],
    indexes: ["CREATE INDEX series_of_analysis ON series (analysis_id)"])

  static let extremeImage = TableDescription(
    name: "extreme_image", meaning: "One image of a list of extremes.",
    columns: [
      ofAnalysis,
      ColumnDescription("analysis", "TEXT NOT NULL", "The analysis's name."),
      ColumnDescription("list", "TEXT NOT NULL", "The list."),
      ColumnDescription("place", "INTEGER NOT NULL", "The place in the list, from 1."),
      ColumnDescription("image", "TEXT NOT NULL", "The image's name."),
      ColumnDescription("class", "TEXT NOT NULL", "The image's true class."),
      ColumnDescription("majority_class", "TEXT", "The class most people chose."),
      ColumnDescription("model", "TEXT NOT NULL", "The model."),
      ColumnDescription("predicted_class", "TEXT", "The class the model predicts."),
      ColumnDescription("selected", "INTEGER NOT NULL", "How many chose the true class."),
      ColumnDescription("shown", "INTEGER NOT NULL", "How many saw the image."),
      ColumnDescription("hsf", "REAL NOT NULL", "Human selection frequency, selected / shown."),
      ColumnDescription("shrunken_hsf", "REAL NOT NULL", "HSF shrunken towards the mean."),
      ColumnDescription("score", "TEXT NOT NULL", "The score that sorts the list."),
      ColumnDescription("value", "REAL NOT NULL", "The value of the score."),
      ColumnDescription(
        "discrepancy", "REAL NOT NULL", "The difference of normal scores, model minus people."),
      ColumnDescription(
        "label_doubtful", "INTEGER NOT NULL", "1 if the people's majority rejects the label."),
    ],
    indexes: ["CREATE INDEX extreme_image_of_analysis ON extreme_image (analysis_id)"])

  static let claimVerdict = TableDescription(
    name: "claim_verdict", meaning: "What the data say about one claim.",
    columns: [
      ColumnDescription("claim", "TEXT PRIMARY KEY", "The claim's identifier, for example C4."),
      ColumnDescription("text", "TEXT NOT NULL", "The claim in words."),
      ColumnDescription("primary", "TEXT NOT NULL", "The estimand named before the run."),
      ColumnDescription(
        "outcome", "TEXT",
        "supported, contradicted, equivalent, or too close to call; NULL if an input is missing."),
      ColumnDescription("sentence", "TEXT NOT NULL", "One sentence with the numbers."),
    ])

  static let manifest = TableDescription(
    name: "study_manifest", meaning: "The resolved manifest of a study run in this file.",
    columns: [
      ColumnDescription("study", "TEXT PRIMARY KEY", "The study's identifier."),
      ColumnDescription("text", "TEXT NOT NULL", "The manifest with every default filled in."),
    ])

  static let sourceFile = TableDescription(
    name: "source_file", meaning: "One input file that was read into the study.",
    columns: [
      ColumnDescription("source_id", "INTEGER PRIMARY KEY", "The key."),
      ColumnDescription("path", "TEXT NOT NULL", "The path as it was given."),
      ColumnDescription("purpose", "TEXT NOT NULL", "What the file was read as."),
      ColumnDescription("bytes", "INTEGER NOT NULL", "The size in bytes."),
      ColumnDescription("sha256", "TEXT NOT NULL", "The SHA-256 of the file."),
      ColumnDescription("rows_in", "INTEGER", "The rows of the file."),
      ColumnDescription("rows_used", "INTEGER", "The rows that were used."),
    ],
    constraints: ["UNIQUE (path, purpose, sha256)"])

  static let commandLog = TableDescription(
    name: "command_log", meaning: "One command that wrote to the study.",
    columns: [
      ColumnDescription("command_id", "INTEGER PRIMARY KEY", "The key, in order of time."),
      ColumnDescription("command", "TEXT NOT NULL", "The command line."),
      ColumnDescription("version", "TEXT NOT NULL", "The version of the tool."),
      ColumnDescription("seed", "INTEGER", "The seed of its random numbers, where it used any."),
    ])

  static let columnDescription = TableDescription(
    name: "column_description", meaning: "What each table, view and column means.",
    columns: [
      ColumnDescription("table_name", "TEXT NOT NULL", "The table or view."),
      ColumnDescription("column_name", "TEXT NOT NULL", "The column; empty for the table itself."),
      ColumnDescription("meaning", "TEXT NOT NULL", "What it means."),
    ],
    constraints: ["PRIMARY KEY (table_name, column_name)"], isClustered: true)
}
