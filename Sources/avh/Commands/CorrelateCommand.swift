import Analyses
import ArgumentParser
import Reports
import Studies
import StudyStore
import StudyValues

/// Correlates scores with human hardness.
struct CorrelateCommand: CommonCommand {
  static let configuration = CommandConfiguration(
    commandName: "correlate", abstract: "Correlate scores with a measure of human hardness.",
    discussion: """
      EXAMPLES
        avh correlate study.db --score avh,confidence
        avh correlate study.db --score avh --method spearman,pearson,kendall \\
            --by bin,class,correct
        avh correlate study.db --compare avh:confidence
        avh correlate study.db --partial avh:confidence
        avh correlate study.db --score avh --within-class
        avh correlate study.db --human label_entropy --score avh --json

      Coefficients as they come: HSF falls with hardness, so a score that rises with
      hardness has a negative one. A group without a number keeps its row with the
      reason. Without true classes label_entropy and majority_share still tell how
      hard images are for people.
      """)

  @OptionGroup var choice: StudyChoice

  @Option(help: "The human measure.")
  var human = HumanMeasure.hsf

  @Option(
    name: .customLong("score"), help: "The scores, comma separated; avh scores lists them.",
    completion: StudyCompletion.scores)
  var scores = CommaList(["avh", "confidence"])

  @Option(name: .customLong("method"), help: "The coefficients, comma separated.")
  var methods = CommaList([CoefficientName.spearman])

  @Option(name: .customLong("by"), help: "Groups of images beside all, comma separated.")
  var groups: CommaList<Grouping>?

  @Option(
    help:
      "Print also the comparison of two scores: avh:confidence; --json and its like print it alone.",
    completion: StudyCompletion.pairs)
  var compare: CommaList<ScorePair>?

  @Option(
    help: "Print the partial correlations of each of two scores given the other: avh:confidence.")
  var partial: CommaList<ScorePair>?

  @Flag(
    name: .customLong("within-class"), help: "Print correlations within classes beside the pooled.")
  var withinClass = false

  @OptionGroup var tests: TestOptions
  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard [compare != nil, partial != nil, withinClass].count(where: { $0 }) <= 1 else {
      throw ValidationError("Choose one of --compare, --partial and --within-class.")
    }
    guard groups == nil || (partial == nil && !withinClass) else {
      throw ValidationError("--by divides plain correlations and comparisons only.")
    }
  }

  func run() throws {
    let decisions = tests.analysisDecisions(threads: common.threads)
    let groupings = [Grouping.all] + (groups?.values ?? []).filter { $0 != .all }
    try StudyFile.read(choice.database) { store in
      let data = try choice.data(store, human: [human])
      try Messages.noteCure(for: data.dataset, in: store, human: [human], quiet: common.quiet)
      let comparison = try compare.map {
        try ComparisonRows(
          ComparisonAnalysis(
            human: human, pairs: $0.values.map(\.names), methods: methods.values,
            tests: ComparisonRows.usualTests, groups: groupings), on: data, decisions: decisions)
      }
      // Programs get one table.
      if let comparison, !output.isForReading {
        try comparison.write(to: output)
        return
      }
      let found = try analysis(of: data, groupings: groupings)
        .run(id: "correlate", on: data, decisions: decisions)
      if !output.isForReading {
        try output.write(RowTable(found.correlations))
      } else if output.wide {
        try output.write(
          whole: [RowTable(reading: found.correlations)] + (comparison.map { [$0.wide] } ?? []))
      } else {
        try output.write(
          deciding: found.correlations.decidingTables()
            + (comparison?.tables(showing: nil) ?? []), forest: "statistic")
      }
      for note in found.notes { Messages.note("avh: \(note)", quiet: common.quiet) }
    }
  }

  private func analysis(of data: ChosenData, groupings: [Grouping]) throws -> AnalysisSpec {
    let set = data.annotationSets[0]
    if let pairs = try partial?.values.map({ try data.scores(named: $0.names) }) {
      return AnalysisSpec(
        PartialAnalysis(
          human: human, pairs: pairs, methods: methods.values, annotationSet: set))
    }
    let scores = try data.scores(named: scores.values)
    guard !withinClass else {
      return AnalysisSpec(
        WithinClassAnalysis(
          human: human, scores: scores, methods: methods.values, annotationSet: set))
    }
    return AnalysisSpec(
      CorrelationAnalysis(
        human: human, scores: scores, methods: methods.values, groups: groupings,
        annotationSet: set))
  }
}
