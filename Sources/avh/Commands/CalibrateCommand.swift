import Analyses
import ArgumentParser
import Networks
import Reports
import Studies
import StudyStore
import StudyValues

/// Says whether networks are right as often as they say.
struct CalibrateCommand: CommonCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract:
      "Whether confidence is right as often as it says, and tracks what people find ambiguous.",
    discussion: """
      EXAMPLES
        avh calibrate study.db
        avh calibrate study.db --bins 10 --table-of-bins --csv
        avh calibrate study.db --role degraded --model resnet
        avh calibrate study.db --model resnet --order labels \\
            --features features.npy --weights weight.npy --bias bias.npy

      ECE with its interval and the ECE expected of a calibrated network, MCE, ACE,
      Brier score with its parts, negative log-likelihood, and mean confidence less
      HSF. With the files of one network the same after temperature scaling, each
      half of the images with the temperature fitted on the other half. People read
      what decides; --long prints the stored rows.
      """)

  @OptionGroup var choice: StudyChoice

  @Option(
    parsing: .unconditional, help: "The number of bins of equal width; the last one is closed.")
  var bins = 15

  @Option(help: "Which runs: final, degraded, checkpoint, adversarial, head.")
  var role = RunRole.final

  @Flag(
    name: .customLong("table-of-bins"),
    help: "Print the reliability diagram in place of the estimates; empty bins are left out.")
  var showsBins = false

  @Option(help: "Penultimate features of the network that --model names, for its temperature.")
  var features: ArraySource?

  @Option(help: "Its last layer's weights.")
  var weights: ArraySource?

  @Option(help: "Its last layer's bias.")
  var bias: ArraySource?

  @Option(
    help:
      "The image of each row: names, one a line or a JSON list, or a table with the column image.")
  var images: String?

  @Option(help: "Which image each row is: labels (the data set's own order), cifar10-python, …")
  var order: String?

  @OptionGroup var tests: TestOptions
  @OptionGroup var rows: LongOption
  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...1_000).contains(bins) else {
      throw ValidationError("--bins is \(bins) but must be between 1 and 1000.")
    }
    guard features == nil || (weights != nil && choice.models?.values.count == 1) else {
      throw ValidationError("--features needs --weights and one --model.")
    }
  }

  func run() throws {
    let analysis = CalibrationAnalysis(
      role: role, bins: bins, temperature: features != nil,
      resamples: min(tests.resamples, 999))
    let found = try StudyFile.read(choice.database) { store in
      try analysis.run(
        id: "calibrate", on: try data(store),
        decisions: tests.analysisDecisions(threads: common.threads))
    }
    if showsBins {
      try output.write(RowTable(found.series))
    } else if !output.isForReading {
      try output.write(RowTable(found.estimates))
    } else if rows.long {
      try output.write(whole: [RowTable(reading: found.estimates)])
    } else {
      try output.write(deciding: analysis.decidingTables(of: found))
    }
    for note in found.notes { Messages.note("avh: \(note)", quiet: common.quiet) }
  }

  private func data(_ store: StudyStore) throws -> ChosenData {
    guard let features, let model = choice.models?.values.first else {
      return try choice.data(store)
    }
    let networks = try NetworkInputs.named(
      model,
      files: NetworkFiles(
        features: features.source, weights: weights?.source, bias: bias?.source),
      images: images, order: order, dataset: try store.chosenDataset(choice.dataset), store: store,
      options: ScoringOptions(threads: common.threads))
    return try choice.data(store, networks: networks)
  }
}
