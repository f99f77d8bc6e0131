import GRDB

/// The schema of the second version.
///
/// This text never changes. References name the column that they mean; the rows of a tally and of the
/// votes of an image are unique also where condition or level is NULL; answers are found by their
/// image; results have a column for each part of their key. Votes, scores and manifests of the first
/// version are kept, its results are not: their keys were packed into names.
enum SchemaVersion2 {
  static func apply(to database: Database) throws {
    for table in results { try database.execute(sql: "DROP TABLE \"\(table.name)\"") }
    try database.execute(sql: "DELETE FROM analysis; DROP TABLE IF EXISTS grdb_migrations")
    for table in kept { try table.rebuild(in: database) }
    for table in results { try table.create(in: database) }
    // The version of the program told runs apart that differed in nothing else.
    try database.execute(
      sql: """
        UPDATE run SET parameters = json_remove(parameters, '$.avh_version'),
          identity = json_remove(identity, '$.parameters.avh_version')
        """)
  }

  /// The tables whose rows stay.
  static let kept: [TableText] = [
    TableText(
      "class",
      """
      (
        "class_id" INTEGER PRIMARY KEY,
        "label_space" TEXT NOT NULL,
        "index" INTEGER NOT NULL CHECK ("index" >= 0),
        "name" TEXT NOT NULL,
        "wnid" TEXT,
        UNIQUE (label_space, "index")
      ) STRICT
      """),
    TableText(
      "dataset",
      """
      (
        "dataset_id" INTEGER PRIMARY KEY,
        "name" TEXT NOT NULL UNIQUE,
        "label_space" TEXT NOT NULL,
        "image_order" TEXT
      ) STRICT
      """),
    TableText(
      "image",
      """
      (
        "image_id" INTEGER PRIMARY KEY,
        "dataset_id" INTEGER NOT NULL REFERENCES dataset (dataset_id),
        "name" TEXT NOT NULL,
        "class_id" INTEGER REFERENCES class (class_id),
        "content_hash" TEXT,
        UNIQUE (dataset_id, name)
      ) STRICT
      """),
    TableText(
      "image_alias",
      """
      (
        "dataset_id" INTEGER NOT NULL REFERENCES dataset (dataset_id),
        "alias" TEXT NOT NULL,
        "image_id" INTEGER NOT NULL REFERENCES image (image_id),
        PRIMARY KEY (dataset_id, alias, image_id)
      ) STRICT, WITHOUT ROWID
      """),
    TableText(
      "annotation_set",
      """
      (
        "set_id" INTEGER PRIMARY KEY,
        "dataset_id" INTEGER NOT NULL REFERENCES dataset (dataset_id),
        "name" TEXT NOT NULL,
        "format" TEXT NOT NULL,
        "options" TEXT NOT NULL,
        "source_hash" TEXT NOT NULL,
        "annotator_identity" TEXT NOT NULL
          CHECK (annotator_identity IN ('person', 'position', 'none')),
        "task" TEXT NOT NULL CHECK (task IN ('forced-choice', 'presence', 'graded')),
        "chance" REAL,
        "has_counts" INTEGER NOT NULL CHECK (has_counts IN (0, 1)),
        "partial_weight" REAL,
        "is_default" INTEGER NOT NULL CHECK (is_default IN (0, 1)),
        "rows_read" INTEGER NOT NULL,
        "rows_used" INTEGER NOT NULL,
        "import_counts" TEXT NOT NULL,
        UNIQUE (dataset_id, name)
      ) STRICT
      """,
      indexes: [
        "CREATE UNIQUE INDEX one_default_set ON annotation_set (dataset_id) WHERE is_default"
      ]),
    TableText(
      "annotator",
      """
      (
        "annotator_id" INTEGER PRIMARY KEY,
        "set_id" INTEGER NOT NULL REFERENCES annotation_set (set_id),
        "name" TEXT NOT NULL,
        UNIQUE (set_id, name)
      ) STRICT
      """),
    TableText(
      "answer",
      """
      (
        "answer_id" INTEGER PRIMARY KEY,
        "set_id" INTEGER NOT NULL REFERENCES annotation_set (set_id),
        "image_id" INTEGER NOT NULL REFERENCES image (image_id),
        "annotator_id" INTEGER REFERENCES annotator (annotator_id),
        "asked_class_id" INTEGER REFERENCES class (class_id),
        "chosen_class_id" INTEGER REFERENCES class (class_id),
        "response" TEXT,
        "condition" TEXT,
        "level" REAL,
        "reaction_time" REAL
      ) STRICT
      """,
      indexes: ["CREATE INDEX answer_of_image ON answer (image_id)"]),
    TableText(
      "tally",
      """
      (
        "set_id" INTEGER NOT NULL REFERENCES annotation_set (set_id),
        "image_id" INTEGER NOT NULL REFERENCES image (image_id),
        "class_id" INTEGER NOT NULL REFERENCES class (class_id),
        "condition" TEXT,
        "level" REAL,
        "shown" INTEGER NOT NULL CHECK (shown >= 0),
        "selected" REAL NOT NULL CHECK (selected >= 0),
        "partial" INTEGER NOT NULL DEFAULT 0 CHECK (partial >= 0)
      ) STRICT
      """,
      indexes: [
        """
        CREATE UNIQUE INDEX one_tally ON tally
          (set_id, image_id, class_id, coalesce(condition, 0), coalesce(level, ''))
        """
      ]),
    TableText(
      "image_votes",
      """
      (
        "set_id" INTEGER NOT NULL REFERENCES annotation_set (set_id),
        "image_id" INTEGER NOT NULL REFERENCES image (image_id),
        "condition" TEXT,
        "level" REAL,
        "shown" INTEGER NOT NULL,
        "label_entropy" REAL,
        "majority_class_id" INTEGER REFERENCES class (class_id),
        "majority_share" REAL
      ) STRICT
      """,
      indexes: [
        """
        CREATE UNIQUE INDEX one_image_votes ON image_votes
          (set_id, image_id, coalesce(condition, 0), coalesce(level, ''))
        """
      ]),
    TableText(
      "model",
      """
      (
        "model_id" INTEGER PRIMARY KEY,
        "name" TEXT NOT NULL UNIQUE,
        "kind" TEXT NOT NULL CHECK (kind IN ('network', 'ensemble', 'external'))
      ) STRICT
      """),
    TableText(
      "run",
      """
      (
        "run_id" INTEGER PRIMARY KEY,
        "dataset_id" INTEGER NOT NULL REFERENCES dataset (dataset_id),
        "model_id" INTEGER NOT NULL REFERENCES model (model_id),
        "role" TEXT NOT NULL
          CHECK (role IN ('final', 'checkpoint', 'degraded', 'adversarial', 'head')),
        "condition" TEXT,
        "level" REAL,
        "step" INTEGER,
        "parameters" TEXT NOT NULL,
        "versions" TEXT NOT NULL,
        "inputs" TEXT NOT NULL,
        "identity" TEXT NOT NULL UNIQUE,
        "images" INTEGER NOT NULL
      ) STRICT
      """,
      indexes: ["CREATE INDEX run_of_model ON run (model_id)"]),
    TableText(
      "score",
      """
      (
        "run_id" INTEGER NOT NULL REFERENCES run (run_id),
        "image_id" INTEGER NOT NULL REFERENCES image (image_id),
        "class_id" INTEGER REFERENCES class (class_id),
        "avh" REAL,
        "avh_predicted" REAL,
        "angle" REAL,
        "angular_gap" REAL,
        "cosine" REAL,
        "confidence" REAL,
        "confidence_unbiased" REAL,
        "max_probability" REAL,
        "entropy" REAL,
        "margin" REAL,
        "logit_margin" REAL,
        "loss" REAL,
        "el2n" REAL,
        "grand" REAL,
        "energy" REAL,
        "max_logit" REAL,
        "boundary_distance" REAL,
        "feature_norm" REAL,
        "rank" INTEGER,
        "rank_censored" INTEGER CHECK (rank_censored IN (0, 1)),
        "predicted_class_id" INTEGER REFERENCES class (class_id),
        "correct" INTEGER CHECK (correct IN (0, 1)),
        PRIMARY KEY (run_id, image_id)
      ) STRICT, WITHOUT ROWID
      """),
    TableText(
      "external_score",
      """
      (
        "run_id" INTEGER NOT NULL REFERENCES run (run_id),
        "name" TEXT NOT NULL,
        "image_id" INTEGER NOT NULL REFERENCES image (image_id),
        "value" REAL,
        "direction" TEXT NOT NULL CHECK (direction IN ('higher-is-harder', 'higher-is-easier')),
        PRIMARY KEY (run_id, name, image_id)
      ) STRICT, WITHOUT ROWID
      """),
    TableText(
      "analysis",
      """
      (
        "analysis_id" INTEGER PRIMARY KEY,
        "name" TEXT NOT NULL UNIQUE,
        "kind" TEXT NOT NULL,
        "notes" TEXT NOT NULL
      ) STRICT
      """),
    TableText(
      "study_manifest",
      """
      (
        "study" TEXT PRIMARY KEY,
        "text" TEXT NOT NULL
      ) STRICT
      """),
    TableText(
      "source_file",
      """
      (
        "source_id" INTEGER PRIMARY KEY,
        "path" TEXT NOT NULL,
        "purpose" TEXT NOT NULL,
        "bytes" INTEGER NOT NULL,
        "sha256" TEXT NOT NULL,
        "rows_in" INTEGER,
        "rows_used" INTEGER,
        UNIQUE (path, purpose, sha256)
      ) STRICT
      """),
    TableText(
      "command_log",
      """
      (
        "command_id" INTEGER PRIMARY KEY,
        "command" TEXT NOT NULL,
        "version" TEXT NOT NULL,
        "seed" INTEGER
      ) STRICT
      """),
    TableText(
      "column_description",
      """
      (
        "table_name" TEXT NOT NULL,
        "column_name" TEXT NOT NULL,
        "meaning" TEXT NOT NULL,
        PRIMARY KEY (table_name, column_name)
      ) STRICT, WITHOUT ROWID
      """),
  ]

  /// The tables of what a study found.
  static let results: [TableText] = [
    TableText(
      "correlation",
      """
      (
        "analysis_id" INTEGER NOT NULL REFERENCES analysis (analysis_id) ON DELETE CASCADE,
        "dataset" TEXT NOT NULL,
        "annotation_set" TEXT NOT NULL,
        "human" TEXT NOT NULL,
        "model" TEXT NOT NULL,
        "condition" TEXT,
        "level" REAL,
        "step" INTEGER,
        "score" TEXT NOT NULL,
        "method" TEXT NOT NULL,
        "grouping" TEXT NOT NULL,
        "group" TEXT NOT NULL,
        "covariates" TEXT,
        "population" TEXT,
        "n" INTEGER NOT NULL,
        "dropped" INTEGER NOT NULL,
        "ties_x" INTEGER,
        "ties_y" INTEGER,
        "statistic" REAL,
        "standard_error" REAL,
        "ci_low" REAL,
        "ci_high" REAL,
        "ci_level" REAL,
        "ci_method" TEXT,
        "test" TEXT,
        "test_statistic" REAL,
        "df" REAL,
        "alternative" TEXT,
        "p" REAL,
        "log10_p" REAL,
        "p_adjusted" REAL,
        "log10_p_adjusted" REAL,
        "adjustment" TEXT,
        "family_size" INTEGER,
        "note" TEXT
      ) STRICT
      """,
      indexes: ["CREATE INDEX correlation_of_analysis ON correlation (analysis_id)"]),
    TableText(
      "comparison",
      """
      (
        "analysis_id" INTEGER NOT NULL REFERENCES analysis (analysis_id) ON DELETE CASCADE,
        "dataset" TEXT NOT NULL,
        "annotation_set" TEXT NOT NULL,
        "human" TEXT NOT NULL,
        "model_a" TEXT NOT NULL,
        "score_a" TEXT NOT NULL,
        "model_b" TEXT NOT NULL,
        "score_b" TEXT NOT NULL,
        "condition" TEXT,
        "level" REAL,
        "step" INTEGER,
        "method" TEXT NOT NULL,
        "grouping" TEXT NOT NULL,
        "group" TEXT NOT NULL,
        "population" TEXT,
        "n" INTEGER NOT NULL,
        "statistic_a" REAL,
        "statistic_b" REAL,
        "statistic_ab" REAL,
        "difference" REAL,
        "standard_error" REAL,
        "ci_low" REAL,
        "ci_high" REAL,
        "ci_level" REAL,
        "ci_method" TEXT,
        "test" TEXT NOT NULL,
        "test_statistic" REAL,
        "df" REAL,
        "alternative" TEXT,
        "p" REAL,
        "log10_p" REAL,
        "p_adjusted" REAL,
        "log10_p_adjusted" REAL,
        "adjustment" TEXT,
        "family_size" INTEGER,
        "note" TEXT
      ) STRICT
      """,
      indexes: ["CREATE INDEX comparison_of_analysis ON comparison (analysis_id)"]),
    TableText(
      "estimate",
      """
      (
        "analysis_id" INTEGER NOT NULL REFERENCES analysis (analysis_id) ON DELETE CASCADE,
        "analysis" TEXT NOT NULL,
        "quantity" TEXT NOT NULL,
        "annotation_set" TEXT,
        "human" TEXT,
        "model" TEXT,
        "score" TEXT,
        "other_score" TEXT,
        "method" TEXT,
        "population" TEXT,
        "condition" TEXT,
        "level" REAL,
        "step" INTEGER,
        "grouping" TEXT,
        "group" TEXT,
        "value" REAL,
        "standard_error" REAL,
        "df" REAL,
        "low" REAL,
        "high" REAL,
        "interval" TEXT,
        "bound" TEXT,
        "range_low" REAL,
        "range_high" REAL,
        "n" INTEGER,
        "p" REAL,
        "log10_p" REAL,
        "p_adjusted" REAL,
        "log10_p_adjusted" REAL,
        "adjustment" TEXT,
        "family_size" INTEGER,
        "note" TEXT
      ) STRICT
      """,
      indexes: ["CREATE INDEX estimate_of_analysis ON estimate (analysis_id)"]),
    TableText(
      "series",
      """
      (
        "analysis_id" INTEGER NOT NULL REFERENCES analysis (analysis_id) ON DELETE CASCADE,
        "analysis" TEXT NOT NULL,
        "quantity" TEXT NOT NULL,
        "annotation_set" TEXT,
        "human" TEXT,
        "model" TEXT,
        "score" TEXT,
        "other_score" TEXT,
        "method" TEXT,
        "population" TEXT,
        "condition" TEXT,
        "level" REAL,
        "step" INTEGER,
        "grouping" TEXT,
        "group" TEXT,
        "x" REAL NOT NULL,
        "value" REAL,
        "low" REAL,
        "high" REAL,
        "n" INTEGER
      ) STRICT
      """,
      indexes: ["CREATE INDEX series_of_analysis ON series (analysis_id)"]),
    TableText(
      "extreme_image",
      """
      (
        "analysis_id" INTEGER NOT NULL REFERENCES analysis (analysis_id) ON DELETE CASCADE,
        "analysis" TEXT NOT NULL,
        "list" TEXT NOT NULL,
        "place" INTEGER NOT NULL,
        "image" TEXT NOT NULL,
        "class" TEXT NOT NULL,
        "majority_class" TEXT,
        "model" TEXT NOT NULL,
        "predicted_class" TEXT,
        "selected" INTEGER NOT NULL,
        "shown" INTEGER NOT NULL,
        "hsf" REAL NOT NULL,
        "shrunken_hsf" REAL NOT NULL,
        "score" TEXT NOT NULL,
        "value" REAL NOT NULL,
        "discrepancy" REAL NOT NULL,
        "label_doubtful" INTEGER NOT NULL
      ) STRICT
      """,
      indexes: ["CREATE INDEX extreme_image_of_analysis ON extreme_image (analysis_id)"]),
    TableText(
      "claim_verdict",
      """
      (
        "claim" TEXT PRIMARY KEY,
        "text" TEXT NOT NULL,
        "primary" TEXT NOT NULL,
        "outcome" TEXT,
        "sentence" TEXT NOT NULL
      ) STRICT
      """),
  ]
}
