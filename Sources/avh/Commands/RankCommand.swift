import Analyses
import ArgumentParser
import Reports
import Statistics
import Studies
import StudyStore
import StudyValues

/// Says which score follows people best.
struct RankCommand: CommonCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank", abstract: "Which score follows people best, and how sure that is.",
    discussion: """
      EXAMPLES
        avh rank study.db
        avh rank study.db --score avh,angle,confidence,loss \\
            --method spearman,kendall
        avh rank study.db --human hsf,label_entropy \\
            --population classes-random --json

      Every score of every network against every human measure. Scores that know the
      label and scores that do not are ranked apart. The limits of a place are the
      best and worst that the simultaneous comparisons of all pairs leave open;
      a score is so far behind the best, with its simultaneous interval and step-down
      p-value. --long prints the stored rows.
      """)

  @OptionGroup var choice: StudyChoice

  @Option(name: .customLong("human"), help: "The human measures, comma separated.")
  var humans = CommaList([HumanMeasure.hsf])

  @Option(
    name: .customLong("score"), help: "The scores, comma separated; all otherwise.",
    completion: StudyCompletion.scores)
  var scores: CommaList<String>?

  @Option(name: .customLong("method"), help: "The coefficients, comma separated.")
  var methods = CommaList([CoefficientName.spearman])

  @Option(
    name: [.customLong("population"), .customLong("classes")],
    help: "What is a sample: images, classes-fixed or classes-random, comma separated.")
  var populations = CommaList([Population.classesFixed, .classesRandom])

  @OptionGroup var tests: TestOptions
  @OptionGroup var rows: LongOption
  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (found, tables, long) = try StudyFile.read(choice.database) { store in
      let data = try choice.data(store, human: humans.values)
      try Messages.noteCure(
        for: data.dataset, in: store, human: humans.values, quiet: common.quiet)
      let names = try scores.map { try data.scores(named: $0.values) } ?? data.scoreNames()
      let analysis = RankingAnalysis(
        scores: names, humans: humans.values, methods: methods.values,
        populations: populations.values, draws: tests.resamples)
      let found = try analysis.run(
        id: "rank", on: data, decisions: tests.analysisDecisions(threads: common.threads))
      return (found, analysis.decidingTables(of: found), analysis.tables(of: found))
    }
    if !output.isForReading {
      try output.write(RowTable(found.estimates))
    } else if rows.long {
      try output.write(whole: [long.first?.rows ?? RowTable(found.estimates)])
    } else {
      try output.write(deciding: tables)
    }
    for note in found.notes { Messages.note("avh: \(note)", quiet: common.quiet) }
  }
}
