import Analyses
import ArgumentParser
import Reports
import Statistics
import Studies
import StudyStore
import StudyValues

/// Says whether networks and people err on the same images.
struct ConsistencyCommand: CommonCommand {
  static let configuration = CommandConfiguration(
    commandName: "consistency",
    abstract: "Whether networks and people err on the same images, beyond their accuracies.",
    discussion: """
      EXAMPLES
        avh consistency study.db
        avh consistency study.db --people halves --splits 50
        avh consistency study.db --model resnet,vgg --population classes-random --json

      Error consistency (Cohen's kappa of right and wrong) of networks with people,
      of people with other people, and of networks with each other, with the bounds
      that the accuracies leave, the share that one would have to copy from the
      other, how often both give the same wrong class, and the difference of two
      networks. People decide one by one where the set tells persons apart, else by
      the majorities of random halves of the panel.
      """)

  /// Who decides among people.
  enum People: String, WordArgument {
    case persons, halves, majority
  }

  @OptionGroup var choice: StudyChoice

  @Option(
    help: "How people decide: persons, halves or majority; the finest that is known otherwise.")
  var people: People?

  @Option(help: "The number of random cuts of the panel.")
  var splits = 20

  @Option(
    name: .customLong("population"),
    help: "What is a sample: images, classes-fixed or classes-random, comma separated.")
  var populations = CommaList([Population.images, .classesRandom])

  @OptionGroup var tests: TestOptions
  @OptionGroup var rows: LongOption
  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...10_000).contains(splits) else {
      throw ValidationError("--splits is \(splits) but must be between 1 and 10000.")
    }
  }

  func run() throws {
    let analysis = ErrorConsistencyAnalysis(
      populations: populations.values, people: people?.rawValue, splits: splits)
    let found = try StudyFile.read(choice.database) { store in
      try analysis.run(
        id: "consistency", on: try choice.data(store),
        decisions: tests.analysisDecisions(threads: common.threads))
    }
    if !output.isForReading {
      try output.write(RowTable(found.estimates))
    } else if rows.long {
      try output.write(whole: [RowTable(reading: found.estimates)])
    } else {
      try output.write(
        deciding: analysis.tables(of: found).filter { $0.id != "intervals" }
          .map(DecidingTable.init))
    }
    for note in found.notes { Messages.note("avh: \(note)", quiet: common.quiet) }
  }
}
