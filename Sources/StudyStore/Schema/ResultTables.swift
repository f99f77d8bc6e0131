/// The tables of what a study found, and of where everything came from.
enum ResultTables {
  static let all: [TableDefinition] = [
    analysis, correlation, comparison, estimate, series, extremeImage, claimVerdict, manifest,
    sourceFile, commandLog, columnDescription,
  ]

  private static let ofAnalysis = ColumnDefinition(
    "analysis_id", "INTEGER NOT NULL REFERENCES analysis ON DELETE CASCADE",
    "The analysis that made the row.")
  private static let condition = ColumnDefinition(
    "condition", "TEXT", "The condition of the images; NULL for unaltered ones.")
  private static let level = ColumnDefinition("level", "REAL", "The level within the condition.")
  private static let step = ColumnDefinition(
    "step", "INTEGER", "The training step of a checkpoint.")
  private static let group = ColumnDefinition(
    "group", "TEXT NOT NULL", "The group of images: all, or for example bin:(0.2,0.4], class:cat.")
  private static let test: [ColumnDefinition] = [
    ColumnDefinition("ci_low", "REAL", "The lower limit of the interval."),
    ColumnDefinition("ci_high", "REAL", "The upper limit of the interval."),
    ColumnDefinition("ci_level", "REAL", "The level of the interval, for example 0.95."),
    ColumnDefinition("ci_method", "TEXT", "How the interval was made."),
    ColumnDefinition("test", "TEXT", "The test."),
    ColumnDefinition("test_statistic", "REAL", "The value of the test statistic."),
    ColumnDefinition("df", "REAL", "The degrees of freedom."),
    ColumnDefinition("alternative", "TEXT", "two-sided, less or greater."),
    ColumnDefinition("p", "REAL", "The p-value; 0 below the smallest double, see log10_p."),
    ColumnDefinition("log10_p", "REAL", "The decimal logarithm of the p-value."),
    ColumnDefinition("p_adjusted", "REAL", "The p-value adjusted for the family of tests."),
    ColumnDefinition("adjustment", "TEXT", "The method of adjustment, for example holm."),
    ColumnDefinition("family_size", "INTEGER", "The number of tests in the family."),
  ]
  private static let note = ColumnDefinition(
    "note", "TEXT", "Why there is no number, or what a reader must know.")

  static let analysis = TableDefinition(
    name: "analysis", meaning: "One analysis of the study.",
    columns: [
      ColumnDefinition("analysis_id", "INTEGER PRIMARY KEY", "The key."),
      ColumnDefinition("name", "TEXT NOT NULL UNIQUE", "The identifier in the manifest."),
      ColumnDefinition("kind", "TEXT NOT NULL", "The kind, for example correlation."),
      ColumnDefinition("notes", "TEXT NOT NULL", "What a reader must know, as a JSON array."),
    ])

  static let correlation = TableDefinition(
    name: "correlation", meaning: "One correlation of a score with a human measure.",
    columns: [
      ofAnalysis,
      ColumnDefinition("dataset", "TEXT NOT NULL", "The data set."),
      ColumnDefinition("annotation_set", "TEXT NOT NULL", "The annotation set."),
      ColumnDefinition("human", "TEXT NOT NULL", "The human measure, for example hsf."),
      ColumnDefinition("model", "TEXT NOT NULL", "The model."),
      condition, level, step,
      ColumnDefinition("score", "TEXT NOT NULL", "The score."),
      ColumnDefinition("method", "TEXT NOT NULL", "The coefficient, for example spearman."),
      group,
      ColumnDefinition("covariates", "TEXT", "The scores held constant, comma separated."),
      ColumnDefinition("n", "INTEGER NOT NULL", "The number of images used."),
      ColumnDefinition("dropped", "INTEGER NOT NULL", "The number of images with a missing value."),
      ColumnDefinition("ties_x", "INTEGER", "The number of tied pairs of the human measure."),
      ColumnDefinition("ties_y", "INTEGER", "The number of tied pairs of the score."),
      ColumnDefinition("statistic", "REAL", "The coefficient, from -1 to 1."),
    ] + test + [note],
    indexes: ["CREATE INDEX correlation_of_analysis ON correlation (analysis_id)"])

  static let comparison = TableDefinition(
    name: "comparison", meaning: "One comparison of two correlations with one human measure.",
    columns: [
      ofAnalysis,
      ColumnDefinition("dataset", "TEXT NOT NULL", "The data set."),
      ColumnDefinition("annotation_set", "TEXT NOT NULL", "The annotation set."),
      ColumnDefinition("human", "TEXT NOT NULL", "The human measure."),
      ColumnDefinition("model_a", "TEXT NOT NULL", "The model of the first score."),
      ColumnDefinition("score_a", "TEXT NOT NULL", "The first score."),
      ColumnDefinition("model_b", "TEXT NOT NULL", "The model of the second score."),
      ColumnDefinition("score_b", "TEXT NOT NULL", "The second score."),
      condition, level, step,
      ColumnDefinition("method", "TEXT NOT NULL", "The coefficient compared."),
      group,
      ColumnDefinition("n", "INTEGER NOT NULL", "The number of images used."),
      ColumnDefinition("statistic_a", "REAL", "The coefficient of the first score, as it comes."),
      ColumnDefinition("statistic_b", "REAL", "The coefficient of the second score, as it comes."),
      ColumnDefinition("statistic_ab", "REAL", "The coefficient between the two scores."),
      ColumnDefinition(
        "difference", "REAL",
        "Strength of the first minus strength of the second, both turned to higher = harder."),
    ] + test + [
      ColumnDefinition(
        "classes", "TEXT", "The population of classes that the test is about: fixed or random."),
      note,
    ],
    indexes: ["CREATE INDEX comparison_of_analysis ON comparison (analysis_id)"])

  static let estimate = TableDefinition(
    name: "estimate", meaning: "One named quantity with its interval.",
    columns: [
      ofAnalysis,
      ColumnDefinition("analysis", "TEXT NOT NULL", "The analysis's name."),
      ColumnDefinition("name", "TEXT NOT NULL", "The quantity, for example krippendorff_alpha."),
      ColumnDefinition("group", "TEXT NOT NULL", "What the quantity belongs to."),
      ColumnDefinition("value", "REAL", "The value."),
      ColumnDefinition("low", "REAL", "The lower limit of the interval."),
      ColumnDefinition("high", "REAL", "The upper limit of the interval."),
      ColumnDefinition("n", "INTEGER", "The number of units the value rests on."),
      ColumnDefinition("method", "TEXT", "How the value and its interval were made."),
      ColumnDefinition("p", "REAL", "The p-value, where the quantity is tested."),
      ColumnDefinition("log10_p", "REAL", "The decimal logarithm of the p-value."),
      note,
    ],
    indexes: ["CREATE INDEX estimate_of_analysis ON estimate (analysis_id)"])

  static let series = TableDefinition(
    name: "series", meaning: "One point of a curve.",
    columns: [
      ofAnalysis,
      ColumnDefinition("analysis", "TEXT NOT NULL", "The analysis's name."),
      ColumnDefinition("name", "TEXT NOT NULL", "The curve, for example resnet:mean_avh."),
      ColumnDefinition("x", "REAL NOT NULL", "The position, for example the training step."),
      ColumnDefinition("value", "REAL", "The value; NULL where there were no data."),
      ColumnDefinition("low", "REAL", "The lower limit of the interval."),
      ColumnDefinition("high", "REAL", "The upper limit of the interval."),
      ColumnDefinition("n", "INTEGER", "The number of units the value rests on."),
    ],
    indexes: ["CREATE INDEX series_of_analysis ON series (analysis_id)"])

  static let extremeImage = TableDefinition(
    name: "extreme_image", meaning: "One image of a list of extremes.",
    columns: [
      ofAnalysis,
      ColumnDefinition("analysis", "TEXT NOT NULL", "The analysis's name."),
      ColumnDefinition("list", "TEXT NOT NULL", "The list."),
      ColumnDefinition("place", "INTEGER NOT NULL", "The place in the list, from 1."),
      ColumnDefinition("image", "TEXT NOT NULL", "The image's name."),
      ColumnDefinition("class", "TEXT NOT NULL", "The image's true class."),
      ColumnDefinition("majority_class", "TEXT", "The class most people chose."),
      ColumnDefinition("model", "TEXT NOT NULL", "The model."),
      ColumnDefinition("predicted_class", "TEXT", "The class the model predicts."),
      ColumnDefinition("selected", "INTEGER NOT NULL", "How many chose the true class."),
      ColumnDefinition("shown", "INTEGER NOT NULL", "How many saw the image."),
      ColumnDefinition("hsf", "REAL NOT NULL", "Human selection frequency, selected / shown."),
      ColumnDefinition("shrunken_hsf", "REAL NOT NULL", "HSF shrunken towards the mean."),
      ColumnDefinition("score", "TEXT NOT NULL", "The score that sorts the list."),
      ColumnDefinition("value", "REAL NOT NULL", "The value of the score."),
      ColumnDefinition(
        "discrepancy", "REAL NOT NULL", "The difference of normal scores, model minus people."),
      ColumnDefinition(
        "label_doubtful", "INTEGER NOT NULL", "1 if the people's majority rejects the label."),
    ],
    indexes: ["CREATE INDEX extreme_image_of_analysis ON extreme_image (analysis_id)"])

  static let claimVerdict = TableDefinition(
    name: "claim_verdict", meaning: "What the data say about one claim.",
    columns: [
      ColumnDefinition("claim", "TEXT PRIMARY KEY", "The claim's identifier, for example C4."),
      ColumnDefinition("text", "TEXT NOT NULL", "The claim in words."),
      ColumnDefinition("primary", "TEXT NOT NULL", "The estimand named before the run."),
      ColumnDefinition(
        "outcome", "TEXT",
        "supported, contradicted, equivalent, or too close to call; NULL if an input is missing."),
      ColumnDefinition("sentence", "TEXT NOT NULL", "One sentence with the numbers."),
    ])

  static let manifest = TableDefinition(
    name: "study_manifest", meaning: "The resolved manifest of a study run in this file.",
    columns: [
      ColumnDefinition("study", "TEXT PRIMARY KEY", "The study's identifier."),
      ColumnDefinition("text", "TEXT NOT NULL", "The manifest with every default filled in."),
    ])

  static let sourceFile = TableDefinition(
    name: "source_file", meaning: "One input file that was read into the study.",
    columns: [
      ColumnDefinition("source_id", "INTEGER PRIMARY KEY", "The key."),
      ColumnDefinition("path", "TEXT NOT NULL", "The path as it was given."),
      ColumnDefinition("purpose", "TEXT NOT NULL", "What the file was read as."),
      ColumnDefinition("bytes", "INTEGER NOT NULL", "The size in bytes."),
      ColumnDefinition("sha256", "TEXT NOT NULL", "The SHA-256 of the file."),
      ColumnDefinition("rows_in", "INTEGER", "The rows of the file."),
      ColumnDefinition("rows_used", "INTEGER", "The rows that were used."),
    ],
    constraints: ["UNIQUE (path, purpose, sha256)"])

  static let commandLog = TableDefinition(
    name: "command_log", meaning: "One command that wrote to the study.",
    columns: [
      ColumnDefinition("command_id", "INTEGER PRIMARY KEY", "The key, in order of time."),
      ColumnDefinition("command", "TEXT NOT NULL", "The command line."),
      ColumnDefinition("version", "TEXT NOT NULL", "The version of the tool."),
      ColumnDefinition("seed", "INTEGER", "The seed of its random numbers, where it used any."),
    ])

  static let columnDescription = TableDefinition(
    name: "column_description", meaning: "What each table, view and column means.",
    columns: [
      ColumnDefinition("table_name", "TEXT NOT NULL", "The table or view."),
      ColumnDefinition("column_name", "TEXT NOT NULL", "The column; empty for the table itself."),
      ColumnDefinition("meaning", "TEXT NOT NULL", "What it means."),
    ],
    constraints: ["PRIMARY KEY (table_name, column_name)"], isClustered: true)
}
