import Networks

/// The tables of what networks said.
enum ScoreTables {
  static let all: [TableDescription] = [model, run, score, externalScore]

  static let model = TableDescription(
    name: "model", meaning: "One network, ensemble, or other source of scores.",
    columns: [
      ColumnDescription("model_id", "The key."),
      ColumnDescription("name", "The name, for example resnet."),
      ColumnDescription(
        "kind", "Whether it is one network, several, or a score computed elsewhere."),
    ])

  static let run = TableDescription(
    name: "run",
    meaning: "One model on the images of a data set in one condition, at one step of training.",
    columns: [
      ColumnDescription("run_id", "The key."),
      ColumnDescription("dataset_id", "The data set."),
      ColumnDescription("model_id", "The model."),
      ColumnDescription("role", "What the run is for; image_hardness reads only final runs."),
      ColumnDescription("condition", "How the images were altered; NULL for unaltered."),
      ColumnDescription("level", "The level within the condition; NULL for none."),
      ColumnDescription("step", "The training step of a checkpoint; NULL for none."),
      ColumnDescription("parameters", "Whatever else tells runs apart, as JSON."),
      ColumnDescription("versions", "The version of each score, as JSON."),
      ColumnDescription("inputs", "The SHA-256 of each input file by its purpose, as JSON."),
      ColumnDescription(
        "identity",
        "Data set, model, role, condition, level, step and, but for final runs, parameters in one "
          + "text: a model has one final run, so that image_hardness counts no image twice."),
      ColumnDescription("images", "The number of images scored."),
    ])

  /// How the images of one class are found in a run.
  static let indexes = [
    "CREATE INDEX class_of_name ON class (name)",
    "CREATE INDEX score_of_class ON score (class_id, run_id)",
  ]

  /// The columns of the scores, in their order; a study made before a score was added gets it when
  /// it is opened for writing.
  static let scoreColumns: [ColumnDescription] = Score.all.flatMap { score in
    let column = ColumnDescription(
      score.column, score.meaning + score.direction.ending, added: declaration(of: score))
    guard score == .rank else { return [column] }
    return [
      column,
      ColumnDescription(
        "rank_censored", "1 if the rank is only known to be at least this.",
        added: "INTEGER CHECK (rank_censored IN (0, 1))"),
    ]
  }

  private static func declaration(of score: Score) -> String {
    switch score.number {
    case .real: "REAL"
    case .whole: "INTEGER"
    case .flag: "INTEGER CHECK (\(score.column) IN (0, 1))"
    case .classIndex: "INTEGER REFERENCES class (class_id)"
    }
  }

  static let score = TableDescription(
    name: "score",
    meaning: "The scores of one image in one run; NULL where the inputs cannot give a score.",
    columns: [
      ColumnDescription("run_id", "The run."),
      ColumnDescription("image_id", "The image."),
      ColumnDescription("class_id", "The target class, that is the label used."),
    ] + scoreColumns)

  static let externalScore = TableDescription(
    name: "external_score", meaning: "One score of one image that another program computed.",
    columns: [
      ColumnDescription("run_id", "The run."),
      ColumnDescription("name", "The name of the score."),
      ColumnDescription("image_id", "The image."),
      ColumnDescription("value", "The value; NULL if the file has none."),
      ColumnDescription("direction", "Which way the score points."),
    ])
}

extension Score {
  /// The column of the table `score`: a class stands there by its key.
  var column: String { number == .classIndex ? "\(name)_id" : name }
}

extension ScoreDirection {
  /// How a description of a score ends.
  fileprivate var ending: String {
    switch self {
    case .higherIsHarder: "; higher = harder."
    case .higherIsEasier: "; lower = harder."
    case .none: "."
    }
  }
}
