import Analyses
import ArgumentParser
import Statistics
import Studies
import StudyStore
import StudyValues

/// Compares two scores' correlations with human hardness.
struct CompareCommand: CommonCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare how closely two scores follow people.",
    discussion: """
      EXAMPLES
        avh compare study.db avh confidence
        avh compare study.db avh:confidence avh:angle \\
            --test influence,steiger,zou --population classes-random
        avh compare study.db avh:confidence --test bootstrap,permutation \\
            --resamples 9999 --seed 1

      The difference is of strengths: both scores and the human measure are turned
      so that higher means harder, then the first minus the second. Read influence
      with classes-random when the claim is about classes in general, with
      classes-fixed when it is about these classes; independent-fisher treats the
      two as if they came from different images and is there only because the paper
      used it.
      """)

  @OptionGroup var choice: StudyChoice

  @Argument(
    help: "Two scores, or pairs of them: avh confidence, or avh:confidence avh:angle.",
    completion: StudyCompletion.pairs)
  var scores: [String]

  @Option(help: "The human measure.")
  var human = HumanMeasure.hsf

  @Option(name: .customLong("method"), help: "The coefficients, comma separated.")
  var methods = CommaList([CoefficientName.spearman])

  @Option(
    name: .customLong("test"),
    help: "The tests, comma separated; otherwise influence, and steiger and zou with --wide.")
  var tests: CommaList<TestName>?

  @Option(
    name: [.customLong("population"), .customLong("classes")],
    help: "What is a sample in influence: images, classes-fixed, classes-random, comma separated.")
  var populations = CommaList([Population.classesFixed, .classesRandom])

  @Option(name: .customLong("by"), help: "Groups of images beside all, comma separated.")
  var groups: CommaList<Grouping>?

  @OptionGroup var options: TestOptions
  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { _ = try ScorePair.pairs(of: scores) }

  func run() throws {
    let pairs = try ScorePair.pairs(of: scores)
    try StudyFile.read(choice.database) { store in
      let data = try choice.data(store, human: [human])
      try Messages.noteCure(for: data.dataset, in: store, human: [human], quiet: common.quiet)
      try ComparisonRows(
        ComparisonAnalysis(
          human: human, pairs: pairs.map(\.names), methods: methods.values,
          tests: tests?.values ?? ComparisonRows.usualTests, populations: populations.values,
          groups: [.all] + (groups?.values ?? []).filter { $0 != .all }),
        on: data, decisions: options.analysisDecisions(threads: common.threads)
      ).write(showing: tests?.values, to: output)
    }
  }
}
