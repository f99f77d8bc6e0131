import ArgumentParser
import Files
import Foundation
import Studies

/// Downloads the files that a manifest names.
struct StudyFetchCommand: AsyncParsableCommand, WatchedCommand, GoesOn {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Download the files of a study from their publishers.",
    discussion: """
      EXAMPLES
        avh study fetch Studies/cifar10h --data data

      Files that are there are kept; every SHA-256 that the manifest gives is
      checked. Files that no publisher has are listed with the script that makes
      them.
      """)

  static var goesOn: String { "the files that are complete stay; fetch the others with" }

  @Argument(help: "The folder of the study, or its study.yml.", completion: .file())
  var study: String

  @Option(help: "The folder for the files; AVH_DATA when it is set, else data.")
  var data: String?

  @Flag(help: "Only check that every file is there and is the right one; download nothing.")
  var check = false

  @OptionGroup var dry: DryRunOption
  @OptionGroup var progress: ProgressOption

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  var isQuiet: Bool { quiet }

  func run() async throws {
    let file = StudyRunner.manifestFile(study)
    let manifest = try StudyManifest(path: file)
    let folder = DataFolder(
      data ?? ProcessInfo.processInfo.environment["AVH_DATA"] ?? "data",
      manifest: URL(filePath: file).deletingLastPathComponent().path)
    if check {
      try folder.check(manifest.references)
      return
    }
    let quiet = quiet
    if dry.isDry {
      var seen: Set<String> = []
      for reference in manifest.references where seen.insert(folder.path(reference)).inserted {
        let isThere = (try? folder.existingPath(reference)) != nil
        let origin =
          reference.url.map { "download  \($0)" } ?? reference.madeBy.map { "make      by \($0)" }
        try OutputOptions.print(
          "\(isThere ? "present " : origin ?? "missing ")  \(folder.path(reference))\n")
      }
      return dry.note(quiet: quiet)
    }
    let meter = meter
    let rows = try await StudyFetcher(folder: folder).fetch(manifest.references) { file, got, all in
      guard let all else { return }
      meter.show(file.visible().shortened, unit: "bytes", Int(got), of: Int(all))
    }
    var toMake: [String: [String]] = [:]
    for row in rows {
      switch row.outcome {
      case .present: Messages.note("present     \(row.path)", quiet: quiet)
      case .downloaded(let bytes):
        Messages.note("downloaded  \(row.path), \(bytes, "byte")", quiet: quiet)
      case .made(let script): toMake[script, default: []].append(row.path)
      }
    }
    for (script, paths) in toMake.sorted(by: { $0.key < $1.key }) {
      try OutputOptions.print("make with \(script):\n" + paths.map { "  \($0)\n" }.joined())
    }
  }
}
