import Foundation
import TestSupport
import Testing

@testable import avh

struct DiffCommandTests {
  private static let votes = "image,annotator,label\na,p1,cat\nb,p1,dog\na,p2,dog\nb,p2,dog\n"

  private static func study(_ votes: String, in folder: TemporaryFolder) throws -> String {
    let file = try folder.write(votes, as: "votes.csv")
    let labels = try folder.write("image,label\na,cat\nb,dog\n", as: "labels.csv")
    let database = folder.path("study.db")
    let run = CommandRun(
      "import", database, file, "--labels", labels, "--dataset", "d", "--set", "s", "--map",
      "image=image,annotator=annotator,label=label", "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
    return database
  }

  @Test func `the same votes from another folder are no difference`() throws {
    let folders = [try TemporaryFolder(), try TemporaryFolder()]
    // An optimised build would remove them after their last use.
    defer { withExtendedLifetime(folders) {} }
    let first = try Self.study(Self.votes, in: folders[0])
    let second = try Self.study(Self.votes, in: folders[1])
    let run = CommandRun("diff", first, second, "--json", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.output + run.message))
    #expect(try run.rows.isEmpty)
  }

  @Test func `changed votes are told with their number and the largest`() throws {
    let folders = [try TemporaryFolder(), try TemporaryFolder()]
    // An optimised build would remove them after their last use.
    defer { withExtendedLifetime(folders) {} }
    let first = try Self.study(Self.votes, in: folders[0])
    let second = try Self.study(
      Self.votes.replacing("b,p2,dog", with: "b,p2,cat"), in: folders[1])
    let run = CommandRun("diff", first, second, "--json", "--quiet")
    #expect(run.code == 1)
    let rows = try run.rows
    #expect(rows.map { $0["part"] as? String } == ["inputs", "votes", "votes"])
    #expect(rows.first?["field"] as? String == "sha256")
    // A class that nobody chose has no row of counts in the first study.
    #expect(rows[1]["field"] as? String == "counts of one study only")
    #expect(rows[1]["a"] as? String == "0" && rows[1]["b"] as? String == "1")
    #expect(rows[2]["field"] as? String == "selected of 1 counts, most in b, dog")
    #expect(rows[2]["a"] as? String == "2" && rows[2]["b"] as? String == "1")
    let table = CommandRun("diff", first, second, "--quiet")
    #expect(table.code == 1 && table.output.contains("selected of 1 counts"))
    // A digest of 64 characters is shown by its beginning, so that both values have room.
    let heading = table.output.split(separator: "\n").first.map(String.init) ?? ""
    #expect(heading.split(separator: " ").map(String.init) == ["part", "what", "a", "b"])
    #expect(table.output.contains("…") && !table.output.contains(rows[0]["a"] as? String ?? "-"))
  }

  @Test func `rows whose names read alike when joined are two rows`() throws {
    let folders = [try TemporaryFolder(), try TemporaryFolder()]
    // An optimised build would remove them after their last use.
    defer { withExtendedLifetime(folders) {} }
    func votes(_ first: Int, _ second: Int) -> String {
      let answers = [("\"a, b\"", "c", first), ("a", "\"b, c\"", second)]
      return answers.reduce("image,annotator,label\n") { text, answer in
        text + (1...answer.2).map { "\(answer.0),p\($0),\(answer.1)\n" }.joined()
      }
    }
    let studies = try zip([votes(1, 2), votes(2, 1)], folders).map { votes, folder in
      let database = folder.path("study.db")
      let run = CommandRun(
        "import", database, try folder.write(votes, as: "votes.csv"), "--dataset", "d", "--set",
        "s", "--map", "image=image,annotator=annotator,label=label", "--quiet")
      try #require(run.code == 0, Comment(rawValue: run.message))
      return database
    }
    let rows = try CommandRun("diff", studies[0], studies[1], "--json", "--quiet").rows
    let counts = rows.first { ($0["field"] as? String)?.hasPrefix("selected of 2 counts") == true }
    #expect(counts != nil, "\(rows)")
  }

  @Test func `a changed setting moves results that are told by their keys`() throws {
    let study = try SmallStudy()
    let manifest = try study.writeSimulated()
    let outs = ["a", "b"].map { study.path($0) }
    for (out, seed) in zip(outs, ["1", "2"]) {
      let run = CommandRun(
        "study", "run", manifest, "--out", out, "--seed", seed, "--format", "json", "--quiet")
      try #require(run.code == 0, Comment(rawValue: run.message))
    }
    let run = CommandRun("diff", outs[0] + "/study.db", outs[1] + "/study.db", "--nl", "--quiet")
    #expect(run.code == 1)
    #expect(run.output.contains("\"decisions.seed\""), Comment(rawValue: run.output))
    let same = CommandRun("diff", outs[0] + "/study.db", outs[0] + "/study.db", "--quiet")
    #expect(same.code == 0 && same.output.isEmpty)
    #expect(CommandRun("diff", outs[0] + "/study.db", study.path("none.db")).code == 66)
    #expect(
      CommandRun("diff", outs[0] + "/study.db", outs[0] + "/study.db", "--tolerance", "-1").code
        == 64)
  }
}
