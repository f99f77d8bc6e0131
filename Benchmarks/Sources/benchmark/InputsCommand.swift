import ArgumentParser
import Foundation

/// Writes the inputs of one job, in a process of its own.
struct InputsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inputs", abstract: "Write the generated inputs of a job.")

  @Argument(help: "The job.")
  var job: String

  @Argument(help: "The folder.")
  var folder: String

  func run() throws {
    for input in Job.all.filter({ $0.id == job }).flatMap(\.inputs)
    where !Self.exists(input, folder) {
      try input.write(into: folder)
    }
  }

  /// Whether all files of an input are in a folder.
  static func exists(_ input: Input, _ folder: String) -> Bool {
    input.files.allSatisfy { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
  }
}
