import Analyses
import ArgumentParser
import Reports
import Studies
import StudyStore

/// Writes the report of a stored study.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write the report of a study that is in a database.",
    discussion: """
      EXAMPLES
        avh report study.db --out report
        avh report out/cifar10h/study.db --out report --format html,json

      A database that avh study run made is reported from its stored results. One
      that was filled by hand gets the usual analyses: votes, networks, the
      correlation of every score with HSF, AVH against confidence, and the images on
      which people and networks disagree most.
      """)

  @Argument(help: "The study, an SQLite file.")
  var database: String

  @Option(help: "The folder of the report.")
  var out: String

  @Option(help: "What to write, comma separated: html, md, tex, json, csv.")
  var format: String?

  @Option(help: "The data set; needed when the study has several.")
  var dataset: String?

  @OptionGroup var tests: TestOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let formats = try ReportFormats.parse(format)
    let quiet = common.quiet
    var usual = StoredStudy.Usual()
    usual.dataset = dataset
    usual.decisions = tests.decisions
    usual.threads = common.threads
    usual.command = CommandText.words
    usual.progress = { Messages.note("avh: \($0)", quiet: quiet) }
    try ReportOutput.check(out)
    let result = try StudyFile.read(database) { store in
      for known in try store.datasets() where dataset == nil || known.name == dataset {
        try Messages.noteCure(for: known.name, in: store, human: [.hsf], quiet: quiet)
      }
      return try StoredStudy(store: store).result(usual: usual)
    }
    let written = try ReportOutput.write(result, formats: formats, to: out)
    for warning in written.warnings { Messages.note("avh: \(warning)", quiet: quiet) }
    try OutputOptions.print(
      "report: \(out)/\(formats.contains(.html) ? "index.html" : "")\n")
  }
}
