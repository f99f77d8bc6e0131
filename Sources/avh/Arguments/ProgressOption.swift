import ArgumentParser

/// How long work shows how far it has come.
struct ProgressOption: ParsableArguments {
  @Option(
    name: .customLong("progress"),
    help: "How to show how far long work has come, on standard error: auto, json or none.")
  var style = ProgressStyle.auto
}

/// A command whose work may take long.
protocol WatchedCommand: ParsableCommand {
  /// How its progress is shown.
  var progress: ProgressOption { get }
  /// Whether it says nothing but errors.
  var isQuiet: Bool { get }
}

extension WatchedCommand {
  /// The meter of this run.
  var meter: ProgressMeter { ProgressMeter(style: isQuiet ? .none : progress.style) }
}

/// A command with the flags that most commands share.
protocol CommonCommand: WatchedCommand {
  var common: CommonOptions { get }
}

extension CommonCommand {
  var progress: ProgressOption { common.progress }
  var isQuiet: Bool { common.quiet }
}

extension AgreementCommand: CommonCommand {}
extension CalibrateCommand: CommonCommand {}
extension CompareCommand: CommonCommand {}
extension ConsistencyCommand: CommonCommand {}
extension CorrelateCommand: CommonCommand {}
extension RankCommand: CommonCommand {}
extension ReportCommand: CommonCommand {}
extension ScoreCommand: CommonCommand {}
extension StudyRunAllCommand: CommonCommand {}
extension StudyRunCommand: CommonCommand {}
extension VerifyCommand: CommonCommand {}

extension ImportCommand: WatchedCommand {
  var isQuiet: Bool { quiet }
}

extension ImportImagesCommand: WatchedCommand {
  var isQuiet: Bool { quiet }
}

extension ImportScoresCommand: WatchedCommand {
  var isQuiet: Bool { quiet }
}

extension StudyFetchCommand: WatchedCommand {
  var isQuiet: Bool { quiet }
}
