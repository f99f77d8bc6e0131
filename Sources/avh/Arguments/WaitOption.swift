import ArgumentParser
import StudyStore

/// How long a command that writes to a study waits for another one that does.
struct WaitOption: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "The seconds to wait while another program writes to the study.")
  var wait = 600.0

  /// The settings of a study that a command opens.
  func access(quiet: Bool) -> StudyAccess {
    StudyAccess(wait: wait) { Messages.note("avh: \($0)", quiet: quiet) }
  }

  func validate() throws {
    guard wait >= 0, wait.isFinite else {
      throw ValidationError("--wait must be a number of seconds, 0 or more.")
    }
  }
}
