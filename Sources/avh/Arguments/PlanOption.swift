import ArgumentParser
import Shards

/// The plan that a command works on.
struct PlanOption: ParsableArguments {
  @Option(name: .customLong("plan"), help: "The plan, a file that avh shard plan wrote.")
  var path: String

  /// Reads the plan.
  func read() throws -> ShardPlan { try ShardPlan(path: path) }
}
