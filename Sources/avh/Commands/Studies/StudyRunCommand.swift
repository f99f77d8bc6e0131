import ArgumentParser
import Foundation
import Reports
import Studies
import StudyValues

/// Runs a study: import, score, analyse, report.
struct StudyRunCommand: CommonCommand, GoesOn {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a study from an empty database to the finished report.",
    discussion: """
      EXAMPLES
        avh study run Studies/quickstart --out out/quickstart
        avh study run Studies/cifar10h --data data --out out/cifar10h --dry-run
        avh study run Studies/cifar10h --data data --out out/cifar10h

      Writes study.db and the folder report into --out. Everything is computed anew
      and put there when it is complete. What the same study made there before is
      replaced; what another study or a person made is not, unless --replace is
      given.
      """)

  static var goesOn: String {
    "what was in --out before is still there, the run begins anew with"
  }

  @Argument(help: "The folder of the study, or its study.yml.", completion: .file())
  var study: String

  @Option(help: "The folder of data files; AVH_DATA when it is set, else data.")
  var data: String?

  @Option(help: "The folder for the database and the report; out/<id> by default.")
  var out: String?

  @Option(
    parsing: .unconditional, help: "The seed of everything random, in place of the manifest's.")
  var seed: UInt64?

  @Option(help: "What to write, comma separated: html, md, tex, json, csv.")
  var format: String?

  @Flag(help: "Replace also what this study did not make.")
  var replace = false

  @Flag(help: "Print the resolved manifest as JSON and stop.")
  var resolve = false

  @OptionGroup var dry: DryRunOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let file = StudyRunner.manifestFile(study)
    let folder = data ?? ProcessInfo.processInfo.environment["AVH_DATA"]
    let formats = try ReportFormats.parse(format)
    let id = URL(filePath: file).deletingLastPathComponent().lastPathComponent
    let place = out ?? "out/\(id)"
    let quiet = common.quiet
    if resolve {
      try OutputOptions.print(
        try StudyManifest(path: file).resolved(seed: seed).json() + "\n", isData: true)
      return
    }
    if dry.isDry {
      let plan = try StudyPlan(
        file: file, data: folder, out: place, replaces: replace, seed: seed)
      try OutputOptions.print(RowTable(plan.steps).withoutEmptyColumns().text(as: .table))
      dry.note(quiet: quiet)
      if let missing = plan.missing { throw missing }
      return
    }
    let (result, written) = try StudyPlace.run(
      file, data: folder, out: place, formats: formats, threads: common.threads, seed: seed,
      replaces: replace, command: ["avh"] + CommandLine.arguments.dropFirst(),
      progress: { [style = common.progress.style] in
        ProgressMeter.stage($0, style: style, quiet: quiet)
      })
    for warning in written.warnings { Messages.note("avh: \(warning)", quiet: quiet) }
    for sentence in written.summary { try OutputOptions.print("\(sentence)\n") }
    for verdict in result.verdicts {
      let parts = [
        verdict.word, verdict.sentence,
        verdict.detectable.map { "Detectable with 80 % power: \($0)" },
        verdict.beside.map { "Beside it: \($0)" },
      ]
      try OutputOptions.print(
        "\(verdict.claim): \(Typography.prose(parts.compactMap(\.self).joined(separator: ". ")))\n")
    }
    try OutputOptions.print("database: \(place)/study.db\n")
    try OutputOptions.print(
      "report:   \(place)/report/\(formats.contains(.html) ? "index.html" : "")\n")
  }
}

/// Runs one study to a finished folder.
enum StudyPlace {
  static func run(
    _ manifest: String, data: String?, out: String, formats: Set<ReportFormat>, threads: Int,
    seed: UInt64?, replaces: Bool, command: [String],
    progress: @escaping @Sendable (String) -> Void
  ) throws -> (StudyResult, ReportWriter.Outcome) {
    let study = try StudyManifest(path: manifest)
    let folder = try ResultFolder(
      out, maker: "study \(study.id)",
      entries: ResultFolder.entries(of: study), replaces: replaces)
    let runner = try StudyRunner(
      path: manifest,
      options: .init(
        data: data, out: folder.workplace, place: out, threads: threads, seed: seed,
        command: command, progress: progress))
    let result = try runner.run(database: folder.workplace + "/study.db")
    let written = try ReportOutput.write(result, formats: formats, to: folder.workplace + "/report")
    try folder.finish()
    return (result, written)
  }
}

/// The list of report formats on the command line.
enum ReportFormats {
  /// Reads a comma separated list; all formats when there is none.
  static func parse(_ text: String?) throws -> Set<ReportFormat> {
    guard let text else { return Set(ReportFormat.allCases) }
    return try Set(
      text.split(separator: ",").map { word in
        guard let format = ReportFormat(rawValue: String(word)) else {
          throw ValidationError(
            "--format has '\(word)', but knows "
              + ReportFormat.allCases.map(\.rawValue).joined(separator: ", ") + ".")
        }
        return format
      })
  }
}
