import ArgumentParser

/// The benchmarks: each job beside its baseline, in pairs, in one run.
@main
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Time the jobs that have a target beside their baselines.",
    subcommands: [RunCommand.self, InputsCommand.self, MeasureCommand.self],
    defaultSubcommand: RunCommand.self)
}
