import ArgumentParser
import Files
import Foundation
import Reports
import Studies

/// Writes a part of a study in a form that other programs read.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write answers in a form that other programs read.",
    discussion: """
      EXAMPLES
        avh export study.db --irw -o answers.csv
        avh export study.db --irw --set crowd | gzip > answers.csv.gz

      A table is comma separated. A file appears when it is complete, and one that is
      there already is never replaced.
      """)

  @Argument(help: "The study, an SQLite file.")
  var database: String

  @Flag var kind: ExportKind

  @Option(help: "The data set; the only one of the study when left out.")
  var dataset: String?

  @Option(help: "The annotation set; the default one when left out.")
  var set: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The file; standard output when left out or -.")
  var path: String?

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  func run() throws {
    if let path, path != "-" { try TextPlace.requireFree(path) }
    try StudyFile.read(database) { store in
      let table = try kind.table(ExportRequest(store: store, dataset: dataset, set: set))
      try TextPlace.deliver(to: path) { try write(table, $0) }
      for note in table.notes { Messages.note("avh: \(note)", quiet: quiet) }
    }
  }

  private func write(_ table: ExportedTable, _ append: @escaping (String) throws -> Void) throws {
    var writer = RowWriter(columns: table.columns, format: .csv, to: append)
    try table.forEachRow { try writer.write($0) }
    try writer.finish()
  }
}
