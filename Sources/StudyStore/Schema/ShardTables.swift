/// The tables of runs that were scored in shards, of which only some rows are in the study.
enum ShardTables {
  static let all: [TableDescription] = [shard, globalRank]

  static let shard = TableDescription(
    name: "shard",
    meaning: "One shard of a run: where the scores are of the rows that did not enter the study.",
    columns: [
      ColumnDescription("run_id", "The run."),
      ColumnDescription("shard", "The number of the shard, from 0."),
      ColumnDescription("shards", "The number of shards of the plan."),
      ColumnDescription("plan", "The SHA-256 of the plan's content."),
      ColumnDescription("first_row", "The first row among all rows, from 0."),
      ColumnDescription("rows", "The number of rows."),
      ColumnDescription(
        "rows_in_study", "The rows whose images are in the study, and whose scores are too."),
      ColumnDescription("path", "The file with the scores of all rows."),
      ColumnDescription("bytes", "The size of the file in bytes."),
      ColumnDescription("sha256", "The SHA-256 of the file."),
      ColumnDescription("library", "The BLAS library and processor type that computed it."),
      ColumnDescription("merged_shards", "The number of shards that were merged."),
      ColumnDescription("partial", "1 if shards of the plan were missing when it was merged."),
    ], version: 3)

  static let globalRank = TableDescription(
    name: "global_rank",
    meaning: "The rank of an image's score among all rows of the shards that were merged.",
    columns: [
      ColumnDescription("run_id", "The run."),
      ColumnDescription("image_id", "The image."),
      ColumnDescription("score", "The name of the score."),
      ColumnDescription(
        "rank", "The rank, 1 for the smallest value; equal values have the mean of their ranks."),
      ColumnDescription("ranked", "The number of rows that have the score."),
      ColumnDescription("partial", "1 if shards of the plan were missing when it was merged."),
    ], version: 3)
}
