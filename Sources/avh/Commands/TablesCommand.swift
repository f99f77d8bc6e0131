import StudyValues
import ArgumentParser
import Reports
import Studies
import StudyStore

/// Lists the tables and views of a study.
struct TablesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables", abstract: "List the views and tables of a study.",
    discussion: """
      EXAMPLES
        avh tables study.db

      Views for people come first: image_hardness has what people said beside the
      scores.
      """)

  @Argument(help: "The study, an SQLite file.", completion: StudyCompletion.study)
  var database: String

  @OptionGroup var output: OutputOptions

  func run() throws {
    let tables = try StudyFile.read(database) { try $0.tables() }
    try output.write(
      RowTable(
        columns: [
          Column("name", heading: "Name", kind: .text),
          Column("kind", heading: "Kind", kind: .text),
          Column("rows", heading: "Rows", kind: .integer),
          Column("meaning", heading: "One row is", kind: .text),
        ],
        rows: tables.map {
          [.text($0.name), .text($0.isView ? "view" : "table"), Cell($0.rows), .text($0.meaning)]
        }))
  }
}
