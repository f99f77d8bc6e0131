import ArgumentParser
import Networks
import Shards
import Studies
import StudyStore
import StudyValues

/// Merges the shards of a plan into a study.
struct MergeCommand: CommonCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join the shards of a plan and put annotated images into a study.",
    discussion: """
      EXAMPLES
        avh merge --plan plan.json --into study.db
        avh merge --plan plan.json --into study.db --ranks avh,margin
        avh merge --plan plan.json --into study.db --allow-partial

      Rows whose images the data set has enter the study as those of avh score do.
      All others stay in the files of the shards, each with a row in the table shard.
      Ranks over all rows are written beside the scores of each shard, and for images
      of the study into the table global_rank. A shard that is missing, stale or
      foreign, and an id that is there twice, end the merge, and the study is as
      before. --allow-partial leaves missing shards out; every result then says so.
      """)

  @OptionGroup var plan: PlanOption

  @Option(help: "The study, an SQLite file.")
  var into: String

  @Option(help: "The data set; needed when the study has several.")
  var dataset: String?

  @Option(help: "The name of the network; that of the plan when it is not given.")
  var model: String?

  @Option(help: "The scores that are ranked over all rows, comma separated; none for no ranks.")
  var ranks: CommaList<String>?

  @Flag(name: .customLong("allow-partial"), help: "Leave missing shards out.")
  var allowsPartial = false

  @Flag(help: "Replace a run of the same network.")
  var replace = false

  @OptionGroup var dry: DryRunOption
  @OptionGroup var common: CommonOptions
  @OptionGroup var waiting: WaitOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let quiet = common.quiet
    let plan = try plan.read()
    var request = ShardMerge.Request()
    request.dataset = dataset
    request.model = model
    request.ranks = try ranks.map { try Self.scores($0.values, of: plan) }
    request.allowsPartial = allowsPartial
    request.replaces = replace
    request.isDry = dry.isDry
    request.command = CommandText.line
    request.progress = { Messages.note("avh: \($0)", quiet: quiet) }
    let outcome = try StudyFile.change(
      into, access: waiting.access(quiet: quiet), isDry: dry.isDry
    ) { store in try ShardMerge(plan, into: store).run(request) }
    guard case .stored(let counts) = outcome.run else {
      Messages.note(
        "avh: nothing to do: the same shards were merged before", quiet: quiet)
      return
    }
    let share = outcome.shards < outcome.planned ? "of \(outcome.planned): partial" : nil
    try output.write(
      ScoreRows.table(
        outcome.summary, counts,
        behind: [
          ("shards merged", .integer(outcome.shards), share),
          ("rows merged", .integer(outcome.rows), nil),
          ("rows in the study", .integer(outcome.rowsInStudy), nil),
        ] + outcome.ranked.map { ("rows ranked by \($0.score)", .integer($0.rows), nil) }))
    for warning in outcome.warnings { Messages.note("avh: \(warning)", quiet: quiet) }
    dry.note(quiet: quiet)
  }

  private static func scores(_ names: [String], of plan: ShardPlan) throws -> [Score] {
    guard names != ["none"] else { return [] }
    return try names.map { name in
      guard let score = Score.named(name) else {
        throw StudyError.unknownName(
          kind: KnownName.score, name: name, known: plan.scores.map(\.name),
          location: KnownName.commandLine)
      }
      return score
    }
  }
}
