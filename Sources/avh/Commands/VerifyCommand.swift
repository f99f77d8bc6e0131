import Files
import StudyValues
import ArgumentParser
import Foundation
import Reports
import Studies

/// Computes a finished study again and compares.
struct VerifyCommand: CommonCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Compute a finished study again and compare every result.",
    discussion: """
      EXAMPLES
        avh verify out/cifar10h
        avh verify out/cifar10h --data data

      Compares the SHA-256 of every input, runs the stored manifest in a folder of
      its own, and compares every result row and verdict. Differences are listed;
      exit code 1 when there is one.
      """)

  @Argument(help: "The folder that avh study run wrote, or its study.db.")
  var study: String

  @Option(help: "The folder of data files; where they were, otherwise.")
  var data: String?

  @Option(help: "The relative difference below which numbers are equal.")
  var tolerance = 1e-9

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard tolerance >= 0, tolerance.isFinite else {
      throw ValidationError("--tolerance must be a number, 0 or more.")
    }
  }

  func run() throws {
    let quiet = common.quiet
    var options = StudyVerification.Options()
    options.data = data ?? ProcessInfo.processInfo.environment["AVH_DATA"]
    options.tolerance = tolerance
    options.threads = common.threads
    options.progress = { [style = common.progress.style] in
      ProgressMeter.stage($0, style: style, quiet: quiet)
    }
    let verification = try StudyVerification(folder: study, options: options)
    let compared = "\(verification.inputs, "input") and \(verification.rows, "result row")"
    guard verification.differences.isEmpty else {
      try output.write(RowTable(verification.differences))
      Messages.note(
        "avh: \(verification.differences.count, "difference") in \(compared)", quiet: quiet)
      throw ExitCode(ExitStatus.failure)
    }
    try OutputOptions.print("\(compared) are as stored\n")
  }
}
