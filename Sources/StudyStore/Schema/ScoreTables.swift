/// The tables of what networks said.
enum ScoreTables {
  static let all: [TableDescription] = [model, run, score, externalScore]

  static let model = TableDescription(
    name: "model", meaning: "One network, ensemble, or other source of scores.",
    columns: [
      ColumnDescription("model_id", "INTEGER PRIMARY KEY", "The key."),
      ColumnDescription("name", "TEXT NOT NULL UNIQUE", "The name, for example resnet."),
      ColumnDescription(
        "kind", "TEXT NOT NULL CHECK (kind IN ('network', 'ensemble', 'external'))",
        "Whether it is one network, several, or a score computed elsewhere."),
    ])

  static let run = TableDescription(
    name: "run",
    meaning: "One model on the images of a data set in one condition, at one step of training.",
    columns: [
      ColumnDescription("run_id", "INTEGER PRIMARY KEY", "The key."),
      ColumnDescription("dataset_id", "INTEGER NOT NULL REFERENCES dataset", "The data set."),
      ColumnDescription("model_id", "INTEGER NOT NULL REFERENCES model", "The model."),
      ColumnDescription(
        "role",
        "TEXT NOT NULL CHECK (role IN ('final', 'checkpoint', 'degraded', 'adversarial', 'head'))",
        "What the run is for; image_hardness reads only final runs."),
      ColumnDescription("condition", "TEXT", "How the images were altered; NULL for unaltered."),
      ColumnDescription("level", "REAL", "The level within the condition; NULL for none."),
      ColumnDescription("step", "INTEGER", "The training step of a checkpoint; NULL for none."),
      ColumnDescription("parameters", "TEXT NOT NULL", "Whatever else tells runs apart, as JSON."),
      ColumnDescription("versions", "TEXT NOT NULL", "The version of each score, as JSON."),
      ColumnDescription(
        "inputs", "TEXT NOT NULL", "The SHA-256 of each input file by its purpose, as JSON."),
      ColumnDescription(
        "identity", "TEXT NOT NULL UNIQUE",
        "Data set, model, role, condition, level, step and, but for final runs, parameters in one "
          + "text: a model has one final run, so that image_hardness counts no image twice."),
      ColumnDescription("images", "INTEGER NOT NULL", "The number of images scored."),
    ],
    indexes: ["CREATE INDEX run_of_model ON run (model_id)"])

  /// The name, declaration and meaning of each score; the declared order is that of the columns.
  static let scoreColumns: [ColumnDescription] = [
    ColumnDescription(
      "avh", "REAL",
      "Angular visual hardness: angle to the target class over the sum of angles to all; "
        + "higher = harder."),
    ColumnDescription("avh_predicted", "REAL", "AVH of the predicted class; higher = harder."),
    ColumnDescription("angle", "REAL", "Angle to the target class in radians; higher = harder."),
    ColumnDescription(
      "angular_gap", "REAL",
      "Angle to the target class minus the smallest other angle, in radians; higher = harder."),
    ColumnDescription("cosine", "REAL", "Cosine to the target class; lower = harder."),
    ColumnDescription("confidence", "REAL", "Softmax of the target class; lower = harder."),
    ColumnDescription(
      "confidence_unbiased", "REAL",
      "Softmax of the target class without the bias; lower = harder."),
    ColumnDescription("max_probability", "REAL", "The largest softmax value; lower = harder."),
    ColumnDescription("entropy", "REAL", "Entropy of the softmax in nats; higher = harder."),
    ColumnDescription(
      "margin", "REAL",
      "Probability of the target class minus the largest other; lower = harder."),
    ColumnDescription(
      "logit_margin", "REAL", "Logit of the target class minus the largest other; lower = harder."),
    ColumnDescription("loss", "REAL", "Cross-entropy in nats; higher = harder."),
    ColumnDescription(
      "el2n", "REAL", "Length of softmax minus one-hot label; higher = harder."),
    ColumnDescription(
      "grand", "REAL", "Length of the last layer's gradient of the loss; higher = harder."),
    ColumnDescription("energy", "REAL", "Minus log-sum-exp of the logits; higher = harder."),
    ColumnDescription("max_logit", "REAL", "The largest logit; lower = harder."),
    ColumnDescription(
      "boundary_distance", "REAL",
      "Signed distance of the features to the target class's nearest boundary; lower = harder."),
    ColumnDescription("feature_norm", "REAL", "Length of the features; lower = harder."),
    ColumnDescription(
      "rank", "INTEGER", "Place of the target class among the logits, 1 = best; higher = harder."),
    ColumnDescription(
      "rank_censored", "INTEGER CHECK (rank_censored IN (0, 1))",
      "1 if the rank is only known to be at least this."),
    ColumnDescription("predicted_class_id", "INTEGER REFERENCES class", "The predicted class."),
    ColumnDescription(
      "correct", "INTEGER CHECK (correct IN (0, 1))",
      "1 if the predicted class is the target; lower = harder."),
  ]

  static let score = TableDescription(
    name: "score",
    meaning: "The scores of one image in one run; NULL where the inputs cannot give a score.",
    columns: [
      ColumnDescription("run_id", "INTEGER NOT NULL REFERENCES run", "The run."),
      ColumnDescription("image_id", "INTEGER NOT NULL REFERENCES image", "The image."),
      ColumnDescription(
        "class_id", "INTEGER REFERENCES class", "The target class, that is the label used."),
    ] + scoreColumns,
    constraints: ["PRIMARY KEY (run_id, image_id)"], isClustered: true)

  static let externalScore = TableDescription(
    name: "external_score", meaning: "One score of one image that another program computed.",
    columns: [
      ColumnDescription("run_id", "INTEGER NOT NULL REFERENCES run", "The run."),
      ColumnDescription("name", "TEXT NOT NULL", "The name of the score."),
      ColumnDescription("image_id", "INTEGER NOT NULL REFERENCES image", "The image."),
      ColumnDescription("value", "REAL", "The value; NULL if the file has none."),
      ColumnDescription(
        "direction",
        "TEXT NOT NULL CHECK (direction IN ('higher-is-harder', 'higher-is-easier'))",
        "Which way the score points."),
    ],
    constraints: ["PRIMARY KEY (run_id, name, image_id)"], isClustered: true)
}
