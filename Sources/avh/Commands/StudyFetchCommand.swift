import ArgumentParser
import Files
import Foundation
import Studies

/// Downloads the files that a manifest names.
struct StudyFetchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Download the files of a study from their publishers.",
    discussion: """
      EXAMPLES
        avh study fetch Studies/cifar10h --data data

      Files that are there are kept; every SHA-256 that the manifest gives is
      checked. Files that no publisher has are listed with the script that makes
      them.
      """)

  @Argument(help: "The folder of the study, or its study.yml.")
  var study: String

  @Option(help: "The folder for the files; AVH_DATA when it is set, else data.")
  var data: String?

  @Flag(help: "Only check that every file is there and is the right one; download nothing.")
  var check = false

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

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
    let meter = DownloadMeter()
    let rows = try await StudyFetcher(folder: folder).fetch(manifest.references) { file, got, all in
      guard !quiet else { return }
      meter.show(file, got: got, of: all)
    }
    var toMake: [String: [String]] = [:]
    for row in rows {
      switch row.outcome {
      case .present: Messages.note("present     \(row.path)", quiet: quiet)
      case .downloaded(let bytes):
        Messages.note("downloaded  \(row.path), \(bytes) bytes", quiet: quiet)
      case .made(let script): toMake[script, default: []].append(row.path)
      }
    }
    for (script, paths) in toMake.sorted(by: { $0.key < $1.key }) {
      try OutputOptions.print("make with \(script):\n" + paths.map { "  \($0)\n" }.joined())
    }
  }
}

/// Shows how far a download is: on one line of a terminal, else every tenth of the file.
final class DownloadMeter: Sendable {
  private let last = LockedText()

  /// Shows the bytes of a file so far.
  func show(_ file: String, got: Int64, of all: Int64?) {
    guard let all, all > 0 else { return }
    let percent = Int(100 * Double(got) / Double(all))
    let file = file.visible().shortened
    if Messages.isTerminal {
      Messages.write("\r\(file) \(percent) %" + (got == all ? "\n" : ""))
    } else {
      let line = "\(file) \(percent / 10 * 10) %"
      if last.replace(line) { Messages.write(line + "\n") }
    }
  }
}
