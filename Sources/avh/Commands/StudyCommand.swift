import ArgumentParser

/// Everything that works from a manifest.
struct StudyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study", abstract: "Run a study from its manifest, or fetch its files.",
    subcommands: [StudyRunCommand.self, StudyFetchCommand.self])
}
