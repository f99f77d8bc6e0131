import GRDB

/// One shard of a merged run, as the study keeps it.
package struct StoredShard: Equatable, Sendable {
  /// The number of the shard, from 0.
  package var shard: Int
  /// The rows among all rows.
  package var rows: Range<Int>
  /// The rows whose images are in the study.
  package var rowsInStudy: Int
  /// The file with the scores of all rows.
  package var path: String
  /// The size of the file in bytes.
  package var bytes: Int
  /// The SHA-256 of the file.
  package var sha256: String
  /// The BLAS library and processor type.
  package var library: String

  /// Creates a description.
  package init(
    shard: Int, rows: Range<Int>, rowsInStudy: Int, path: String, bytes: Int, sha256: String,
    library: String
  ) {
    self.shard = shard
    self.rows = rows
    self.rowsInStudy = rowsInStudy
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
    self.library = library
  }
}

/// The ranks of one score over all rows, of the images that are in the study.
package struct GlobalRankColumn: Sendable {
  /// The name of the score.
  package var score: String
  /// The number of rows that have the score.
  package var ranked: Int
  /// The keys of the images with their ranks.
  package var ranks: [(image: Int64, rank: Double)]

  /// Creates a column.
  package init(score: String, ranked: Int, ranks: [(image: Int64, rank: Double)]) {
    self.score = score
    self.ranked = ranked
    self.ranks = ranks
  }
}

extension StudyStore {
  /// Stores the shards of a run and the ranks over all their rows, in place of earlier ones.
  ///
  /// - Parameters:
  ///   - shards: The shards that were merged.
  ///   - count: The number of shards of the plan; fewer merged ones make every row partial.
  ///   - plan: The SHA-256 of the plan's content.
  ///   - ranks: The ranks of the images that are in the study.
  ///   - runID: The key of the run.
  /// - Throws: An error of SQLite.
  package func store(
    _ shards: [StoredShard], of count: Int, plan: String, ranks: [GlobalRankColumn],
    runID: Int64
  ) throws {
    let isPartial = shards.count < count
    try write { database in
      try database.execute(sql: "DELETE FROM shard WHERE run_id = ?", arguments: [runID])
      try database.execute(sql: "DELETE FROM global_rank WHERE run_id = ?", arguments: [runID])
      for shard in shards {
        try database.execute(
          sql: """
            INSERT INTO shard (run_id, shard, shards, plan, first_row, rows, rows_in_study, path,
              bytes, sha256, library, merged_shards, partial)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            runID, shard.shard, count, plan, shard.rows.lowerBound, shard.rows.count,
            shard.rowsInStudy, shard.path, shard.bytes, shard.sha256, shard.library, shards.count,
            isPartial,
          ])
      }
      var insert = try BulkInsert(
        database, table: "global_rank",
        columns: ["run_id", "image_id", "score", "rank", "ranked", "partial"])
      for column in ranks {
        for (image, rank) in column.ranks {
          try insert.append { row in
            row.integer(runID)
            row.integer(image)
            row.text(column.score)
            row.real(rank)
            row.integer(Int64(column.ranked))
            row.integer(isPartial ? 1 : 0)
          }
        }
      }
      try insert.finish()
    }
  }
}
