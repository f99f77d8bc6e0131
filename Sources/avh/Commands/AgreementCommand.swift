import Analyses
import ArgumentParser
import Files
import Reports
import Statistics
import Studies
import StudyStore
import StudyValues

/// Says how much annotators agree and how well any score could do against them.
struct AgreementCommand: CommonCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract: "How much people agree, and how well any score could do against them.",
    discussion: """
      EXAMPLES
        avh agreement study.db
        avh agreement study.db --set cifar10h --json

      Counts, the distribution of HSF, agreement with intervals over images, each
      annotator against the others where annotators are persons, reliability by
      halves, noise ceilings and tie ceilings of every annotation set; intervals in
      square brackets, least and most in round ones. --long prints the stored rows.
      """)

  @Argument(help: "The study, an SQLite file.", completion: StudyCompletion.study)
  var database: String

  @Option(
    help: "The data set; needed when the study has several.",
    completion: StudyCompletion.datasets)
  var dataset: String?

  @Option(
    help: "The annotation sets, comma separated; all otherwise.", completion: StudyCompletion.sets)
  var set: CommaList<String>?

  @OptionGroup var tests: TestOptions
  @OptionGroup var rows: LongOption
  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let found = try StudyFile.read(database) { store in
      let sets = set?.values ?? []
      let data = try ChosenData(store: store, dataset: dataset)
      for name in sets { _ = try ChosenData(store: store, dataset: dataset, set: name) }
      let resamples = min(tests.resamples, 999)
      let analyses: [AnalysisSpec] = [
        AnalysisSpec(VotesAnalysis(sets: sets, agreementResamples: resamples)),
        AnalysisSpec(AgreementAnalysis(sets: sets, resamples: resamples)),
        AnalysisSpec(ReliabilityAnalysis(sets: sets)),
      ]
      let decisions = tests.analysisDecisions(threads: common.threads)
      return try analyses.map { try $0.run(id: "agreement", on: data, decisions: decisions) }
    }
    // The analyses share some rows, which stand once.
    var seen: Set<ResultKey> = []
    let estimates = found.flatMap(\.estimates).filter { seen.insert($0.key).inserted }
    if !output.isForReading {
      try output.write(RowTable(estimates))
    } else if rows.long {
      try output.write(whole: [RowTable(reading: estimates)])
    } else {
      let (table, left, reasons) = PeopleTable.table(estimates)
      try output.write(deciding: [DecidingTable(rows: table)])
      if left > 0 {
        Messages.note(
          "avh: \(left, "more row") with --long: bins of HSF, each annotator, halves and routes",
          quiet: common.quiet)
      }
      for reason in reasons { Messages.note("avh: \(reason)", quiet: common.quiet) }
    }
    for note in found.flatMap(\.notes) { Messages.note("avh: \(note)", quiet: common.quiet) }
  }
}
