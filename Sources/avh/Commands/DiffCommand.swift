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
    if !shown.isEmpty || !output.isForReading {
      try output.write(output.isFitted ? Self.reading(shown) : RowTable(shown))
    }
    let parts = StudyComparison.parts.compactMap { part -> String? in
      guard let compared = comparison.compared[part], compared > 0 else { return nil }
      return "\(part) \(comparison.differences.count { $0.part == part }) of \(compared)"
    }
    Messages.note("avh: differences: \(parts.joined(separator: ", "))", quiet: quiet)
    guard comparison.differences.isEmpty else { throw ExitCode(ExitStatus.failure) }
  }

  /// The part, what it is of, and the two values: what changed has room on a narrow terminal too.
  private static func reading(_ differences: [StudyComparison.Difference]) -> RowTable {
    RowTable(
      columns: [
        Column("part", heading: "Part", kind: .text), Column("what", heading: "What", kind: .text),
        Column("a", heading: "A", kind: .text), Column("b", heading: "B", kind: .text),
      ],
      rows: differences.map { difference in
        let what = [difference.place, difference.row, difference.field].compactMap(\.self)
          .filter { !$0.isEmpty }
        return [
          .text(difference.part), .text(what.joined(separator: ": ")),
          Cell(difference.first.map(short)), Cell(difference.second.map(short)),
        ]
      })
  }

  /// The beginning of a digest, which tells it from others; everything else as it is.
  private static func short(_ value: String) -> String {
    value.count == 64 && value.allSatisfy(\.isHexDigit) ? "\(value.prefix(12))…" : value
  }
}
