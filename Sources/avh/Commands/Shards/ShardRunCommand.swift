import ArgumentParser
import Files
import Foundation
import Shards

/// Scores shards of a plan.
struct ShardRunCommand: CommonCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Score a shard of a plan, or all that are missing.",
    discussion: """
      EXAMPLES
        avh shard run --plan plan.json --shard 17
        avh shard run --plan plan.json --all
        avh shard run --plan plan.json --offset 1001    (in a Slurm array)

      Without --shard and --all the shard is the element of the Slurm array that this
      process is, plus --offset. How many shards there are is what the plan says. A
      shard that is done is left as it is. It can be killed at any moment and run
      again.
      """)

  @OptionGroup var plan: PlanOption

  @Option(parsing: .unconditional, help: "The number of the shard, from 0.")
  var shard: Int?

  @Flag(help: "Run every shard that is not done, on all processors.")
  var all = false

  @Option(parsing: .unconditional, help: "The shard that element 0 of the array begins with.")
  var offset = 0

  @Option(
    name: .customLong("tasks-per-job"), parsing: .unconditional,
    help: "How many shards an element of the array runs.")
  var shardsPerJob = 1

  @Flag(help: "Replace results of another plan.")
  var replace = false

  @OptionGroup var dry: DryRunOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard shard == nil || !all else {
      throw ValidationError("Give --shard or --all, not both.")
    }
    guard (1...1_000_000).contains(shardsPerJob) else {
      throw ValidationError("--tasks-per-job is \(shardsPerJob) but must be between 1 and 1000000.")
    }
    guard (0...1_000_000_000).contains(offset) else {
      throw ValidationError("--offset is \(offset) but must be between 0 and 1000000000.")
    }
  }

  func run() throws {
    let plan = try plan.read()
    let runner = try ShardRunner(plan, replaces: replace)
    if let shard, !dry.isDry {
      Self.note(shard, .success(try runner.run(shard, threads: common.threads)), common.quiet)
      return
    }
    if let shard { try runner.check(shard) }
    let shards =
      try shard.map { $0..<$0 + 1 }
      ?? (all
        ? plan.shards.indices
        : ShardJobs.shards(
          environment: ProcessInfo.processInfo.environment, offset: offset,
          shardsPerJob: shardsPerJob, plan: plan))
    let quiet = common.quiet
    guard !dry.isDry else {
      for shard in runner.missing(of: shards) { try OutputOptions.print("run shard \(shard)\n") }
      return dry.note(quiet: quiet)
    }
    let scored = try runner.runMissing(of: shards, threads: common.threads) { shard, result in
      Self.note(shard, result, quiet)
    }
    Messages.note(
      "avh: \(scored) of \(shards.count, "shard") were scored, the others were done before",
      quiet: quiet)
  }

  private static func note(
    _ shard: Int, _ result: Result<ShardRunner.Outcome, any Error>, _ quiet: Bool
  ) {
    switch result {
    case .success(.scored(let leftovers)):
      let rest =
        leftovers > 0
        ? "; \(leftovers, "file of a killed attempt is", "files of killed attempts are") removed"
        : ""
      Messages.note("avh: shard \(shard) is done\(rest)", quiet: quiet)
    case .success(.alreadyDone):
      Messages.note("avh: shard \(shard) was done before", quiet: quiet)
    case .failure(let error):
      Messages.error("shard \(shard): \(error)")
    }
  }
}
