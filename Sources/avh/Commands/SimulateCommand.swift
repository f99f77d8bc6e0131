import StudyValues
import ArgumentParser
import Foundation
import Reports
import Simulation
import Studies

/// Simulates people and networks with known truth.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulate images, people and networks whose truth is known; plan a study.",
    discussion: """
      EXAMPLES
        avh simulate --out simulated
        avh simulate --out simulated --images 500 --annotators 10 \\
            --effect angle=0.5,norm=0,logits=0 --seed 7
        avh simulate --power --pilot study.db --compare avh:confidence
        avh simulate --power --strengths 0.32,0.345 --between 0.9 \\
            --reliability 0.93 --pilot-annotators 51 --panels 5,10,50

      Writes labels, votes and two networks as files of the formats that people
      have, and prints the planted coefficients. How strongly difficulty shows in
      the angle, the norm and the logits are three settings between -1 and 1, so
      that no score wins by construction.

      With --power: how many images it takes to see that one score follows people
      more closely than the other, for several numbers of annotators; more of them
      raise both strengths as the reliability of their votes rises.
      """)

  @Option(help: "The folder of the files.")
  var out: String?

  @Option(parsing: .unconditional, help: "The number of images.")
  var images = 2_000

  @Option(parsing: .unconditional, help: "The number of annotators; each answers every image.")
  var annotators = 50

  @Option(parsing: .unconditional, help: "The number of classes.")
  var classes = 10

  @Option(
    parsing: .unconditional, help: "The width of the features, more than the number of classes.")
  var width = 64

  @Option(help: "How strongly difficulty shows: angle=A,norm=N,logits=L.")
  var effect: NameValueList?

  @Option(parsing: .unconditional, help: "The seed of images, answers and features.")
  var seed: UInt64 = 20_260_101

  @Option(
    name: .customLong("truth-images"),
    parsing: .unconditional,
    help: "How many images stand for endlessly many when the truth is computed.")
  var truthImages = 200_000

  @Flag(help: "Replace also files in --out that avh simulate did not make.")
  var replace = false

  @OptionGroup var dry: DryRunOption

  @Flag(name: .shortAndLong, help: "Say nothing but errors and the table.")
  var quiet = false

  @OptionGroup var power: PowerOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard power.isWanted || out != nil else {
      throw ValidationError("Name the folder of the files with --out.")
    }
    _ = try settings()
    guard (100...10_000_000).contains(truthImages) else {
      throw ValidationError("--truth-images is \(truthImages) but must be from 100 to 10000000.")
    }
  }

  func run() throws {
    guard let out, !power.isWanted else {
      let plans = RowTable(try power.plans(seed: seed))
      try output.write(output.isForReading ? plans.withoutEmptyColumns() : plans)
      return
    }
    let settings = try settings()
    let study = try SimulatedStudy(settings: settings)
    let folder = try ResultFolder(
      out, maker: "simulate", entries: study.files, replaces: replace, isDry: dry.isDry)
    if dry.isDry {
      try OutputOptions.print(study.files.map { "write  \(out)/\($0)\n" }.joined())
      return dry.note(quiet: quiet)
    }
    let truth = try PlantedTruth(settings: settings, images: truthImages)
    try study.write(to: URL(filePath: folder.workplace), truth: truth)
    try folder.finish()
    try output.write(RowTable(truth.rows))
    Messages.note("avh: wrote the simulated files to \(out)", quiet: quiet)
  }

  private func settings() throws -> SimulationSettings {
    var settings = SimulationSettings(
      images: images, classes: classes, annotators: annotators, width: width, seed: seed)
    for (name, text) in effect?.pairs ?? [] {
      guard let value = Double(text) else {
        throw ValidationError("--effect \(name) is '\(text)' but must be a number.")
      }
      switch name {
      case "angle": settings.effect.angle = value
      case "norm": settings.effect.norm = value
      case "logits": settings.effect.logits = value
      default: throw ValidationError("--effect has '\(name)' but knows angle, norm and logits.")
      }
    }
    do {
      try settings.validate()
    } catch {
      throw ValidationError(error.description)
    }
    return settings
  }
}
