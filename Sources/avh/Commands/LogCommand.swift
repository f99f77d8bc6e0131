import ArgumentParser
import Reports
import Studies
import StudyStore
import StudyValues

/// Shows which commands wrote to a study.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show the commands that wrote to a study, oldest first.",
    discussion: """
      EXAMPLES
        avh log study.db
        avh log study.db --files
        avh log study.db --json

      Neither time nor machine is recorded, so that the same commands make the same
      study. --files lists the files that were read, with their SHA-256.
      """)

  @Argument(help: "The study, an SQLite file.", completion: .file(extensions: ["db"]))
  var database: String

  @Flag(help: "List the files that were read in place of the commands.")
  var files = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    let (columns, rows) = try StudyFile.read(database) { store in
      try store.rows(
        files
          ? "SELECT path, purpose, bytes, rows_in, rows_used, sha256 FROM source_file ORDER BY source_id"
          : "SELECT command_id, version, seed, command FROM command_log ORDER BY command_id")
    }
    try output.write(
      RowTable(columns: columns.map { Column($0) }, rows: rows.map { $0.map(Cell.init) }))
  }
}
