import ArgumentParser
import Networks
import Reports
import Shards
import StudyValues

/// Plans the shards of a network's outputs.
struct ShardPlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Divide features into shards and record what they are.",
    discussion: """
      EXAMPLES
        avh shard plan --features 'emb/*.npy' --ids 'meta/*.parquet' \\
            --weights head.safetensors -o plan.json
        avh shard plan --features 'emb/*.npy' --ids ids.parquet:url \\
            --labels labels.npy --weights w.npy --bias b.npy --shards 64 \\
            --model vit --trust-mtime -o vit.json

      Reads every input once and records its SHA-256, or with --trust-mtime only its
      size and time. Shards begin at multiples of 1,024 rows, so that scores are the
      same bytes as those of one run. Without --shards there is one a file of
      features.
      """)

  @Option(
    help:
      "Penultimate features, image by width: a file, a folder or a quoted pattern; again for more.")
  var features: [ArraySource]

  @Option(help: "The id of each row: a table with the column image, FILE:COLUMN, or a text array.")
  var ids: [ArraySource]

  @Option(help: "The true class of each row from 0: an array, or a table with the column label.")
  var labels: [ArraySource] = []

  @Option(help: "The last layer's weights, class by width.")
  var weights: ArraySource

  @Option(help: "The last layer's bias.")
  var bias: ArraySource?

  @Option(parsing: .unconditional, help: "The output that is no class, from 0: it is left out.")
  var background: Int?

  @Option(parsing: .unconditional, help: "The number of shards; one a file of features.")
  var shards: Int?

  @Option(help: "The name of the network; the plan's when it is not given.")
  var model: String?

  @Option(help: "The precision of the products.")
  var precision = ScoringPrecision.automatic

  @Option(help: "How scores are written.")
  var format = ScoreFormat.parquet

  @Flag(name: .customLong("trust-mtime"), help: "Take size and time of files for their content.")
  var trustsTimes = false

  @Option(name: .shortAndLong, help: "The file to write.")
  var output: String

  @Flag(name: .customLong("json"), help: "Print the counts as one JSON array of objects.")
  var asJSON = false

  @OptionGroup var dry: DryRunOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard model.map({ !NameText.plain($0).isEmpty }) ?? true else {
      throw ValidationError("--model is blank; give the network a name.")
    }
    guard !output.hasSuffix("/") else {
      throw ValidationError("--output is a folder but must be a file.")
    }
  }

  func run() throws {
    let quiet = common.quiet
    var planner = ShardPlanner(
      features: features.map(\.source), ids: ids.map(\.source), weights: weights.source)
    planner.labels = labels.map(\.source)
    planner.bias = bias?.source
    planner.background = background
    planner.shards = shards
    planner.model = model.map { NameText.plain($0) }
    planner.precision = precision
    planner.output = format
    planner.trustsTimes = trustsTimes
    planner.progress = { Messages.note("avh: \($0)", quiet: quiet) }
    let plan = try planner.plan(at: output)
    if !dry.isDry { try plan.write() }
    let counts = [
      ("rows", plan.rows), ("shards", plan.shards.count),
      ("files of features", plan.features.files.count),
      ("rows of the largest shard", plan.shards.map(\.count).max() ?? 0),
      ("classes", plan.classes), ("scores", plan.scores.count),
      ("bytes of features", plan.features.files.reduce(0) { $0 + $1.stamp.bytes }),
    ]
    // The name --output is that of the plan here, so the counts go to standard output only.
    let table = RowTable(
      columns: [
        Column("what", heading: "What", kind: .text),
        Column("count", heading: "Count", kind: .integer),
      ], rows: counts.map { [.text($0), .integer($1)] })
    try OutputOptions.print(table.text(as: asJSON ? .json : .table), isData: asJSON)
    if !dry.isDry { Messages.note("avh: wrote \(output)", quiet: quiet) }
    dry.note(quiet: quiet)
  }
}
