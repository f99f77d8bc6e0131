import Foundation
import Tensors
import TestSupport
import Testing

@testable import avh

/// Arrays and tables of true classes, row by row, in which some images have none.
struct LabelArrayTests {
  private let folder: TemporaryFolder
  private let study: String
  private let names: String

  init() throws {
    folder = try TemporaryFolder()
    study = folder.path("study.db")
    names = try folder.write("a\nb\nc\n", as: "names.txt")
    let classes = try folder.write("cat\ndog\n", as: "classes.txt")
    let votes = try folder.write(
      "image,annotator,label\na,1,cat\nb,1,dog\nc,1,cat\n", as: "votes.csv")
    let run = CommandRun("import", study, votes, "--label-space", classes, "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
  }

  private func array(_ numbers: [Double], isWhole: Bool) throws -> String {
    let path = folder.path("labels.npy")
    if isWhole {
      try NPYWriter.write(numbers.map { Int64($0) }, shape: [numbers.count], to: path)
    } else {
      try NPYWriter.write(numbers, shape: [numbers.count], to: path)
    }
    return path
  }

  private func classes() throws -> [String?] {
    try CommandRun(
      "query", study,
      "SELECT k.name FROM image LEFT JOIN class k USING (class_id) ORDER BY image.name",
      "--json"
    ).rows.map { $0["name"] as? String }
  }

  private func score(_ labels: String) throws -> CommandRun {
    let logits = folder.path("logits.npy")
    try NPYWriter.write([2.0, -1, -1, 3, 4, -2], shape: [3, 2], to: logits)
    return CommandRun(
      "score", study, "--model", "net", "--logits", logits, "--images", names, "--labels", labels)
  }

  @Test(arguments: [([0, -1, 0], true), ([0, -1, 0], false), ([0, .nan, 0], false)])
  func `an image of -1 or NaN has no true class, and is counted`(
    numbers: [Double], isWhole: Bool
  ) throws {
    let labels = try array(numbers, isWhole: isWhole)
    let run = CommandRun(
      "import", study, "--labels", labels, "--images", names, "--json", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    #expect(try run.counts["true classes set"] == 2)
    #expect(try run.counts["labels: images without a class"] == 1)
    #expect(try classes() == ["cat", nil, "cat"])
  }

  @Test func `the same holds for score`() throws {
    let run = try score(array([0, -1, 0], isWhole: true))
    #expect(run.code == 0, Comment(rawValue: run.message))
    #expect(try classes() == ["cat", nil, "cat"])
    let table = try folder.write("label\ncat\nNA\ncat\n", as: "labels.csv")
    #expect(try score(table).code == 0)
  }

  @Test(arguments: [([0, -2, 0], true), ([0, 2, 0], true), ([0, 0.5, 0], false)])
  func `other numbers are refused with their row`(numbers: [Double], isWhole: Bool) throws {
    let labels = try array(numbers, isWhole: isWhole)
    for run in [
      CommandRun("import", study, "--labels", labels, "--images", names), try score(labels),
    ] {
      #expect(run.code == 65 && run.message.contains("row 1"), Comment(rawValue: run.message))
    }
    #expect(try classes() == [nil, nil, nil])
  }

  @Test func `a table in another order than the rows is refused`() throws {
    let turned = try folder.write(
      "image,label\nb.png,dog\na.png,cat\nc.png,cat\n", as: "turned.csv")
    let run = try score(turned)
    #expect(run.code == 65 && run.message.contains("turned.csv, line 2"))
    #expect(run.message.contains("avh import --labels"))
    #expect(try classes() == [nil, nil, nil])
    let sorted = try folder.write(
      "image,label\nx/a.png,cat\nb.png,dog\nc.png,cat\n", as: "sorted.csv")
    #expect(try score(sorted).code == 0)
    #expect(try classes() == ["cat", "dog", "cat"])
  }
}
