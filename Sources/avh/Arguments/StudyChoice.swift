import Analyses
import ArgumentParser
import Studies
import StudyStore

/// Which part of a study a question is about.
struct StudyChoice: ParsableArguments {
  @Argument(help: "The study, an SQLite file.", completion: StudyCompletion.study)
  var database: String

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

  /// The values that were chosen; measures of people that need no true class have their images even
  /// where no image has one.
  func data(
    _ store: StudyStore, networks: NetworkInputs? = nil, human: [HumanMeasure] = [.hsf]
  ) throws -> ChosenData {
    try ChosenData(
      store: store, dataset: dataset, set: set, models: models?.values ?? [], networks: networks,
      needsTrueClasses: human.contains(where: \.needsTrueClass))
  }
}
