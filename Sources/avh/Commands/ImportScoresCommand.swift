import ArgumentParser
import Studies
import StudyStore
import StudyValues

/// Imports a score per image of another program.
struct ImportScoresCommand: WatchedCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-scores",
    abstract: "Import a score per image that another program computed.",
    discussion: """
      EXAMPLES
        avh import-scores study.db c-scores.npz:scores --dataset cifar10 \\
            --model c-score --score c_score --direction higher-is-easier \\
            --order cifar10-python
        avh import-scores study.db memorization.csv --dataset imagenet \\
            --model resnet50 --score memorization --direction higher-is-harder

      A table has the columns image and value; an array has one value a row and
      needs --order or --images. The score stands beside those of avh in every
      analysis.
      """)

  @Argument(help: "The study, an SQLite file.", completion: StudyCompletion.study)
  var database: String

  @Argument(help: "A table, or an array; FILE or FILE:ARRAY.")
  var file: ArraySource

  @Option(
    help: "The data set; needed when the study has several.",
    completion: StudyCompletion.datasets)
  var dataset: String?

  @Option(help: "The network or other source that the score belongs to.")
  var model: String

  @Option(help: "The name of the score.")
  var score: String

  @Option(help: "Which way the score points.")
  var direction: DirectionWord

  @Option(
    name: .customLong("image-column"),
    help: "The column of a table that names the image; image, file and the like are found.")
  var imageColumn: String?

  @Option(
    name: .customLong("value-column"),
    help: "The column of a table that holds the value; value, or the name of the score, is found.")
  var valueColumn: String?

  @Option(
    help:
      "The image of each row of an array: names, one a line or a JSON list, or a table; FILE:COLUMN."
  )
  var images: String?

  @Option(help: "Which image each row of an array is: labels, cifar10-python, …")
  var order: String?

  @Flag(help: "Replace stored values of that name.")
  var replace = false

  @Option(
    name: .customLong("unknown-images"),
    help:
      "Images that the data set does not have: create, count or refuse; up to a tenth is counted.")
  var unknownImages: ImagePolicy?

  @Flag(name: .shortAndLong, help: "Say nothing but errors and the table.")
  var quiet = false

  @OptionGroup var dry: DryRunOption
  @OptionGroup var progress: ProgressOption
  @OptionGroup var waiting: WaitOption
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let problem = ScoreName.problem(with: score) {
      throw ValidationError("The name `\(score)` of --score \(problem).")
    }
    guard !NameText.plain(model).isEmpty else {
      throw ValidationError("--model is blank; name the source of the score.")
    }
  }

  var isQuiet: Bool { quiet }

  func run() throws {
    let outcome = try StudyFile.change(
      database, access: waiting.access(quiet: quiet), isDry: dry.isDry
    ) { store in
      var request = ExternalScoreImport.Request(
        dataset: try store.chosenDataset(dataset).name, model: model, score: score,
        direction: direction.direction,
        values: file.isArray
          ? .array(file.source, images: images, order: order)
          : .table(path: file.source.path, image: imageColumn, value: valueColumn))
      request.replaces = replace
      request.unknownImages = unknownImages
      request.command = CommandText.line
      return try ExternalScoreImport(store: store).run(request)
    }
    for warning in outcome.warnings { Messages.note("avh: \(warning)", quiet: quiet) }
    guard case .stored(let counts) = outcome.run else {
      Messages.note(
        "avh: nothing to do: \(score) of \(model) was imported with the same values before",
        quiet: quiet)
      return
    }
    try output.write(ScoreRows.table(nil, counts))
    dry.note(quiet: quiet)
  }
}
