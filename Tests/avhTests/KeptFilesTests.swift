import Foundation
import StudyStore
import TestSupport
import Testing

@testable import avh

/// What commands with --out replace, and what they leave alone.
struct KeptFilesTests {
  private static func run(_ manifest: String, _ out: String, _ more: String...) -> CommandRun {
    CommandRun(
      ["study", "run", manifest, "--out", out, "--format", "json", "--quiet"] + more)
  }

  private static func contents(_ folder: String) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      contents[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
    }
    return contents
  }

  private static func hiddenNames(beside path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: URL(filePath: path).deletingLastPathComponent().path
    ).filter { $0.hasPrefix(".") }
  }

  @Test func `a study replaces its own result and keeps other files beside it`() throws {
    let study = try SmallStudy()
    let (manifest, out) = (try study.writeSimulated(), study.path("out"))
    try #require(Self.run(manifest, out).code == 0)
    _ = try study.folder.write("mine", as: "out/notes.txt")
    let before = try Self.contents(out)
    let again = Self.run(manifest, out)
    #expect(again.code == 0, Comment(rawValue: again.message))
    let after = try Self.contents(out)
    #expect(Set(after.keys) == Set(before.keys))
    #expect(after["study.db"] == before["study.db"] && after["notes.txt"] == before["notes.txt"])
    #expect(try Self.hiddenNames(beside: out).isEmpty)
  }

  @Test func `the inputs are recorded where they are, not where they were made`() throws {
    let study = try SmallStudy()
    let out = study.path("out")
    try #require(Self.run(try study.writeWithTwin(), out).code == 0)
    for (place, data) in [("study.db", "data"), ("twin/study.db", "twin/data")] {
      let store = try StudyStore.open(path: "\(out)/\(place)")
      let paths = try store.sourceFiles().map(\.path).filter { $0.hasPrefix("/") }
      #expect(!paths.isEmpty && paths.allSatisfy { $0.hasPrefix("\(out)/\(data)/") })
      try store.close()
    }
  }

  @Test func `a run that fails leaves the study that was there`() throws {
    let study = try SmallStudy()
    let (manifest, out) = (try study.writeSimulated(), study.path("out"))
    try #require(Self.run(manifest, out).code == 0)
    let before = try Self.contents(out)
    let text = try String(contentsOfFile: manifest + "/study.yml", encoding: .utf8)
    _ = try study.folder.write(
      text.replacing("votes.csv", with: "missing.csv"), as: "studies/small/study.yml")
    #expect(Self.run(manifest, out).code == 66)
    #expect(try Self.contents(out) == before)
    #expect(try Self.hiddenNames(beside: out).isEmpty)
  }

  @Test func `a study that a person filled or changed is not replaced unless asked`() throws {
    let study = try SmallStudy()
    let (manifest, out) = (try study.writeSimulated(), study.path("out"))
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    _ = try study.folder.write("task,worker,label\na,p,cat\nb,p,dog\n", as: "mine.csv")
    let mine = [
      "import", "\(out)/study.db", study.path("mine.csv"), "--dataset", "d", "--set", "mine",
      "--quiet",
    ]
    try #require(CommandRun(mine).code == 0)
    let before = try Self.contents(out)
    let refused = Self.run(manifest, out)
    #expect(refused.code == 73 && refused.message.contains("study.db"))
    #expect(try Self.contents(out) == before)
    #expect(Self.run(manifest, out, "--replace").code == 0)
    // Now it is the study's own, until somebody adds to it.
    #expect(Self.run(manifest, out).code == 0)
    let more = CommandRun(mine)
    try #require(more.code == 0, Comment(rawValue: more.message))
    let changed = Self.run(manifest, out)
    #expect(changed.code == 73 && changed.message.contains("was changed"))
  }

  @Test func `another study in the same folder is not replaced`() throws {
    let study = try SmallStudy()
    let out = study.path("out")
    try #require(Self.run(try study.writeSimulated(), out).code == 0)
    #expect(Self.run(try study.writeSimulated(as: "other"), out).code == 73)
    let store = try StudyStore.open(path: "\(out)/study.db")
    #expect(try store.resolvedManifest(study: "small") != nil)
    try store.close()
  }

  @Test func `simulate keeps files that it did not make`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("mine", as: "votes.csv")
    let command = [
      "simulate", "--out", folder.url.path, "--images", "20", "--annotators", "3", "--classes", "3",
      "--width", "5", "--truth-images", "200", "--quiet",
    ]
    let refused = CommandRun(command)
    #expect(refused.code == 73 && refused.message.contains("votes.csv"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["votes.csv"])
    #expect(CommandRun(command + ["--replace"]).code == 0)
    #expect(CommandRun(command).code == 0)
  }

  @Test func `what a killed run left is removed by the next, and what it moved is put back`() throws
  {
    let study = try SmallStudy()
    let (manifest, out) = (try study.writeSimulated(), study.path("out"))
    try #require(Self.run(manifest, out).code == 0)
    // No process has this number: Linux counts to 4,194,304 at most.
    let (new, aside) = (study.path(".out-99999999-new"), study.path(".out-99999999-aside"))
    try FileManager.default.createDirectory(atPath: new, withIntermediateDirectories: false)
    try FileManager.default.createDirectory(atPath: aside, withIntermediateDirectories: false)
    try FileManager.default.moveItem(atPath: out + "/study.db", toPath: aside + "/study.db")
    let again = Self.run(manifest, out)
    #expect(again.code == 0, Comment(rawValue: again.message))
    #expect(try Self.hiddenNames(beside: out).isEmpty)
  }

  @Test(arguments: ["../votes.csv", "a/../../votes.csv", "data/.."])
  func `a manifest that names files outside of the data folder is refused with the line`(
    path: String
  ) throws {
    let study = try SmallStudy()
    let manifest = try study.writeSimulated()
    let text = try String(contentsOfFile: manifest + "/study.yml", encoding: .utf8)
    _ = try study.folder.write(
      text.replacing("file: votes.csv", with: "file: \(path)"), as: "studies/small/study.yml")
    let run = Self.run(manifest, study.path("out"))
    #expect(run.code == 65 && run.message.contains("line 10") && run.message.contains(path))
    #expect(!FileManager.default.fileExists(atPath: study.path("out")))
  }

  @Test(arguments: ["../outside", "a/b", "..", "."])
  func `a simulated network whose name is a path is refused`(name: String) throws {
    let study = try SmallStudy()
    let manifest = try study.writeSimulated()
    let text = try String(contentsOfFile: manifest + "/study.yml", encoding: .utf8)
    _ = try study.folder.write(
      text.replacing(
        "seed: 3}",
        with: "seed: 3, networks: [{name: \(name), mean_angle: 0.8, mean_norm: 5}]}"),
      as: "studies/small/study.yml")
    let run = Self.run(manifest, study.path("out"))
    #expect(run.code == 65 && run.message.contains(name))
    #expect(!FileManager.default.fileExists(atPath: study.path("out")))
  }

  @Test func `a link to a folder stands for the folder, and a link in it is a person's`() throws {
    let study = try SmallStudy()
    let (manifest, out) = (try study.writeSimulated(), study.path("link"))
    let manager = FileManager.default
    for name in ["disk", "other"] {
      try manager.createDirectory(atPath: study.path(name), withIntermediateDirectories: true)
    }
    try manager.createSymbolicLink(atPath: out, withDestinationPath: study.path("disk"))
    let first = Self.run(manifest, out)
    #expect(first.code == 0, Comment(rawValue: first.message))
    #expect(manager.fileExists(atPath: study.path("disk/study.db")))
    #expect(try manager.destinationOfSymbolicLink(atPath: out) == study.path("disk"))
    try manager.moveItem(atPath: out + "/data", toPath: study.path("other/data"))
    try manager.createSymbolicLink(
      atPath: out + "/data", withDestinationPath: study.path("other/data"))
    let again = Self.run(manifest, out)
    #expect(again.code == 73 && again.message.contains("was not made by"))
    #expect(manager.fileExists(atPath: study.path("other/data/votes.csv")))
  }

  @Test(arguments: ["votes.csv/report", "votes.csv", "/proc/report"])
  func `a report that can go nowhere is refused before it is computed`(out: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("task,worker,label\na,p,cat\nb,p,dog\n", as: "votes.csv")
    let place = out.hasPrefix("/") ? out : folder.path(out)
    // There is no study either, which would be found first if anything were read.
    let run = CommandRun("report", folder.path("none.db"), "--out", place)
    #expect(run.code == 73, Comment(rawValue: run.message))
    #expect(!run.message.contains("..") && !run.message.contains("couldn"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["votes.csv"])
  }
}
