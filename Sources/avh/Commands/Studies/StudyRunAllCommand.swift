import StudyValues
import ArgumentParser
import Files
import Foundation
import Reports
import Studies

/// Runs every study of a folder.
struct StudyRunAllCommand: CommonCommand, GoesOn {
  static let configuration = CommandConfiguration(
    commandName: "run-all",
    abstract: "Run every study of a folder and write one table of verdicts.",
    discussion: """
      EXAMPLES
        avh study run-all Studies --data data --out out \\
            --results Studies/RESULTS.md

      Each study gets a folder below --out with its database and report. A study
      whose files are missing is listed with what is missing. Exit code 1 when a
      study fails.
      """)

  static var goesOn: String {
    "the studies that are complete stay in --out; run all of them again with"
  }

  @Argument(help: "The folder of the studies.")
  var folder: String

  @Option(help: "The folder of data files; AVH_DATA when it is set, else data.")
  var data: String?

  @Option(help: "The folder for databases and reports.")
  var out = "out"

  @Option(help: "The Markdown file for the table of verdicts.")
  var results: String

  @Option(
    parsing: .unconditional, help: "The seed of everything random, in place of the manifests'.")
  var seed: UInt64?

  @Option(help: "What reports to write, comma separated: html, md, tex, json, csv.")
  var format: String?

  @Flag(help: "Replace also what the studies did not make.")
  var replace = false

  @OptionGroup var dry: DryRunOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let formats = try ReportFormats.parse(format)
    let place = data ?? ProcessInfo.processInfo.environment["AVH_DATA"] ?? "data"
    let collection = try StudyCollection(folder: folder, data: place)
    if dry.isDry {
      for member in collection.members {
        let problem = member.missing ?? member.problem
        try OutputOptions.print(
          problem.map { "skip  \(member.id): \($0)\n" } ?? "run   \(out)/\(member.id)\n")
      }
      try OutputOptions.print("write \(results)\n")
      return dry.note(quiet: common.quiet)
    }
    var rows: [StudyCollection.Row] = []
    var failures = 0
    for member in collection.members {
      let link = RelativePath.from(results, to: "\(folder)/\(member.id)")
      if let reason = member.missing {
        Messages.note("avh: \(member.id) is not run; \(reason)", quiet: common.quiet)
        rows.append(.row(of: member, reason: reason, link: link))
        continue
      }
      if let problem = member.problem {
        failures += 1
        Messages.error("\(member.id): \(problem)")
        rows.append(.row(of: member, reason: "Failed: \(problem)", link: link))
        continue
      }
      do {
        let result = try run(member, data: place, formats: formats)
        rows += StudyCollection.Row.rows(of: result, link: link)
      } catch {
        guard ExitStatus.code(for: error) != nil else { throw error }
        failures += 1
        Messages.error("\(member.id): \(error)")
        rows.append(.row(of: member, reason: "Failed: \(error)", link: link))
      }
    }
    try ResultsPage.write(rows, to: results)
    try OutputOptions.print("results: \(results)\n")
    if failures > 0 { throw ExitCode(ExitStatus.failure) }
  }

  private func run(
    _ member: StudyCollection.Member, data: String, formats: Set<ReportFormat>
  ) throws -> StudyResult {
    let quiet = common.quiet
    let (result, written) = try StudyPlace.run(
      member.manifest, data: data, out: "\(out)/\(member.id)", formats: formats,
      threads: common.threads, seed: seed, replaces: replace, command: CommandText.words,
      progress: { [style = common.progress.style] in
        ProgressMeter.stage("\(member.id): \($0)", style: style, quiet: quiet)
      })
    for warning in written.warnings { Messages.note("avh: \(warning)", quiet: quiet) }
    return result
  }
}

/// The page of verdicts over all studies.
enum ResultsPage {
  /// Writes the page.
  static func write(_ rows: [StudyCollection.Row], to path: String) throws {
    let table = RowTable(
      columns: [
        Column("claim", heading: "Claim", kind: .text),
        Column("for_what", heading: "For what", kind: .text),
        Column("predicted", heading: "Predicted", kind: .text),
        Column("outcome", heading: "Outcome", kind: .text),
        Column("detectable", heading: "Smallest detectable", kind: .text),
      ],
      rows: rows.map { row in
        let claim = [row.claim, row.paper].compactMap(\.self).joined(separator: ": ")
        let outcome = [row.verdict, row.here, row.beside.map { "Beside it: \($0)" }]
          .compactMap(\.self).joined(separator: ". ")
        return [
          .text(claim), Cell(row.subject), Cell(row.prediction),
          .text(Typography.prose(outcome)), Cell(row.detectable.map { Typography.prose($0) }),
        ]
      })
    // Cells are escaped, so the links stand outside of the table of cells.
    let links = ["| Study", "| ---"] + rows.map { "| [\($0.study)](\($0.link))" }
    let lines = zip(links, table.text(as: .github).split(separator: "\n")).map { "\($0) \($1)\n" }
    let text = """
      # Results

      One row a claim of the paper, judged by the one estimand that the study's manifest named before the run.
      *For what* is what the outcome speaks about: the sample, the number of units, the networks. *Smallest
      detectable* is the difference that would have been found with 80 % power. Each claim of a study is judged
      on its own, nothing is adjusted over claims. Written by `avh study run-all`; do not edit.

      \(lines.joined())
      """
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw StudyError.cannotCreate(path: path, reason: error.systemReason)
    }
  }
}

/// Paths relative to a file, for links.
enum RelativePath {
  /// The path of `target` as a link in the file `page` writes it.
  static func from(_ page: String, to target: String) -> String {
    func parts(_ path: String) -> [String] {
      URL(filePath: path).standardizedFileURL.absoluteURL.pathComponents
    }
    let here = parts(page).dropLast()
    let there = parts(target)
    let common = zip(here, there).prefix { $0 == $1 }.count
    let up = [String](repeating: "..", count: here.count - common)
    return (up + there.dropFirst(common)).joined(separator: "/")
  }
}
