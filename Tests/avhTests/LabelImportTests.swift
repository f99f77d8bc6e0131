import Foundation
import TestSupport
import Testing

@testable import avh

/// True classes that come after the answers, or with them.
struct LabelImportTests {
  private let folder: TemporaryFolder
  private let study: String

  init() throws {
    folder = try TemporaryFolder()
    study = folder.path("study.db")
    let votes = try folder.write(
      "image,annotator,label\na.png,1,cat\na.png,2,dog\nb.png,1,cat\nb.png,2,cat\n", as: "votes.csv"
    )
    let run = CommandRun("import", study, votes, "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
  }

  private func images() throws -> [String] {
    try CommandRun("query", study, "SELECT name FROM image ORDER BY 1", "--json").rows
      .compactMap { $0["name"] as? String }
  }

  @Test func `unknown images are refused, counted or added as the option says`() throws {
    let labels = try folder.write(
      "image,label\na.png,cat\nb.png,cat\nzz.png,dog\nq.png,cat\n", as: "labels.csv")
    let refused = CommandRun("import", study, "--labels", labels)
    #expect(refused.code == 65 && refused.message.contains("zz"))
    #expect(try images() == ["a", "b"])
    let counted = CommandRun(
      "import", study, "--labels", labels, "--unknown-images", "count", "--json", "--quiet")
    #expect(counted.code == 0, Comment(rawValue: counted.message))
    #expect(try counted.counts["true classes set"] == 2)
    #expect(try counted.counts["labels: images unknown"] == 2)
    #expect(try images() == ["a", "b"])
    let created = CommandRun(
      "import", study, "--labels", labels, "--unknown-images", "create", "--json", "--quiet")
    #expect(try created.counts["labels: images added"] == 2)
    #expect(try images() == ["a", "b", "q.png", "zz.png"])
    // Images that came later have no answers, and the examination says so now.
    let check = CommandRun("check", study, "--json", "--quiet")
    #expect(check.output.contains("2 images have answers, 2 of the data set have none."))
  }

  @Test func `columns of labels beside answers have a map of their own`() throws {
    let votes = try folder.write("fn,who,y\nc.png,1,cat\nd.png,2,dog\n", as: "more.csv")
    let labels = try folder.write("pic,truth\nc.png,cat\nd.png,dog\n", as: "labels.csv")
    let other = folder.path("other.db")
    let start = ["import", other, votes, "--map", "image=fn,annotator=who,label=y", "--quiet"]
    let refused = CommandRun(start + ["--labels", labels])
    #expect(refused.code == 65 && refused.message.contains("--labels-map image=COL,label=COL"))
    let run = CommandRun(
      start + ["--labels", labels, "--labels-map", "image=pic,label=truth", "--json"])
    #expect(try run.counts["true classes set"] == 2)
    let bare = try folder.write("c.png,cat\nd.png,dog\n", as: "bare.csv")
    #expect(CommandRun(start + ["--labels", bare]).message.contains("--labels-columns"))
    let named = CommandRun(
      start + ["--labels", bare, "--labels-columns", "image,label", "--replace", "--json"])
    #expect(try named.counts["true classes set"] == 2)
    for (arguments, part) in [
      (["--labels-map", "image=pic"], "need --labels"),
      (
        ["--labels", labels, "--labels-map", "image=pic,annotator=truth"],
        "names the role annotator"
      ),
    ] {
      let wrong = CommandRun(start + arguments)
      #expect(wrong.code == 64 && wrong.message.contains(part), "\(wrong.message)")
    }
  }

  @Test func `addresses of labels are stored without signature and password`() throws {
    let other = folder.path("addresses.db")
    let labels = try folder.write(
      "image,label\nhttps://me:secret@h.org/a.jpg,cat\nhttps://h.org/get?id=7&Expires=3&Signature=s,dog\n",
      as: "addresses.csv")
    let votes = try folder.write(
      "image,annotator,label\nhttps://h.org/a.jpg,1,cat\nhttps://h.org/get?id=7,1,dog\n",
      as: "votes2.csv")
    let run = CommandRun("import", other, votes, "--labels", labels, "--quiet")
    #expect(run.code == 0, "\(run.message)")
    let names = try CommandRun("query", other, "SELECT name FROM image ORDER BY 1", "--json").rows
      .compactMap { $0["name"] as? String }
    #expect(names == ["https://h.org/a.jpg", "https://h.org/get?id=7"])
  }

  @Test func `a table of scores is found by usual names, or says how to name its columns`() throws {
    let scores = try folder.write("file,val\na.png,.5\nb.png,.7\n", as: "scores.csv")
    let start = ["import-scores", study, scores, "--model", "m", "--direction", "higher-is-harder"]
    let refused = CommandRun(start + ["--score", "doubt"])
    #expect(refused.code == 65 && refused.message.contains("--value-column COL"))
    #expect(CommandRun(start + ["--score", "doubt", "--value-column", "val", "--quiet"]).code == 0)
    #expect(CommandRun(start + ["--score", "val", "--quiet"]).code == 0)
  }

  @Test func `rows without a class or an image are counted`() throws {
    let labels = try folder.write("file,truth\na.png,NA\nb.png,dog\n,cat\n", as: "labels.csv")
    #expect(CommandRun("import", study, "--labels", labels).code == 65)
    let run = CommandRun(
      "import", study, "--labels", labels, "--map", "image=file,label=truth", "--json", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    #expect(try run.counts["true classes set"] == 1)
    #expect(try run.counts["labels: images without a class"] == 1)
    #expect(try run.counts["labels: rows without an image name"] == 1)
  }

  @Test func `a class that nobody chose comes from the labels`() throws {
    let votes = try folder.write("task,worker,label\na,1,cat\nb,1,cat\n", as: "cats.csv")
    let labels = try folder.write("image,label\na,cat\nb,dog\n", as: "labels.csv")
    let database = folder.path("two.db")
    let run = CommandRun("import", database, votes, "--labels", labels, "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let hsf = CommandRun(
      "query", database, "SELECT hsf FROM human_hardness ORDER BY image", "--csv", "--no-headers")
    #expect(hsf.output == "1.0\n0.0\n")
  }

  @Test(arguments: ["count", "refuse"])
  func `the labels of a new data set are its images, whatever becomes of other answers`(
    policy: String
  ) throws {
    let votes = try folder.write(
      "image,annotator,label\na,1,cat\nb,1,dog\nc,1,dog\n", as: "three.csv")
    let labels = try folder.write("image,label\na,cat\nb,dog\n", as: "half.csv")
    let run = CommandRun(
      "import", folder.path("new.db"), votes, "--labels", labels, "--unknown-images", policy,
      "--json", "--quiet")
    if policy == "refuse" { return #expect(run.code == 65) }
    #expect(run.code == 0, Comment(rawValue: run.message))
    #expect(try run.counts["labels: images added"] == 2)
    #expect(try run.counts["images matched"] == 2 && run.counts["images unknown"] == 1)
    #expect(try run.counts["answers"] == 2)
  }

  @Test func `an import that leaves no answer is refused`() throws {
    let votes = try folder.write("image,annotator,label\nq,1,cat\n", as: "other.csv")
    for file in [study, folder.path("none.db")] {
      let run = CommandRun("import", file, votes, "--set", "s", "--unknown-images", "count")
      #expect(
        run.code == 65 && run.message.contains("since none of its 1 image is in the data set"))
    }
    let blank = try folder.write("image,annotator,label\na.png,1,NA\n", as: "blank.csv")
    let run = CommandRun("import", study, blank, "--set", "blank")
    #expect(
      run.code == 65 && run.message.contains("(empty answer)"), Comment(rawValue: run.message))
    #expect(try images() == ["a", "b"])
  }
}
