import ArgumentParser

/// Scoring in shards: a plan, its shards, and how far they are.
struct ShardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shard",
    abstract: "Score more images than one machine has time for, in shards.",
    discussion: """
      EXAMPLES
        avh shard plan --features 'emb/*.npy' --ids 'meta/*.parquet' \\
            --labels 'meta/*.parquet' --weights head.safetensors -o plan.json
        avh shard run --plan plan.json --all
        avh shard status --plan plan.json
        avh merge --plan plan.json --into study.db

      A plan says all that results depend on. Each shard is one file with a record
      of what it was made from; any scheduler may run them, in any order and twice.
      """,
    subcommands: [
      ShardPlanCommand.self, ShardRunCommand.self, ShardStatusCommand.self,
      ShardSubmitCommand.self,
    ])
}
