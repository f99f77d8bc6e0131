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

  /// The name, declaration and meaning of each score; the declared order is that of the columns.
  static let scoreColumns: [ColumnDescription] = [
    ColumnDescription(
      "avh",
      "Angular visual hardness: angle to the target class over the sum of angles to all; "
        + "higher = harder.", added: "REAL"),
    ColumnDescription(
      "avh_predicted", "AVH of the predicted class; higher = harder.", added: "REAL"),
    ColumnDescription(
      "angle", "Angle to the target class in radians; higher = harder.", added: "REAL"),
    ColumnDescription(
      "angular_gap",
      "Angle to the target class minus the smallest other angle, in radians; higher = harder.",
      added: "REAL"),
    ColumnDescription("cosine", "Cosine to the target class; lower = harder.", added: "REAL"),
    ColumnDescription("confidence", "Softmax of the target class; lower = harder.", added: "REAL"),
    ColumnDescription(
      "confidence_unbiased", "Softmax of the target class without the bias; lower = harder.",
      added: "REAL"),
    ColumnDescription(
      "max_probability", "The largest softmax value; lower = harder.", added: "REAL"),
    ColumnDescription("entropy", "Entropy of the softmax in nats; higher = harder.", added: "REAL"),
    ColumnDescription(
      "margin", "Probability of the target class minus the largest other; lower = harder.",
      added: "REAL"),
    ColumnDescription(
      "logit_margin", "Logit of the target class minus the largest other; lower = harder.",
      added: "REAL"),
    ColumnDescription("loss", "Cross-entropy in nats; higher = harder.", added: "REAL"),
    ColumnDescription(
      "el2n", "Length of softmax minus one-hot label; higher = harder.", added: "REAL"),
    ColumnDescription(
      "grand", "Length of the last layer's gradient of the loss; higher = harder.", added: "REAL"),
    ColumnDescription("energy", "Minus log-sum-exp of the logits; higher = harder.", added: "REAL"),
    ColumnDescription("max_logit", "The largest logit; lower = harder.", added: "REAL"),
    ColumnDescription(
      "boundary_distance",
      "Signed distance of the features to the target class's nearest boundary; lower = harder.",
      added: "REAL"),
    ColumnDescription("feature_norm", "Length of the features; lower = harder.", added: "REAL"),
    ColumnDescription(
      "rank", "Place of the target class among the logits, 1 = best; higher = harder.",
      added: "INTEGER"),
    ColumnDescription(
      "rank_censored", "1 if the rank is only known to be at least this.",
      added: "INTEGER CHECK (rank_censored IN (0, 1))"),
    ColumnDescription(
      "predicted_class_id", "The predicted class.", added: "INTEGER REFERENCES class (class_id)"),
    ColumnDescription(
      "correct", "1 if the predicted class is the target; lower = harder.",
      added: "INTEGER CHECK (correct IN (0, 1))"),
  ]

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
