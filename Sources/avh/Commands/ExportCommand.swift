import ArgumentParser
import Exports
import Files
import Foundation
import Reports
import Studies
import StudyValues

/// Writes a part of a study in a form that other programs read.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a study in a form that other programs read.",
    discussion: """
      EXAMPLES
        avh export study.db --csv -o images.csv
        avh export study.db --irw --set crowd | gzip > answers.csv.gz
        avh export study.db --npz -o images.npz
        avh export study.db --datasette -o pages && datasette pages
        avh export study.db --croissant -o published \\
            --license https://creativecommons.org/licenses/by/4.0/ --creator "A lab"

      Tables go to standard output without -o; all other forms need it. What is
      written appears when it is complete, and nothing that is there already is
      replaced.
      """)

  @Argument(help: "The study, an SQLite file.", completion: StudyCompletion.study)
  var database: String

  @Flag var kind: ExportKind

  @Option(
    help: "The data set; the only one of the study when left out.",
    completion: StudyCompletion.datasets)
  var dataset: String?

  @Option(
    help: "The annotation set; the default one when left out.", completion: StudyCompletion.sets)
  var set: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The file or folder; standard output when left out or -.")
  var path: String?

  @Option(help: "The title; that of the study when left out.")
  var title: String?

  @Option(help: "The address of the licence of votes and scores.")
  var license: String?

  @Option(help: "Who publishes them.")
  var creator: String?

  @Option(help: "Where they are published.")
  var url: String?

  @Option(help: "The day of publication, as 2026-01-31; today when left out.")
  var date: String?

  @OptionGroup var dry: DryRunOption

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    if let date, (try? Date(date, strategy: .iso8601.year().month().day())) == nil {
      throw ValidationError("--date is '\(date)' but must be a day, as 2026-01-31.")
    }
    if case .rows = kind.product { return }
    if path == nil || path == "-" {
      throw ValidationError("--\(kind.name) needs -o, the file or folder to write.")
    }
  }

  func run() throws {
    if let path, path != "-" { try TextPlace.requireFree(path) }
    try StudyFile.read(database) { store in
      var publication = ExportRequest.Publication()
      publication.title = title
      publication.license = license
      publication.creator = creator
      publication.url = url
      publication.date = date ?? Date.now.formatted(.iso8601.year().month().day())
      let request = try ExportRequest(
        store: store, dataset: dataset, set: set, publication: publication)
      if dry.isDry { return try rehearse(request) }
      for note in try write(request) { Messages.note("avh: \(note)", quiet: quiet) }
    }
  }

  /// Says what would be written.
  private func rehearse(_ request: ExportRequest) throws {
    if let path, path != "-" { try ReportFolder.requireRoom(at: path) }
    if case .rows(_, let open) = kind.product {
      let table = try open(request)
      var rows = 0
      try table.forEachRow { _ in rows += 1 }
      let columns = table.columns.map(\.name).joined(separator: ", ")
      try OutputOptions.print("\(rows, "row") of \(columns)\n")
    } else {
      try OutputOptions.print("write  \(path ?? "")\n")
    }
    dry.note(quiet: quiet)
  }

  /// Writes what was asked for and gives back what a user must know.
  private func write(_ request: ExportRequest) throws -> [String] {
    switch kind.product {
    case .rows(let format, let open):
      let table = try open(request)
      try TextPlace.deliver(to: path) { try write(table, as: format, $0) }
      return table.notes
    case .file(let make): return try make(request, path ?? "")
    case .folder(let make):
      let scratch = Scratch(beside: path ?? "")
      try scratch.makeFolder()
      let notes = try make(request, scratch.path)
      try scratch.move()
      return notes
    }
  }

  private func write(
    _ table: ExportedTable, as format: OutputFormat, _ append: @escaping (String) throws -> Void
  ) throws {
    var writer = RowWriter(columns: table.columns, format: format, keepsTexts: true, to: append)
    try table.forEachRow { try writer.write($0) }
    try writer.finish()
  }
}
