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
