import ArgumentParser
import Foundation
import Reports
import Shards
import StudyValues

/// Hands what is missing of a plan to something that runs it.
struct ShardSubmitCommand: ParsableCommand {
  /// What runs shards.
  enum Engine: String, CaseIterable, ExpressibleByArgument {
    /// Job arrays of Slurm.
    case slurm
    /// This machine.
    case local
    /// Nothing: the commands are printed.
    case print
  }

  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Run what is missing of a plan on a cluster, or here.",
    discussion: """
      EXAMPLES
        avh shard submit --plan plan.json --engine slurm --partition cpu \\
            --into study.db
        avh shard submit --plan plan.json --engine slurm --tasks-per-job 8 \\
            --sbatch=--time=2:00:00 --dry-run
        avh shard submit --plan plan.json --engine print --into study.db

      slurm submits job arrays of at most --max-array elements and, with --into, a
      merge that begins when all have succeeded. What is done is left out, so that
      another submission takes up what failed. local runs here; print writes one
      command a line, for any other scheduler.
      """)

  @OptionGroup var plan: PlanOption

  @Option(help: "slurm, local or print.")
  var engine: Engine

  @Option(help: "The study that all is merged into at the end; none for no merge.")
  var into: String?

  @Option(help: "The data set of the merge; needed when the study has several.")
  var dataset: String?

  @Option(help: "The partition of the cluster.")
  var partition: String?

  @Option(
    name: .customLong("tasks-per-job"), parsing: .unconditional,
    help: "How many shards an element of an array runs.")
  var shardsPerJob = 1

  @Option(
    name: .customLong("max-array"), parsing: .unconditional,
    help: "The most elements of an array, MaxArraySize of the cluster.")
  var mostElements = 1_001

  @Option(name: .customLong("cpus"), parsing: .unconditional, help: "The processors of an element.")
  var processors = 1

  @Option(
    name: .customLong("sbatch"), parsing: .unconditionalSingleValue,
    help: "A further option of sbatch; again for more.")
  var options: [String] = []

  @Flag(name: .customLong("dry-run"), help: "Print what would be submitted, and submit nothing.")
  var isDryRun = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    for (name, value) in [
      ("--tasks-per-job", shardsPerJob), ("--max-array", mostElements), ("--cpus", processors),
    ] where !(1...1_000_000).contains(value) {
      throw ValidationError("\(name) is \(value) but must be between 1 and 1000000.")
    }
  }

  func run() throws {
    let plan = try plan.read()
    switch engine {
    case .slurm: try submit(plan)
    case .local where isDryRun: try printCommands(plan)
    case .local: try runHere(plan)
    case .print: try printCommands(plan)
    }
  }

  private func submit(_ plan: ShardPlan) throws {
    var settings = ShardSubmission.Settings()
    settings.partition = partition
    settings.shardsPerJob = shardsPerJob
    settings.mostElements = mostElements
    settings.processors = processors
    settings.options = options
    settings.merge = mergeWords
    let submission = ShardSubmission(plan, program: Self.program, settings: settings)
    // The scheduler writes its logs there before any shard runs.
    if !isDryRun { try ShardFolder(plan).create() }
    let jobs = try submission.run(submit: isDryRun ? nil : { try Scheduler.run($0, input: $1) })
    if isDryRun {
      try OutputOptions.print(
        jobs.map { "\(ShellText.line($0.command)) <<'END'\n\($0.script)END\n" }.joined())
      return
    }
    try output.write(
      RowTable(
        columns: [
          Column("job", heading: "Job", kind: .text),
          Column("task", heading: "Task", kind: .text),
          Column("elements", heading: "Elements", kind: .text),
          Column("shards", heading: "Shards", kind: .integer),
        ],
        rows: jobs.map {
          [Cell($0.id), .text($0.task), Cell($0.elements), .integer($0.shards)]
        }))
    if into == nil {
      Messages.note("avh: no merge is submitted; name the study with --into", quiet: common.quiet)
    }
  }

  private func runHere(_ plan: ShardPlan) throws {
    let run = try ShardRunCommand.parse(
      ["--plan", plan.path, "--all", "--threads", "\(common.threads)"]
        + (common.quiet ? ["-q"] : []))
    try run.run()
    guard let mergeWords else { return }
    let merge = try MergeCommand.parse(
      ["--plan", plan.path] + mergeWords + (common.quiet ? ["-q"] : []))
    try merge.run()
  }

  private func printCommands(_ plan: ShardPlan) throws {
    let entries = ShardStatus(of: plan).entries.filter { $0.state != .done }
    var lines = entries.compactMap(\.shard).map {
      ["avh", "shard", "run", "--plan", plan.path, "--shard", "\($0)"]
    }
    if let mergeWords { lines.append(["avh", "merge", "--plan", plan.path] + mergeWords) }
    try OutputOptions.print(lines.map { ShellText.line($0) + "\n" }.joined(), isData: true)
  }

  /// The words of the merge behind its plan; the study by its absolute path, since jobs begin elsewhere.
  private var mergeWords: [String]? {
    into.map { study in
      ["--into", engine == .slurm ? URL(filePath: study).absoluteURL.path : study]
        + (dataset.map { ["--dataset", $0] } ?? [])
    }
  }

  /// The path of this program.
  private static var program: String {
    Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? CommandLine.arguments[0]
  }
}
