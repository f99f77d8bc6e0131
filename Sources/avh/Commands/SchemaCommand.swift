import StudyValues
import ArgumentParser
import Reports
import Studies
import StudyStore

/// Shows the schema of a study.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Show the columns of a table or view, or the whole schema as SQL.",
    discussion: """
      EXAMPLES
        avh schema study.db image_hardness
        avh schema study.db
      """)

  @Argument(help: "The study, an SQLite file.", completion: StudyCompletion.study)
  var database: String

  @Argument(
    help: "A table or view; the whole schema otherwise.", completion: StudyCompletion.tables)
  var table: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let table else {
      let statements = try StudyFile.read(database) { try $0.schema() }
      try output.deliver { try $0(statements.map { $0 + ";\n" }.joined()) }
      return
    }
    let found = try StudyFile.read(database) { try $0.table(named: table) }
    try output.write(
      RowTable(
        columns: [
          Column("column", heading: "Column", kind: .text),
          Column("type", heading: "Type", kind: .text),
          Column("meaning", heading: "Meaning", kind: .text),
        ],
        rows: found.columns.map { [.text($0.name), .text($0.type), .text($0.meaning)] }))
  }
}
