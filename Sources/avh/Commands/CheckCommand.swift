import Files
import StudyValues
import ArgumentParser
import Foundation
import Reports
import Studies
import StudyStore

/// Checks a study's alignment, or the statistics themselves.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a study's alignment, or the statistics against known answers.",
    discussion: """
      EXAMPLES
        avh check study.db
        avh check statistics cases.json --json

      Exit code 1 when something is found.
      """,
    subcommands: [CheckStudyCommand.self, CheckStatisticsCommand.self],
    defaultSubcommand: CheckStudyCommand.self)
}

/// The alignment doctor over a stored study.
struct CheckStudyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study", abstract: "Look for silently misjoined data in a study (the default).",
    discussion: """
      EXAMPLES
        avh check study.db
        avh check study.db --json

      Compares images, classes, counts, predictions and norms of everything stored,
      and names the likely cause of what does not fit: shifted rows, exchanged
      classes, another numbering, probabilities in place of counts, negative
      controls in place of targets. Exit code 1 when something is found.
      """)

  @Argument(help: "The study, an SQLite file.", completion: StudyCompletion.study)
  var database: String

  @Option(help: "One data set; all otherwise.")
  var dataset: String?

  @Flag(name: .shortAndLong, help: "Say nothing but errors and the table.")
  var quiet = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    let check = try StudyFile.read(database) { try StoredStudyCheck($0, dataset: dataset) }
    var rows = RowTable(check.lines)
    if output.isFitted {
      // What was found comes first, since a terminal leaves out the last columns.
      rows = rows.selecting([
        "severity", "check", "subject", "sentence", "examples", "dataset", "count",
      ])
    }
    try output.write(rows)
    Messages.note(
      check.findings == 0
        ? "avh: nothing was found" : "avh: \(check.findings, "finding")", quiet: quiet)
    if check.findings > 0 { throw ExitCode(ExitStatus.failure) }
  }
}

/// Runs a file of known answers.
struct CheckStatisticsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statistics", abstract: "Compare the statistics with a file of known answers.",
    discussion: """
      EXAMPLES
        avh check statistics cases.json
        avh check statistics cases.json --json --allow-incomplete

      Prints each miss and a summary. With --json prints every computed value, so
      that another program can compare. Exit code 1 when a case fails, or is not
      computed unless --allow-incomplete.
      """)

  @Argument(help: "The file of cases, JSON; - for standard input.")
  var cases: String

  @Flag(help: "Print every computed value as JSON.")
  var json = false

  @Flag(
    name: .customLong("allow-incomplete"),
    help: "Cases that are not computed, wholly or in part, do not fail.")
  var allowIncomplete = false

  func run() throws {
    let report = try KnownAnswers.run(
      path: StandardInput.path(cases), allowIncomplete: allowIncomplete)
    if json {
      try OutputOptions.print(
        String(decoding: try report.json(), as: UTF8.self) + "\n", isData: true)
      Messages.note(report.summary, quiet: false)
    } else {
      for miss in report.misses { try OutputOptions.print(miss + "\n") }
      try OutputOptions.print(report.summary + "\n")
    }
    if !report.passes { throw ExitCode(ExitStatus.failure) }
  }
}
