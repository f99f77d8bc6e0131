import ArgumentParser
import Foundation
import Networks
import Reports
import Studies
import StudyStore
import StudyValues

/// Scores a network's outputs.
struct ScoreCommand: CommonCommand, GoesOn {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Score a network's outputs: AVH and its rivals.",
    discussion: """
      EXAMPLES
        avh score study.db --dataset cifar10 --model resnet \\
            --features features.npy --weights weight.npy --bias bias.npy
        avh score study.db --dataset cifar10 --model vgg \\
            --features vgg.safetensors:features \\
            --weights vgg.safetensors:classifier.weight \\
            --bias vgg.safetensors:classifier.bias
        avh score study.db --dataset cifar10 --model dense --logits logits.npy \\
            --bias bias.npy --weight-norms wn.npy --feature-norms fn.npy
        avh score study.db --dataset cifar10 --model swin --logits logits.npy
        avh score --features features.npy --weights weight.npy \\
            --labels labels.npy --out scores.npz
        avh score study.db --model resnet --logits logits.npy --dry-run

      One pass over the features, tile by tile; memory does not grow with the number
      of images. A folder or a quoted glob of shards counts as one array. Logits
      beside features are compared with features times weights plus bias, and must
      agree. Logits without norms give the scores of the probabilities, and no angles;
      with --weights and --feature-norms they give every score.
      A network with a background class beside those of the labels has it left out
      with --background 0.
      """)

  static var goesOn: String { "nothing of it is stored; score it with" }

  @Argument(help: "The study, an SQLite file; none with --out.")
  var database: String?

  @Option(
    help: "The data set; needed when the study has several.",
    completion: StudyCompletion.datasets)
  var dataset: String?

  @Option(help: "The name of the network.")
  var model: String?

  @Option(help: "Penultimate features, image by width; FILE or FILE:ARRAY.")
  var features: ArraySource?

  @Option(help: "The last layer's weights, class by width.")
  var weights: ArraySource?

  @Option(help: "The last layer's bias.")
  var bias: ArraySource?

  @Option(help: "Logits, image by class.")
  var logits: ArraySource?

  @Option(name: .customLong("weight-norms"), help: "The norms of the weight rows.")
  var weightNorms: ArraySource?

  @Option(name: .customLong("feature-norms"), help: "The norms of the features.")
  var featureNorms: ArraySource?

  @Option(parsing: .unconditional, help: "The output that is no class, from 0: it is left out.")
  var background: Int?

  @Option(name: .customLong("top-k"), help: "Top-k classes, image by k, best first: the rank only.")
  var topK: ArraySource?

  @Option(
    help:
      "The image of each row: names, one a line or a JSON list, or a table with the column image, or FILE:COLUMN."
  )
  var images: String?

  @Option(help: "Which image each row is: labels (the data set's own order), cifar10-python, …")
  var order: String?

  @Option(
    help:
      "The true class of each row: an array, -1 or NaN for none, or a table with the column label."
  )
  var labels: ArraySource?

  @Option(help: "How the images were altered.")
  var condition: String?

  @Option(parsing: .unconditional, help: "The level within the condition.")
  var level: Double?

  @Option(parsing: .unconditional, help: "The training step of a checkpoint.")
  var step: Int?

  @Option(help: "What the run is for; final, or what --condition and --step imply.")
  var role: RunRole?

  @Option(help: "The precision of the products.")
  var precision = ScoringPrecision.automatic

  @Flag(help: "Replace a run of the same network, role, condition, level and step.")
  var replace = false

  @Option(
    name: .customLong("unknown-images"),
    help:
      "Images that the data set does not have: create, count or refuse; up to a tenth is counted.")
  var unknownImages: ImagePolicy?

  @Option(help: "Write the scores to this npz, npy or parquet file, without a study.")
  var out: String?

  @OptionGroup var dry: DryRunOption
  @OptionGroup var common: CommonOptions
  @OptionGroup var waiting: WaitOption
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard level?.isFinite != false else {
      throw ValidationError("--level is \(level ?? .nan) but must be a number.")
    }
    if let out {
      guard images == nil || out.lowercased().hasSuffix(".parquet") else {
        throw ValidationError("--images with --out needs a .parquet file, which names the images.")
      }
      guard database == nil, topK == nil else {
        throw ValidationError("--out works without a study and needs features or logits.")
      }
    }
    var missing: [String] = []
    if out == nil {
      if database == nil { missing.append("the study, or a file with --out") }
      let isNamed = model.map { !NameText.plain($0).isEmpty } ?? false
      if !isNamed { missing.append("the network with --model") }
    }
    if features == nil, logits == nil, topK == nil {
      missing.append("--features with --weights, --logits, or --top-k")
    } else if features != nil, weights == nil {
      missing.append("--weights, which --features needs")
    }
    guard missing.isEmpty else {
      throw ValidationError("Name \(missing.joined(separator: "; ")).")
    }
  }

  func run() throws {
    if let out {
      let summary = try FileScoring.run(
        files, labels: labels?.source, images: images, out: dry.isDry ? nil : out,
        options: scoringOptions)
      try output.write(ScoreRows.table(summary))
      if !dry.isDry { Messages.note("avh: wrote \(out)", quiet: common.quiet) }
      dry.note(quiet: common.quiet)
      return
    }
    let outcome = try StudyFile.change(
      database ?? "", access: waiting.access(quiet: common.quiet), isDry: dry.isDry
    ) { store in
      var request = RunScoring.Request(
        run: StudyRun(
          dataset: try store.chosenDataset(dataset).name, model: model ?? "", role: impliedRole,
          condition: condition, level: level, step: step),
        outputs: topK.map { .topK($0.source) } ?? .arrays(files),
        rows: .listed(file: images, order: order))
      request.labels = labels?.source
      request.options = scoringOptions
      request.replaces = replace
      request.unknownImages = unknownImages
      request.command = CommandText.line
      return try RunScoring(store: store).run(request)
    }
    guard case .stored(let counts) = outcome.run else {
      Messages.note(
        "avh: nothing to do: \(model ?? "") was scored from the same files before",
        quiet: common.quiet)
      return
    }
    try output.write(ScoreRows.table(outcome.summary, counts))
    for warning in outcome.warnings { Messages.note("avh: \(warning)", quiet: common.quiet) }
    dry.note(quiet: common.quiet)
  }

  private var impliedRole: RunRole {
    role ?? (step != nil ? .checkpoint : condition != nil ? .degraded : .final)
  }

  private var scoringOptions: ScoringOptions {
    ScoringOptions(precision: precision, threads: common.threads)
  }

  private var files: NetworkFiles {
    NetworkFiles(
      features: features?.source, weights: weights?.source, bias: bias?.source,
      logits: logits?.source, weightNorms: weightNorms?.source, featureNorms: featureNorms?.source,
      background: background)
  }
}

/// What scoring found, as rows.
enum ScoreRows {
  /// The counts of the store, the means and the scores that are missing with their reason, behind what
  /// a command has counted itself.
  static func table(
    _ summary: ScoringSummary?, _ counts: RunCounts? = nil,
    behind own: [(name: String, value: Cell, note: String?)] = []
  ) -> RowTable {
    var rows: [[Cell]] = []
    func add(_ name: String, _ value: Cell, _ note: String? = nil) {
      rows.append([.text(name), value, Cell(note)])
    }
    for row in own { add(row.name, row.value, row.note) }
    if let counts {
      add("images stored", .integer(counts.images))
      if counts.imagesCreated > 0 { add("images added", .integer(counts.imagesCreated)) }
      add("images unknown", .integer(counts.imagesUnknown))
      if counts.imagesAmbiguous > 0 { add("images ambiguous", .integer(counts.imagesAmbiguous)) }
      if counts.labelConflicts > 0 { add("labels in conflict", .integer(counts.labelConflicts)) }
    }
    if let summary {
      add("rows scored", .integer(summary.rows))
      add("rows with a label", .integer(summary.labelledRows))
      add("classes", .integer(summary.classes))
      add("accuracy", Cell(summary.accuracy), summary.nearChance)
      for score in Score.all where score.number == .real || score.number == .whole {
        guard let mean = summary.means[score] else { continue }
        add("mean \(score.name)", .real(mean))
      }
      add("precision", .text(summary.precision.rawValue), summary.library)
      if let agreement = summary.logitAgreement {
        add("rows whose logits agree", .integer(agreement.rows - agreement.disagreeing))
      }
      for (score, rows) in summary.undefined.sorted(by: { $0.key < $1.key }) {
        add("rows without \(score.name)", .integer(rows), score.undefined)
      }
      for (score, reason) in summary.unavailable.sorted(by: { $0.key < $1.key }) {
        add(score.name, "not available", reason)
      }
    }
    return RowTable(
      columns: [
        Column("what", heading: "What", kind: .text),
        Column("value", heading: "Value", kind: .value),
        Column("note", heading: "Note", kind: .text),
      ], rows: rows
    ).withoutEmptyColumns()
  }
}
