/// The tables of where everything came from, and of what everything means.
enum ProvenanceTables {
  static let all: [TableDescription] = [manifest, sourceFile, commandLog, columnDescription]

  static let manifest = TableDescription(
    name: "study_manifest", meaning: "The resolved manifest of a study run in this file.",
    columns: [
      ColumnDescription("study", "The study's identifier."),
      ColumnDescription("text", "The manifest with every default filled in."),
    ])

  static let sourceFile = TableDescription(
    name: "source_file", meaning: "One input file that was read into the study.",
    columns: [
      ColumnDescription("source_id", "The key."),
      ColumnDescription("path", "The path as it was given."),
      ColumnDescription("purpose", "What the file was read as."),
      ColumnDescription("bytes", "The size in bytes."),
      ColumnDescription("sha256", "The SHA-256 of the file."),
      ColumnDescription("rows_in", "The rows of the file."),
      ColumnDescription("rows_used", "The rows that were used."),
    ])

  static let commandLog = TableDescription(
    name: "command_log", meaning: "One command that wrote to the study.",
    columns: [
      ColumnDescription("command_id", "The key, in order of time."),
      ColumnDescription("command", "The command line."),
      ColumnDescription("version", "The version of the tool."),
      ColumnDescription("seed", "The seed of its random numbers, where it used any."),
    ])

  static let columnDescription = TableDescription(
    name: "column_description", meaning: "What each table, view and column means.",
    columns: [
      ColumnDescription("table_name", "The table or view."),
      ColumnDescription("column_name", "The column; empty for the table itself."),
      ColumnDescription("meaning", "What it means."),
    ])
}
