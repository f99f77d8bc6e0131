import Analyses
import ArgumentParser
import Analyses
import Reports
import Studies
import StudyStore

/// Writes the report of a stored study.
struct ReportCommand: CommonCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write the report of a study that is in a database.",
    discussion: """
      EXAMPLES
        avh report study.db --out report
        avh report out/cifar10h/study.db --out report --format html,json
        avh report study.db --out report --set crowd --model resnet --score loss
        avh report study.db --out report --images photos --title "My photos"

      A database that avh study run made is reported from its stored results. One
      that was filled by hand gets the usual analyses: votes, networks, the
      correlation of every score with HSF, AVH against confidence, and the images on
      which people and networks disagree most; so does any study of which --set,
      --model, --human or --score ask for a part.

      index.html is for reading, appendix.html holds everything else.
      """)

  @Argument(help: "The study, an SQLite file.", completion: StudyCompletion.study)
  var database: String

  @Option(help: "The folder of the report.")
  var out: String

  @Option(help: "What to write, comma separated: html, md, tex, json, csv.")
  var format: String?

  @Option(
    help: "The data set; needed when the study has several.",
    completion: StudyCompletion.datasets)
  var dataset: String?

  @Option(
    help: "The annotation set; the default one of the data set otherwise.",
    completion: StudyCompletion.sets)
  var set: String?

  @Option(
    name: .customLong("model"), help: "The networks, comma separated; all otherwise.",
    completion: StudyCompletion.models)
  var models: CommaList<String>?

  @Option(help: "The human measure.")
  var human: HumanMeasure?

  @Option(
    help: "The score that the report is about; avh scores lists them.",
    completion: StudyCompletion.scores)
  var score: String?

  @Option(help: "The title of the report.")
  var title: String?

  @Option(help: "The question that the report answers.")
  var question: String?

  @OptionGroup var dry: DryRunOption
  @OptionGroup(title: "Look") var look: ReportLook
  @OptionGroup var tests: TestOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let formats = try ReportFormats.parse(format)
    let quiet = common.quiet
    var usual = StoredStudy.Usual()
    usual.dataset = dataset
    usual.set = set
    usual.models = models?.values ?? []
    usual.human = human
    usual.score = score
    usual.title = title
    usual.question = question
    usual.decisions = tests.decisions
    usual.threads = common.threads
    usual.command = CommandText.words
    usual.progress = { [style = common.progress.style] in
      ProgressMeter.stage($0, style: style, quiet: quiet)
    }
    try ReportOutput.check(out)
    if dry.isDry {
      let analyses = try StudyFile.read(database) { try StoredStudy(store: $0).plan(usual: usual) }
      try OutputOptions.print(
        analyses.map { "analyse  \($0)\n" }.joined()
          + "write    \(out) (\(formats.map(\.rawValue).sorted().joined(separator: ", ")))\n")
      dry.note(quiet: quiet)
      return
    }
    let result = try StudyFile.read(database) { store in
      for known in try store.datasets() where dataset == nil || known.name == dataset {
        try Messages.noteCure(for: known.name, in: store, human: [human ?? .hsf], quiet: quiet)
      }
      return try StoredStudy(store: store).result(usual: usual)
    }
    let written = try ReportOutput.write(result, formats: formats, look: look, to: out)
    for warning in written.warnings { Messages.note("avh: \(warning)", quiet: quiet) }
    for sentence in written.summary { try OutputOptions.print("\(sentence)\n") }
    try OutputOptions.print(
      "report: \(out)/\(formats.contains(.html) ? "index.html" : "")\n")
  }
}
