import ArgumentParser

/// Whether a command that writes only says what it would write.
struct DryRunOption: ParsableArguments {
  @Flag(
    name: .customLong("dry-run"),
    help: "Do everything but write: print what would be stored, and store nothing.")
  var isDry = false

  /// Says that nothing was written.
  func note(quiet: Bool) {
    if isDry { Messages.note("avh: nothing was written (--dry-run)", quiet: quiet) }
  }
}
