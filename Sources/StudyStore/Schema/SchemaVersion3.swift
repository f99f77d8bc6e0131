import GRDB

/// The schema of the third version.
///
/// This text never changes. Runs that were scored in shards have a row for each shard, which says where
/// the rows are that did not enter the study, and the ranks of their images among all rows.
enum SchemaVersion3 {
  static func apply(to database: Database) throws {
    for table in added { try table.create(in: database) }
  }

  /// Every table of this version, of which a new study is made.
  static let tables = SchemaVersion2.kept + SchemaVersion2.results + added

  static let added: [TableText] = [
    TableText(
      "shard",
      """
      (
        "run_id" INTEGER NOT NULL REFERENCES run (run_id),
        "shard" INTEGER NOT NULL,
        "shards" INTEGER NOT NULL,
        "plan" TEXT NOT NULL,
        "first_row" INTEGER NOT NULL,
        "rows" INTEGER NOT NULL,
        "rows_in_study" INTEGER NOT NULL,
        "path" TEXT NOT NULL,
        "bytes" INTEGER NOT NULL,
        "sha256" TEXT NOT NULL,
        "library" TEXT NOT NULL,
        "merged_shards" INTEGER NOT NULL,
        "partial" INTEGER NOT NULL CHECK (partial IN (0, 1)),
        PRIMARY KEY (run_id, shard)
      ) STRICT, WITHOUT ROWID
      """),
    TableText(
      "global_rank",
      """
      (
        "run_id" INTEGER NOT NULL REFERENCES run (run_id),
        "image_id" INTEGER NOT NULL REFERENCES image (image_id),
        "score" TEXT NOT NULL,
        "rank" REAL NOT NULL,
        "ranked" INTEGER NOT NULL,
        "partial" INTEGER NOT NULL CHECK (partial IN (0, 1)),
        PRIMARY KEY (run_id, score, image_id)
      ) STRICT, WITHOUT ROWID
      """),
  ]
}
