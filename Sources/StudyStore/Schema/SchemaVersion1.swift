import GRDB

/// What version 0.1.0 wrote.
///
/// This text never changes. Views and descriptions are no part of it: they are made anew for every
/// study that is opened for writing.
enum SchemaVersion1 {
  static func apply(to database: Database) throws { try database.execute(sql: sql) }

  static let sql = """
    CREATE TABLE "class" (
      "class_id" INTEGER PRIMARY KEY,
      "label_space" TEXT NOT NULL,
      "index" INTEGER NOT NULL CHECK ("index" >= 0),
      "name" TEXT NOT NULL,
      "wnid" TEXT,
      UNIQUE (label_space, "index")
    ) STRICT;
    CREATE TABLE "dataset" (
      "dataset_id" INTEGER PRIMARY KEY,
      "name" TEXT NOT NULL UNIQUE,
      "label_space" TEXT NOT NULL,
      "image_order" TEXT
    ) STRICT;
    CREATE TABLE "image" (
      "image_id" INTEGER PRIMARY KEY,
      "dataset_id" INTEGER NOT NULL REFERENCES dataset,
      "name" TEXT NOT NULL,
      "class_id" INTEGER REFERENCES class,
      "content_hash" TEXT,
      UNIQUE (dataset_id, name)
    ) STRICT;
    CREATE TABLE "image_alias" (
      "dataset_id" INTEGER NOT NULL REFERENCES dataset,
      "alias" TEXT NOT NULL,
      "image_id" INTEGER NOT NULL REFERENCES image,
      PRIMARY KEY (dataset_id, alias, image_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE "annotation_set" (
      "set_id" INTEGER PRIMARY KEY,
      "dataset_id" INTEGER NOT NULL REFERENCES dataset,
      "name" TEXT NOT NULL,
      "format" TEXT NOT NULL,
      "options" TEXT NOT NULL,
      "source_hash" TEXT NOT NULL,
      "annotator_identity" TEXT NOT NULL CHECK (annotator_identity IN ('person', 'position', 'none')),
      "task" TEXT NOT NULL CHECK (task IN ('forced-choice', 'presence', 'graded')),
      "chance" REAL,
      "has_counts" INTEGER NOT NULL CHECK (has_counts IN (0, 1)),
      "partial_weight" REAL,
      "is_default" INTEGER NOT NULL CHECK (is_default IN (0, 1)),
      "rows_read" INTEGER NOT NULL,
      "rows_used" INTEGER NOT NULL,
      "import_counts" TEXT NOT NULL,
      UNIQUE (dataset_id, name)
    ) STRICT;
    CREATE UNIQUE INDEX one_default_set ON annotation_set (dataset_id) WHERE is_default;
    CREATE TABLE "annotator" (
      "annotator_id" INTEGER PRIMARY KEY,
      "set_id" INTEGER NOT NULL REFERENCES annotation_set,
      "name" TEXT NOT NULL,
      UNIQUE (set_id, name)
    ) STRICT;
    CREATE TABLE "answer" (
      "answer_id" INTEGER PRIMARY KEY,
      "set_id" INTEGER NOT NULL REFERENCES annotation_set,
      "image_id" INTEGER NOT NULL REFERENCES image,
      "annotator_id" INTEGER REFERENCES annotator,
      "asked_class_id" INTEGER REFERENCES class,
      "chosen_class_id" INTEGER REFERENCES class,
      "response" TEXT,
      "condition" TEXT,
      "level" REAL,
      "reaction_time" REAL
    ) STRICT;
    CREATE TABLE "tally" (
      "set_id" INTEGER NOT NULL REFERENCES annotation_set,
      "image_id" INTEGER NOT NULL REFERENCES image,
      "class_id" INTEGER NOT NULL REFERENCES class,
      "condition" TEXT,
      "level" REAL,
      "shown" INTEGER NOT NULL CHECK (shown >= 0),
      "selected" REAL NOT NULL CHECK (selected >= 0),
      "partial" INTEGER NOT NULL DEFAULT 0 CHECK (partial >= 0),
      UNIQUE (set_id, image_id, class_id, condition, level)
    ) STRICT;
    CREATE TABLE "image_votes" (
      "set_id" INTEGER NOT NULL REFERENCES annotation_set,
      "image_id" INTEGER NOT NULL REFERENCES image,
      "condition" TEXT,
      "level" REAL,
      "shown" INTEGER NOT NULL,
      "label_entropy" REAL,
      "majority_class_id" INTEGER REFERENCES class,
      "majority_share" REAL,
      UNIQUE (set_id, image_id, condition, level)
    ) STRICT;
    CREATE TABLE "model" (
      "model_id" INTEGER PRIMARY KEY,
      "name" TEXT NOT NULL UNIQUE,
      "kind" TEXT NOT NULL CHECK (kind IN ('network', 'ensemble', 'external'))
    ) STRICT;
    CREATE TABLE "run" (
      "run_id" INTEGER PRIMARY KEY,
      "dataset_id" INTEGER NOT NULL REFERENCES dataset,
      "model_id" INTEGER NOT NULL REFERENCES model,
      "role" TEXT NOT NULL CHECK (role IN ('final', 'checkpoint', 'degraded', 'adversarial', 'head')),
      "condition" TEXT,
      "level" REAL,
      "step" INTEGER,
      "parameters" TEXT NOT NULL,
      "versions" TEXT NOT NULL,
      "inputs" TEXT NOT NULL,
      "identity" TEXT NOT NULL UNIQUE,
      "images" INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX run_of_model ON run (model_id);
    CREATE TABLE "score" (
      "run_id" INTEGER NOT NULL REFERENCES run,
      "image_id" INTEGER NOT NULL REFERENCES image,
      "class_id" INTEGER REFERENCES class,
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
      "predicted_class_id" INTEGER REFERENCES class,
      "correct" INTEGER CHECK (correct IN (0, 1)),
      PRIMARY KEY (run_id, image_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE "external_score" (
      "run_id" INTEGER NOT NULL REFERENCES run,
      "name" TEXT NOT NULL,
      "image_id" INTEGER NOT NULL REFERENCES image,
      "value" REAL,
      "direction" TEXT NOT NULL CHECK (direction IN ('higher-is-harder', 'higher-is-easier')),
      PRIMARY KEY (run_id, name, image_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE "analysis" (
      "analysis_id" INTEGER PRIMARY KEY,
      "name" TEXT NOT NULL UNIQUE,
      "kind" TEXT NOT NULL,
      "notes" TEXT NOT NULL
    ) STRICT;
    CREATE TABLE "correlation" (
      "analysis_id" INTEGER NOT NULL REFERENCES analysis ON DELETE CASCADE,
      "dataset" TEXT NOT NULL,
      "annotation_set" TEXT NOT NULL,
      "human" TEXT NOT NULL,
      "model" TEXT NOT NULL,
      "condition" TEXT,
      "level" REAL,
      "step" INTEGER,
      "score" TEXT NOT NULL,
      "method" TEXT NOT NULL,
      "group" TEXT NOT NULL,
      "covariates" TEXT,
      "n" INTEGER NOT NULL,
      "dropped" INTEGER NOT NULL,
      "ties_x" INTEGER,
      "ties_y" INTEGER,
      "statistic" REAL,
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
      "adjustment" TEXT,
      "family_size" INTEGER,
      "note" TEXT
    ) STRICT;
    CREATE INDEX correlation_of_analysis ON correlation (analysis_id);
    CREATE TABLE "comparison" (
      "analysis_id" INTEGER NOT NULL REFERENCES analysis ON DELETE CASCADE,
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
      "group" TEXT NOT NULL,
      "n" INTEGER NOT NULL,
      "statistic_a" REAL,
      "statistic_b" REAL,
      "statistic_ab" REAL,
      "difference" REAL,
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
      "adjustment" TEXT,
      "family_size" INTEGER,
      "classes" TEXT,
      "note" TEXT
    ) STRICT;
    CREATE INDEX comparison_of_analysis ON comparison (analysis_id);
    CREATE TABLE "estimate" (
      "analysis_id" INTEGER NOT NULL REFERENCES analysis ON DELETE CASCADE,
      "analysis" TEXT NOT NULL,
      "name" TEXT NOT NULL,
      "group" TEXT NOT NULL,
      "value" REAL,
      "low" REAL,
      "high" REAL,
      "n" INTEGER,
      "method" TEXT,
      "p" REAL,
      "log10_p" REAL,
      "note" TEXT
    ) STRICT;
    CREATE INDEX estimate_of_analysis ON estimate (analysis_id);
    CREATE TABLE "series" (
      "analysis_id" INTEGER NOT NULL REFERENCES analysis ON DELETE CASCADE,
      "analysis" TEXT NOT NULL,
      "name" TEXT NOT NULL,
      "x" REAL NOT NULL,
      "value" REAL,
      "low" REAL,
      "high" REAL,
      "n" INTEGER
    ) STRICT;
    CREATE INDEX series_of_analysis ON series (analysis_id);
    CREATE TABLE "extreme_image" (
      "analysis_id" INTEGER NOT NULL REFERENCES analysis ON DELETE CASCADE,
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
    ) STRICT;
    CREATE INDEX extreme_image_of_analysis ON extreme_image (analysis_id);
    CREATE TABLE "claim_verdict" (
      "claim" TEXT PRIMARY KEY,
      "text" TEXT NOT NULL,
      "primary" TEXT NOT NULL,
      "outcome" TEXT,
      "sentence" TEXT NOT NULL
    ) STRICT;
    CREATE TABLE "study_manifest" (
      "study" TEXT PRIMARY KEY,
      "text" TEXT NOT NULL
    ) STRICT;
    CREATE TABLE "source_file" (
      "source_id" INTEGER PRIMARY KEY,
      "path" TEXT NOT NULL,
      "purpose" TEXT NOT NULL,
      "bytes" INTEGER NOT NULL,
      "sha256" TEXT NOT NULL,
      "rows_in" INTEGER,
      "rows_used" INTEGER,
      UNIQUE (path, purpose, sha256)
    ) STRICT;
    CREATE TABLE "command_log" (
      "command_id" INTEGER PRIMARY KEY,
      "command" TEXT NOT NULL,
      "version" TEXT NOT NULL,
      "seed" INTEGER
    ) STRICT;
    CREATE TABLE "column_description" (
      "table_name" TEXT NOT NULL,
      "column_name" TEXT NOT NULL,
      "meaning" TEXT NOT NULL,
      PRIMARY KEY (table_name, column_name)
    ) STRICT, WITHOUT ROWID;
    """
}
