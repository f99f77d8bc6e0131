import Foundation
import Tensors
import TestSupport
import Testing

@testable import avh

/// Numbers for classes of a data set whose classes were found in answers.
struct FoundClassesTests {
  private let folder: TemporaryFolder
  private let study: String

  init() throws {
    folder = try TemporaryFolder()
    study = folder.path("study.db")
    let votes = try folder.write(
      "image,annotator,label\na.png,1,dog\na.png,2,cat\nb.png,1,owl\n", as: "votes.csv")
    let run = CommandRun("import", study, votes, "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
  }

  @Test(arguments: [
    ("image,annotator,label\na.png,1,0\nb.png,1,2\n", "long.csv"),
    ("image,rater1,rater2\na.png,0,1\nb.png,2,2\n", "raters.csv"),
    ("image,class,selected,total\na.png,0,1,2\n", "counts.csv"),
    (#"[{"image":"a.png","annotator":"1","label":1}]"#, "records.json"),
  ])
  func `are refused until the order is declared`(text: String, name: String) throws {
    let votes = try folder.write(text, as: name)
    let refused = CommandRun("import", study, votes, "--set", "numbers")
    #expect(refused.code == 65 && refused.message.contains("--label-space FILE"))
    let classes = try folder.write("dog\ncat\nowl\n", as: "classes.txt")
    let run = CommandRun(
      "import", study, votes, "--set", "numbers", "--label-space", classes, "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
  }

  @Test func `are refused in a table of true classes, and said in an array`() throws {
    let table = try folder.write("image,label\na.png,0\nb.png,2\n", as: "labels.csv")
    let refused = CommandRun("import", study, "--labels", table)
    #expect(refused.code == 65 && refused.message.contains("--label-space FILE"))
    let array = folder.path("labels.npy")
    try NPYWriter.write([1, 2] as [Int64], shape: [2], to: array)
    let names = try folder.write("a.png\nb.png\n", as: "names.txt")
    let run = CommandRun("import", study, "--labels", array, "--images", names, "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
  }

  @Test func `are places where the classes were declared`() throws {
    let classes = try folder.write("dog\ncat\nowl\n", as: "classes.txt")
    let other = folder.path("declared.db")
    let run = CommandRun(
      "import", other, folder.path("votes.csv"), "--label-space", classes, "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
    let votes = try folder.write("image,annotator,label\na.png,9,0\nb.png,9,2\n", as: "more.csv")
    #expect(CommandRun("import", other, votes, "--quiet").code == 0)
    let rows = try CommandRun(
      "query", other,
      "SELECT k.name FROM answer JOIN class k ON k.class_id = chosen_class_id WHERE set_id = 2",
      "--json"
    ).rows
    #expect(rows.compactMap { $0["name"] as? String } == ["dog", "owl"])
  }

  @Test func `stay what they are in a second import of the same file`() throws {
    let run = CommandRun("import", study, folder.path("votes.csv"), "--json", "--quiet")
    #expect(run.code == 0 && run.output.isEmpty, Comment(rawValue: run.message))
  }
}
