import Foundation
import TestSupport
import Testing

@testable import avh

/// A folder with small simulated files, made by the command that makes them.
struct SimulatedFiles {
  let folder: TemporaryFolder

  init(images: Int = 80, effect: String = "angle=0.6,norm=0,logits=0.6") throws {
    folder = try TemporaryFolder()
    let run = CommandRun(
      "simulate", "--out", folder.url.path, "--images", "\(images)", "--annotators", "9",
      "--classes", "4", "--width", "8", "--effect", effect, "--truth-images", "200", "--seed", "3",
      "--quiet", "--json")
    try #require(run.code == 0, Comment(rawValue: run.message))
  }

  /// Copies a folder with a study that holds votes and both networks, made once for all tests.
  static func filled() throws -> SimulatedFiles {
    let source = try template.get()
    let copy = SimulatedFiles(folder: try TemporaryFolder())
    for name in try FileManager.default.contentsOfDirectory(atPath: source.folder.url.path) {
      try FileManager.default.copyItem(atPath: source.path(name), toPath: copy.path(name))
    }
    return copy
  }

  private static let template = Result {
    let files = try SimulatedFiles()
    try files.fill()
    return files
  }

  private init(folder: TemporaryFolder) { self.folder = folder }

  /// The path of a file of the folder.
  func path(_ name: String) -> String { folder.path(name) }

  /// The study that commands write.
  var database: String { folder.path("study.db") }

  /// The arguments that import the workers' votes with the true classes.
  var importVotes: [String] {
    [
      "import", database, path("votes.csv"), "--dataset", "simulated", "--set", "workers",
      "--label-space", path("classes.txt"), "--labels", path("labels.csv"), "--json", "--quiet",
    ]
  }

  /// The arguments that score the first network.
  var scoreSharp: [String] {
    [
      "score", database, "--model", "sharp", "--features", path("sharp/features.npy"),
      "--weights", path("sharp/weight.npy"), "--bias", path("sharp/bias.npy"), "--order", "labels",
      "--json", "--quiet",
    ]
  }

  /// The arguments that score the second network, from one file.
  var scoreBlunt: [String] {
    let file = path("blunt.safetensors")
    return [
      "score", database, "--model", "blunt", "--features", "\(file):features", "--weights",
      "\(file):weight", "--bias", "\(file):bias", "--images", path("labels.csv"), "--json",
      "--quiet",
    ]
  }

  /// Fills the study with votes and both networks.
  func fill() throws {
    for arguments in [importVotes, scoreSharp, scoreBlunt] {
      let run = CommandRun(arguments)
      try #require(run.code == 0, Comment(rawValue: run.message))
    }
  }

  /// Every row of every table of the study, as SQLite's own program writes them, or why it cannot.
  func storedRows() throws -> Data {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sqlite3", "-readonly", database, ".dump"]
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let rows = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return rows
  }

  /// Every file below the folder with its content.
  func contents() throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.url.path) {
      found[name] = FileManager.default.contents(atPath: path(name))
    }
    return found
  }
}
