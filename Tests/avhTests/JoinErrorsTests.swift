import Foundation
import Tensors
import TestSupport
import Testing

@testable import avh

/// Joins that could go wrong without a word, at the command line.
struct JoinErrorsTests {
  private static let map = "image=file,annotator=who,label=answer"
  private let folder: TemporaryFolder
  private var database: String { folder.path("study.db") }

  init() throws { folder = try TemporaryFolder() }

  private func importFile(_ path: String, _ set: String, _ options: String...) -> CommandRun {
    CommandRun(
      ["import", database, path, "--dataset", "d", "--set", set, "--quiet", "--json"] + options)
  }

  private func hsf() throws -> [String: Double] {
    let run = CommandRun("query", database, "SELECT image, hsf FROM human_hardness", "--json")
    var result: [String: Double] = [:]
    for row in try run.rows { result[row["image"] as? String ?? ""] = row["hsf"] as? Double }
    return result
  }

  @Test func `training images are unknown to a data set of test images`() throws {
    let test = try folder.write(
      "file,who,answer\ntest_0.png,p,cat\ntest_1.png,p,dog\n", as: "a.csv")
    let train = try folder.write("file,who,answer\ntrain_0.png,p,dog\n", as: "b.csv")
    try #require(importFile(test, "test", "--map", Self.map).code == 0)
    let run = importFile(train, "train", "--map", Self.map)
    #expect(run.code == 65 && run.message.contains("train_0"))
  }

  @Test func `classes that a file gives otherwise than the data set are counted`() throws {
    let map = Self.map + ",target=truth"
    let first = try folder.write("file,who,answer,truth\na,p,cat,cat\nb,p,dog,dog\n", as: "a.csv")
    let second = try folder.write("file,who,answer,truth\na,p,cat,dog\nb,p,dog,cat\n", as: "b.csv")
    try #require(importFile(first, "one", "--map", map).code == 0)
    let run = importFile(second, "two", "--map", map)
    #expect(try run.code == 0 && run.counts["labels in conflict"] == 2)
    #expect(CommandRun("check", database, "--quiet").code == 1)
  }

  @Test(arguments: ["file,who,answer\na,p,cat\n", "file,who,answer\na,p\n", "who,answer\nx"])
  func `the same file twice is refused, whatever else is wrong with it`(text: String) throws {
    let votes = try folder.write(text, as: "a.csv")
    let copy = try folder.write(text, as: "b.csv")
    let run = CommandRun(
      "import", database, votes, copy, "--dataset", "d", "--set", "s", "--map", Self.map)
    #expect(run.code == 65 && run.message.contains("count twice"))
    #expect(!FileManager.default.fileExists(atPath: database))
  }

  @Test func `numbers in an array of labels are the names of numbered classes`() throws {
    let answers = try folder.write("0 2\n2 3\n3 3\n", as: "answers.txt")
    let names = try folder.write("a\nc\nd\n", as: "names.txt")
    let labels = folder.path("labels.npy")
    try NPYWriter.write([0, 2, 2] as [Int64], shape: [3], to: labels)
    let run = importFile(answers, "s", "--order", "listed", "--images", names, "--labels", labels)
    try #require(run.code == 0, Comment(rawValue: run.message))
    #expect(try hsf() == ["a": 0.5, "c": 0.5, "d": 0])
    let wrong = folder.path("wrong.npy")
    try NPYWriter.write([0, 1, 2] as [Int64], shape: [3], to: wrong)
    let refused = CommandRun(
      "import", folder.path("other.db"), answers, "--dataset", "d", "--set", "s", "--order",
      "listed", "--images", names, "--labels", wrong)
    #expect(refused.code == 65 && refused.message.contains("row 1"))
  }

  @Test func `a table that names its images needs no rows of the data set's order`() throws {
    let names = try folder.write("a.png\nb.png\n", as: "names.txt")
    let labels = folder.path("labels.npy")
    try NPYWriter.write([0, 1] as [Int64], shape: [2], to: labels)
    let votes = try folder.write("file,who,answer\nb.png,p,dog\na.png,p,cat\n", as: "votes.csv")
    let run = importFile(
      votes, "s", "--map", Self.map, "--order", "listed", "--images", names, "--labels", labels)
    try #require(run.code == 0, Comment(rawValue: run.message))
    let more = try folder.write("file,who,answer\nb.png,q,dog\n", as: "more.csv")
    #expect(importFile(more, "t", "--map", Self.map).code == 0)
  }

  @Test func `answers of unknown images are not among the rows used`() throws {
    let votes = try folder.write("file,who,answer\na,p,cat\nb,p,dog\n", as: "votes.csv")
    let more = try folder.write("file,who,answer\na,q,cat\nz,q,dog\n", as: "more.csv")
    try #require(importFile(votes, "s", "--map", Self.map).code == 0)
    let run = importFile(more, "t", "--map", Self.map, "--unknown-images", "count")
    let counts = try run.counts
    #expect(counts["rows read"] == 2 && counts["rows used"] == 1 && counts["answers"] == 1)
  }

  @Test func `sets that number classes differently contradict each other without labels`() throws {
    let names = try folder.write((0..<200).map { "i\($0)\n" }.joined(), as: "names.txt")
    let classes = try folder.write("ant\nbee\ncat\n", as: "classes.txt")
    func matrix(_ name: String, _ place: (Int) -> Int) throws -> String {
      let path = folder.path(name)
      let votes = (0..<200).flatMap { image in
        (0..<3).map { Int64(place($0) == image % 3 ? 8 : 1) }
      }
      try NPYWriter.write(votes, shape: [200, 3], to: path)
      return path
    }
    let options = ["--label-space", classes, "--order", "listed", "--images", names]
    for (name, place) in [("a.npy", { $0 }), ("b.npy", { 2 - $0 })] as [(String, (Int) -> Int)] {
      let run = CommandRun(
        ["import", database, try matrix(name, place), "--dataset", "d", "--set", name] + options)
      try #require(run.code == 0, Comment(rawValue: run.message))
    }
    let run = CommandRun("check", database, "--json", "--quiet")
    let found = try run.rows.filter { $0["severity"] as? String == "error" }
    #expect(found.compactMap { $0["check"] as? String } == ["swapped-class-order"])
    #expect(found.first?["subject"] as? String == "b.npy")
  }

  @Test func `agreement is of those who chose one class`() throws {
    let header = "_unit_id,_worker_id,_tainted,image_url,what,what_gold\n"
    let rows = ["a", "b"].flatMap {
      ["1,v,false,\($0).jpg,\"cat\ndog\",", "1,w,false,\($0).jpg,\"dog\ncat\","]
    }
    let single = ["c", "d"].flatMap { ["2,v,false,\($0).jpg,bird,", "2,w,false,\($0).jpg,bird,"] }
    let path = try folder.write(
      header + (rows + single).joined(separator: "\n") + "\n", as: "report.csv")
    try #require(importFile(path, "s").code == 0)
    let run = CommandRun("agreement", database, "--json", "--quiet")
    let percent = try run.rows.first { $0["method"] as? String == "percent-agreement" }
    #expect(percent?["value"] as? Double == 1)
    #expect(percent?["n"] as? Int == 2)
  }

  @Test func `a role named twice and a set without a name are refused`() throws {
    let votes = try folder.write("file,who,answer\na,p,cat\n", as: "votes.csv")
    #expect(importFile(votes, "s", "--map", Self.map + ",image=who").code == 64)
    #expect(importFile(votes, "", "--map", Self.map).code == 64)
  }
}
