/// The tables of what networks said.
enum ScoreTables {
  static let all: [TableDefinition] = [model, run, score, externalScore]

  static let model = TableDefinition(
    name: "model", meaning: "One network, ensemble, or other source of scores.",
    columns: [
      ColumnDefinition("model_id", "INTEGER PRIMARY KEY", "The key."),
      ColumnDefinition("name", "TEXT NOT NULL UNIQUE", "The name, for example resnet."),
      ColumnDefinition(
        "kind", "TEXT NOT NULL CHECK (kind IN ('network', 'ensemble', 'external'))",
        "Whether it is one network, several, or a score computed elsewhere."),
    ])

  static let run = TableDefinition(
    name: "run",
    meaning: "One model on the images of a data set in one condition, at one step of training.",
    columns: [
      ColumnDefinition("run_id", "INTEGER PRIMARY KEY", "The key."),
      ColumnDefinition("dataset_id", "INTEGER NOT NULL REFERENCES dataset", "The data set."),
      ColumnDefinition("model_id", "INTEGER NOT NULL REFERENCES model", "The model."),
      ColumnDefinition(
        "role",
        "TEXT NOT NULL CHECK (role IN ('final', 'checkpoint', 'degraded', 'adversarial', 'head'))",
        "What the run is for; image_hardness reads only final runs."),
      ColumnDefinition("condition", "TEXT", "How the images were altered; NULL for unaltered."),
      ColumnDefinition("level", "REAL", "The level within the condition; NULL for none."),
      ColumnDefinition("step", "INTEGER", "The training step of a checkpoint; NULL for none."),
      ColumnDefinition("parameters", "TEXT NOT NULL", "Whatever else tells runs apart, as JSON."),
      ColumnDefinition("versions", "TEXT NOT NULL", "The version of each score, as JSON."),
      ColumnDefinition(
        "inputs", "TEXT NOT NULL", "The SHA-256 of each input file by its purpose, as JSON."),
      ColumnDefinition(
        "identity", "TEXT NOT NULL UNIQUE",
        "Data set, model, role, condition, level, step and, but for final runs, parameters in one "
          + "text: a model has one final run, so that image_hardness counts no image twice."),
      ColumnDefinition("images", "INTEGER NOT NULL", "The number of images scored."),
    ],
    indexes: ["CREATE INDEX run_of_model ON run (model_id)"])

  /// The name, declaration and meaning of each score; the declared order is that of the columns.
  static let scoreColumns: [ColumnDefinition] = [
    ColumnDefinition(
      "avh", "REAL",
      "Angular visual hardness: angle to the target class over the sum of angles to all; "
        + "higher = harder."),
    ColumnDefinition("avh_predicted", "REAL", "AVH of the predicted class; higher = harder."),
    ColumnDefinition("angle", "REAL", "Angle to the target class in radians; higher = harder."),
    ColumnDefinition(
      "angular_gap", "REAL",
      "Angle to the target class minus the smallest other angle, in radians; higher = harder."),
    ColumnDefinition("cosine", "REAL", "Cosine to the target class; lower = harder."),
    ColumnDefinition("confidence", "REAL", "Softmax of the target class; lower = harder."),
    ColumnDefinition(
      "confidence_unbiased", "REAL",
      "Softmax of the target class without the bias; lower = harder."),
    ColumnDefinition("max_probability", "REAL", "The largest softmax value; lower = harder."),
    ColumnDefinition("entropy", "REAL", "Entropy of the softmax in nats; higher = harder."),
    ColumnDefinition(
      "margin", "REAL",
      "Probability of the target class minus the largest other; lower = harder."),
    ColumnDefinition(
      "logit_margin", "REAL", "Logit of the target class minus the largest other; lower = harder."),
    ColumnDefinition("loss", "REAL", "Cross-entropy in nats; higher = harder."),
    ColumnDefinition(
      "el2n", "REAL", "Length of softmax minus one-hot label; higher = harder."),
    ColumnDefinition(
      "grand", "REAL", "Length of the last layer's gradient of the loss; higher = harder."),
    ColumnDefinition("energy", "REAL", "Minus log-sum-exp of the logits; higher = harder."),
    ColumnDefinition("max_logit", "REAL", "The largest logit; lower = harder."),
    ColumnDefinition(
      "boundary_distance", "REAL",
      "Signed distance of the features to the target class's nearest boundary; lower = harder."),
    ColumnDefinition("feature_norm", "REAL", "Length of the features; lower = harder."),
    ColumnDefinition(
      "rank", "INTEGER", "Place of the target class among the logits, 1 = best; higher = harder."),
    ColumnDefinition(
      "rank_censored", "INTEGER CHECK (rank_censored IN (0, 1))",
      "1 if the rank is only known to be at least this."),
    ColumnDefinition("predicted_class_id", "INTEGER REFERENCES class", "The predicted class."),
    ColumnDefinition(
      "correct", "INTEGER CHECK (correct IN (0, 1))",
      "1 if the predicted class is the target; lower = harder."),
  ]

  static let score = TableDefinition(
    name: "score",
    meaning: "The scores of one image in one run; NULL where the inputs cannot give a score.",
    columns: [
      ColumnDefinition("run_id", "INTEGER NOT NULL REFERENCES run", "The run."),
      ColumnDefinition("image_id", "INTEGER NOT NULL REFERENCES image", "The image."),
      ColumnDefinition(
        "class_id", "INTEGER REFERENCES class", "The target class, that is the label used."),
    ] + scoreColumns,
    constraints: ["PRIMARY KEY (run_id, image_id)"], isClustered: true)

  static let externalScore = TableDefinition(
    name: "external_score", meaning: "One score of one image that another program computed.",
    columns: [
      ColumnDefinition("run_id", "INTEGER NOT NULL REFERENCES run", "The run."),
      ColumnDefinition("name", "TEXT NOT NULL", "The name of the score."),
      ColumnDefinition("image_id", "INTEGER NOT NULL REFERENCES image", "The image."),
      ColumnDefinition("value", "REAL", "The value; NULL if the file has none."),
      ColumnDefinition(
        "direction",
        "TEXT NOT NULL CHECK (direction IN ('higher-is-harder', 'higher-is-easier'))",
        "Which way the score points."),
    ],
    constraints: ["PRIMARY KEY (run_id, name, image_id)"], isClustered: true)
}
