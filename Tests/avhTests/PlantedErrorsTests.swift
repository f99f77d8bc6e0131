import Foundation
import Tensors
import TestSupport
import Testing

@testable import avh

/// What can go wrong when people's answers are joined, planted in files and looked for by `avh check`.
struct PlantedErrorsTests {
  private static let images = 300
  private let folder: TemporaryFolder
  private let labels: [Int]
  private var database: String { folder.path("study.db") }

  /// Labels of a data set of four classes, whose neighbours in the list rarely share a class.
  init() throws {
    folder = try TemporaryFolder()
    labels = (0..<Self.images).map { ($0 * $0 / 3 + $0) % 4 }
    _ = try folder.write("ant\nbee\ncat\ndog\n", as: "classes.txt")
    let table = labels.enumerated().map {
      "i\($0.offset),\(["ant", "bee", "cat", "dog"][$0.element])"
    }
    _ = try folder.write("image,label\n" + table.joined(separator: "\n") + "\n", as: "labels.csv")
  }

  /// Nine of ten people choose the class, one the next class.
  private func votes(_ classes: [Int]) -> [Int64] {
    classes.flatMap { label in
      (0..<4).map { $0 == label ? 9 : $0 == (label + 1) % 4 ? 1 : 0 }
    }
  }

  private func importMatrix(_ votes: [Int64], _ options: String...) throws -> CommandRun {
    let path = folder.path("votes.npy")
    try NPYWriter.write(votes, shape: [Self.images, 4], to: path)
    return CommandRun(
      [
        "import", database, path, "--dataset", "d", "--set", "s", "--label-space",
        folder.path("classes.txt"), "--labels", folder.path("labels.csv"), "--images",
        folder.path("labels.csv"), "--quiet",
      ] + options)
  }

  /// The findings of `avh check`.
  private func findings() throws -> [String] {
    let run = CommandRun("check", database, "--json", "--quiet")
    let codes = try run.rows
      .filter { ["warning", "error"].contains($0["severity"] as? String) }
      .compactMap { $0["check"] as? String }
    #expect(run.code == (codes.isEmpty ? 0 : 1))
    return codes
  }

  @Test func `nothing is found where nothing is planted`() throws {
    let run = try importMatrix(votes(labels))
    try #require(run.code == 0, Comment(rawValue: run.message))
    #expect(try findings().isEmpty)
  }

  @Test func `votes of the next image`() throws {
    let run = try importMatrix(votes(Array(labels[1...] + labels[..<1])))
    try #require(run.code == 0, Comment(rawValue: run.message))
    #expect(try findings() == ["shifted-rows"])
  }

  @Test func `columns in another order than the classes`() throws {
    let swapped = labels.map { [0, 3, 2, 1][$0] }
    let run = try importMatrix(votes(swapped))
    try #require(run.code == 0, Comment(rawValue: run.message))
    #expect(try findings() == ["permuted-classes"])
  }

  @Test func `probabilities that were declared to be counts`() throws {
    let path = folder.path("shares.npy")
    try NPYWriter.write(
      votes(labels).map { Double($0) / 10 }, shape: [Self.images, 4], to: path)
    let arguments = [
      "import", database, path, "--dataset", "d", "--set", "s", "--label-space",
      folder.path("classes.txt"), "--labels", folder.path("labels.csv"), "--images",
      folder.path("labels.csv"),
    ]
    let declared = CommandRun(arguments + ["--format", "counts-matrix"])
    #expect(declared.code == 65)
    #expect(declared.message.contains("shares.npy"))
    #expect(declared.message.contains("probabilities-matrix"))
    #expect(!FileManager.default.fileExists(atPath: database))
    #expect(CommandRun(arguments + ["--quiet"]).code == 0)
    #expect(try findings().isEmpty)
  }

  @Test func `shares that stand in a table of counts are taken for shares, and said`() throws {
    let rows = votes(labels).map { Double($0) / 10 }
    let lines = (0..<Self.images).map { image in
      "i\(image)," + rows[image * 4..<image * 4 + 4].map { "\($0)" }.joined(separator: ",")
    }
    let path = try folder.write(
      "image,ant,bee,cat,dog\n" + lines.joined(separator: "\n") + "\n", as: "shares.csv")
    let run = CommandRun(
      "import", database, path, "--dataset", "d", "--set", "s", "--classes", "ant,bee,cat,dog",
      "--labels", folder.path("labels.csv"))
    #expect(run.code == 0, Comment(rawValue: run.message))
    // Shares have no number of people, so no interval either.
    let counts = try CommandRun(
      "query", database,
      "SELECT count(*) AS images, count(hsf) AS hsf, count(shown) AS shown FROM human_hardness",
      "--json"
    ).rows
    #expect(counts.first?["images"] as? Double == Double(Self.images))
    #expect(counts.first?["hsf"] as? Double == Double(Self.images))
    #expect(counts.first?["shown"] as? Double == 0)
  }

  @Test func `negative controls that were taken for targets`() throws {
    // Each image is shown under its own class and, as a control, under the next one.
    let names = ["ant", "bee", "cat", "dog"]
    let rows = labels.enumerated().flatMap { image, label in
      ["i\(image),\(names[label]),9,10", "i\(image),\(names[(label + 1) % 4]),0,10"]
    }
    let votes = try folder.write(
      "image,class,selected,total\n" + rows.joined(separator: "\n") + "\n", as: "selected.csv")
    let wrong = labels.enumerated().map { "i\($0.offset),\(names[($0.element + 1) % 4])" }
    let controls = try folder.write(
      "image,label\n" + wrong.joined(separator: "\n") + "\n", as: "controls.csv")
    let run = CommandRun(
      "import", database, votes, "--dataset", "d", "--set", "s", "--label-space",
      folder.path("classes.txt"), "--labels", controls, "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
    #expect(try findings().contains("negative-control"))
  }
}
