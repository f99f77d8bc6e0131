import Analyses
import ArgumentParser
import Reports
import Studies
import StudyStore
import StudyValues

/// Correlates scores with human hardness.
struct CorrelateCommand: ParsableCommand {
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

  @Option(name: .customLong("score"), help: "The scores, comma separated; avh scores lists them.")
  var scores = CommaList(["avh", "confidence"])

  @Option(name: .customLong("method"), help: "The coefficients, comma separated.")
  var methods = CommaList([CoefficientName.spearman])

  @Option(name: .customLong("by"), help: "Groups of images beside all, comma separated.")
  var groups: CommaList<Grouping>?

  @Option(help: "Print the comparison of two scores in place of the correlations: avh:confidence.")
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
      if let compare {
        try ComparisonRows.write(
          ComparisonAnalysis(
            human: human, pairs: compare.values.map(\.names), methods: methods.values,
            tests: [.influence, .steiger, .zou], groups: groupings),
          on: data, decisions: decisions, to: output)
        return
      }
      let found = try analysis(of: data, groupings: groupings)
        .run(id: "correlate", on: data, decisions: decisions)
      try output.write(
        output.isForReading
          ? RowTable(reading: found.correlations) : RowTable(found.correlations))
      for note in found.notes { Messages.note("avh: \(note)", quiet: common.quiet) }
    }
  }

  private func analysis(of data: ChosenData, groupings: [Grouping]) throws -> AnalysisSpec {
    let set = data.annotationSets[0]
    if let pairs = partial?.values.map(\.names) {
      try data.requireScores(pairs.flatMap(\.self))
      return AnalysisSpec(
        PartialAnalysis(
          human: human, pairs: pairs, methods: methods.values, annotationSet: set))
    }
    try data.requireScores(scores.values)
    guard !withinClass else {
      return AnalysisSpec(
        WithinClassAnalysis(
          human: human, scores: scores.values, methods: methods.values, annotationSet: set))
    }
    return AnalysisSpec(
      CorrelationAnalysis(
        human: human, scores: scores.values, methods: methods.values, groups: groupings,
        annotationSet: set))
  }
}

/// Comparisons as a command prints them.
enum ComparisonRows {
  /// Runs a comparison and writes its rows.
  static func write(
    _ analysis: ComparisonAnalysis, on data: ChosenData, decisions: AnalysisDecisions,
    to output: OutputOptions
  ) throws {
    try data.requireScores(analysis.pairs.flatMap(\.self))
    var analysis = analysis
    analysis.annotationSet = data.annotationSets[0]
    let found = try analysis.run(id: "compare", on: data, decisions: decisions)
    try output.write(
      output.isForReading
        ? RowTable(reading: found.comparisons) : RowTable(found.comparisons))
  }
}
