import ArgumentParser
import Reports
import Shards
import StudyValues

/// Says how far the shards of a plan are.
struct ShardStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say which shards are done, missing, stale or foreign.",
    discussion: """
      EXAMPLES
        avh shard status --plan plan.json
        avh shard status --plan plan.json --json
        avh shard status --plan plan.json --hash

      done      complete, and made from what the plan says
      missing   not run, or not to its end
      stale     made from another input, with another setting or by another method
      foreign   of another plan

      Inputs are compared by size and time, and hashed where these differ; --hash
      reads every input and result. Exit code 1 while a shard is not done.
      """)

  @OptionGroup var plan: PlanOption

  @Flag(name: .customLong("hash"), help: "Compare the SHA-256 of every input and result.")
  var isThorough = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let status = ShardStatus(of: try plan.read(), care: isThorough ? .everything : .quick)
    try output.write(
      RowTable(
        columns: [
          Column("shard", heading: "Shard", kind: .integer),
          Column("first_row", heading: "First row", kind: .integer),
          Column("rows", heading: "Rows", kind: .integer),
          Column("state", heading: "State", kind: .text),
          Column("note", heading: "Note", kind: .text),
          Column("path", heading: "Path", kind: .text),
        ],
        rows: status.entries.map { entry in
          [
            entry.shard.map { .integer($0) } ?? .missing,
            entry.shard == nil ? .missing : .integer(entry.rows.lowerBound),
            entry.shard == nil ? .missing : .integer(entry.rows.count),
            .text(entry.state.rawValue), Cell(entry.reason), .text(entry.path),
          ]
        }))
    let counts = ShardStatus.State.allCases.map { ($0, status.count($0)) }.filter { $0.1 > 0 }
    Messages.note(
      "avh: \(counts.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", "))",
      quiet: common.quiet)
    if !status.isComplete { throw ExitCode(ExitStatus.failure) }
  }
}
