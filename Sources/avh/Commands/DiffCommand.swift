import ArgumentParser
import Reports
import Studies
import StudyValues

/// Says what differs between two studies.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Say what changed between two studies.",
    discussion: """
      EXAMPLES
        avh diff before.db after.db
        avh diff out/old/study.db out/new/study.db --json

      Compares inputs, manifests, votes, scores, results and verdicts, each row with
      the one of its keys. Exit code 0 when nothing differs, 1 when something does.
      The table for reading has up to 12 differences of each part; --json, --nl,
      --csv and --tsv have all of them.
      """)

  @Argument(help: "A study, an SQLite file.")
  var first: String

  @Argument(help: "Another one.")
  var second: String

  @Option(help: "The relative difference below which numbers are equal.")
  var tolerance = 1e-9

  @Flag(name: .shortAndLong, help: "Say nothing but errors and the differences.")
  var quiet = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard tolerance >= 0, tolerance.isFinite else {
      throw ValidationError("--tolerance must be a number, 0 or more.")
    }
  }

  func run() throws {
    let comparison = try StudyFile.read(first) { first in
      try StudyFile.read(second) { second in
        try StudyComparison(first, second, tolerance: tolerance)
      }
    }
    var shown = comparison.differences
    if output.isForReading {
      shown = StudyComparison.parts.flatMap { part in
        comparison.differences.filter { $0.part == part }.prefix(12)
      }
    }
    if !shown.isEmpty || !output.isForReading { try output.write(RowTable(shown)) }
    let parts = StudyComparison.parts.compactMap { part -> String? in
      guard let compared = comparison.compared[part], compared > 0 else { return nil }
      return "\(part) \(comparison.differences.count { $0.part == part }) of \(compared)"
    }
    Messages.note("avh: differences: \(parts.joined(separator: ", "))", quiet: quiet)
    guard comparison.differences.isEmpty else { throw ExitCode(ExitStatus.failure) }
  }
}
