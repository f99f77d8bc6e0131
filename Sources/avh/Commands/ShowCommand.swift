import StudyValues
import ArgumentParser
import Reports
import Studies
import StudyStore

/// Shows everything about one image.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one image: its votes, its hardness and its scores.",
    discussion: """
      EXAMPLES
        avh show study.db test_00042
        avh show study.db n01440764/ILSVRC2012_val_00000293.JPEG --json

      HSF has Wilson's 95 % interval. The image may be named as any file would name
      it.
      """)

  @Argument(help: "The study, an SQLite file.", completion: StudyCompletion.study)
  var database: String

  @Argument(help: "The image.")
  var image: String

  @Option(
    help: "The data set; needed when the study has several.",
    completion: StudyCompletion.datasets)
  var dataset: String?

  @Flag(name: .customLong("all-runs"), help: "Also checkpoints and altered images.")
  var showsAllRuns = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    let card = try StudyFile.read(database) { store in
      try ImageCard(image, in: store, dataset: dataset, showsAllRuns: showsAllRuns)
    }
    // Every column has a value in few studies, and a terminal has no room for blank ones.
    let rows = RowTable(card.lines)
    try output.write(output.isFitted ? rows.withoutEmptyColumns().joiningLimits() : rows)
  }
}
