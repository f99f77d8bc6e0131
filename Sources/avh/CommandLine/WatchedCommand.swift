import ArgumentParser

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
