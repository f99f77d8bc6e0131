import ArgumentParser

/// Everything that works from a manifest.
struct StudyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study", abstract: "Run studies from their manifests, or fetch their files.",
    subcommands: [StudyRunCommand.self, StudyRunAllCommand.self, StudyFetchCommand.self])
}
