import Foundation
import TestSupport
import Testing

@testable import avh

struct ImportCommandTests {
  @Test func `creates the study and prints what was read, used, matched, unknown and missing`()
    throws
  {
    let files = try SimulatedFiles()
    let run = CommandRun(files.importVotes)
    #expect(run.code == 0, Comment(rawValue: run.message))
    let counts = try run.counts
    #expect(counts["true classes set"] == 80)
    #expect(counts["rows read"] == 720)
    #expect(counts["rows used"] == 720)
    #expect(counts["annotators"] == 9)
    #expect(counts["images matched"] == 80)
    #expect(counts["images unknown"] == 0)
    #expect(counts["images without answers"] == 0)
    #expect(FileManager.default.fileExists(atPath: files.database))
  }

  @Test
  func `changes nothing when the same file comes again, with a sentence in place of the table`()
    throws
  {
    let files = try SimulatedFiles.filled()
    let before = try files.contents()
    let run = CommandRun(files.importVotes.filter { $0 != "--json" })
    #expect(run.code == 0)
    #expect(run.output.contains("true classes set"))
    #expect(!run.output.contains("rows read"))
    #expect(try files.contents().keys == before.keys)
    let votes = CommandRun("query", files.database, "SELECT count(*) AS n FROM answer", "--json")
    #expect(try votes.rows.first?["n"] as? Int == 720)
  }

  @Test func `refuses other content under a name unless it replaces`() throws {
    let files = try SimulatedFiles.filled()
    let other = try files.folder.write(
      "task,worker,label\nimage-000000,a,class-1\n", as: "other.csv")
    let name = CommandRun("query", files.database, "SELECT name FROM image LIMIT 1", "--json")
    let image = try #require(try name.rows.first?["name"] as? String)
    _ = try files.folder.write("task,worker,label\n\(image),a,class-1\n", as: "other.csv")
    let arguments = ["import", files.database, other, "--dataset", "simulated", "--set", "workers"]
    #expect(CommandRun(arguments).code == 65)
    let replaced = CommandRun(arguments + ["--replace", "--json"])
    #expect(replaced.code == 0, Comment(rawValue: replaced.message))
    #expect(try replaced.counts["rows used"] == 1)
    #expect(try replaced.counts["images without answers"] == 79)
  }

  @Test func `leaves no new study behind when the first import fails`() throws {
    let folder = try TemporaryFolder()
    let ragged = try folder.write("task,worker,label\na,b,cat\nc,d\n", as: "votes.csv")
    let database = folder.path("new.db")
    let run = CommandRun("import", database, ragged, "--dataset", "d", "--set", "s")
    #expect(run.code == 65)
    #expect(run.message.contains("line 3"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["votes.csv"])
  }

  @Test func `takes classes from the file in sorted order when none are named`() throws {
    let folder = try TemporaryFolder()
    let votes = try folder.write(
      "task,worker,label\none,a,zebra\none,b,ant\ntwo,a,ant\n", as: "votes.csv")
    let database = folder.path("new.db")
    let run = CommandRun("import", database, votes, "--dataset", "d", "--set", "s", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let classes = CommandRun(
      "query", database, "SELECT name FROM class ORDER BY \"index\"", "--csv", "--no-headers")
    #expect(classes.output == "ant\nzebra\n")
  }

  @Test func `maps the columns of any table`() throws {
    let folder = try TemporaryFolder()
    let votes = try folder.write(
      "file\twho\tchoice\nx.png\tann\tcat\nx.png\tbob\tdog\n", as: "v.tsv")
    let run = CommandRun(
      "import", folder.path("s.db"), votes, "--dataset", "d", "--set", "s", "--map",
      "image=file,annotator=who,label=choice", "--json", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    #expect(try run.counts["answers"] == 2)
    let names = CommandRun("query", folder.path("s.db"), "SELECT name FROM annotator", "--csv")
    #expect(!names.output.contains("ann\n"), "annotators get pseudonyms")
  }

  @Test func `refuses votes for an unknown image, or counts them when asked to`() throws {
    let files = try SimulatedFiles.filled()
    let votes = try files.folder.write("task,worker,label\nnobody,a,class-1\n", as: "more.csv")
    let arguments = ["import", files.database, votes, "--dataset", "simulated", "--set", "more"]
    let refused = CommandRun(arguments)
    #expect(refused.code == 65)
    #expect(refused.message.contains("nobody"))
    let counted = CommandRun(arguments + ["--unknown-images", "count", "--json", "--quiet"])
    #expect(counted.code == 0, Comment(rawValue: counted.message))
    #expect(try counted.counts["images unknown"] == 1)
  }

  @Test(arguments: [
    ["--format", "crowdkit"], ["--map", "image"], ["--maybe", "perhaps"], ["--level", "high"],
    ["--unknown-images", "drop"], ["--order", "random"], ["--json", "--csv"],
  ])
  func `calls wrong words wrong usage`(extra: [String]) throws {
    let folder = try TemporaryFolder()
    let votes = try folder.write("task,worker,label\none,a,cat\n", as: "votes.csv")
    let run = CommandRun(
      ["import", folder.path("s.db"), votes, "--dataset", "d", "--set", "s"] + extra)
    #expect(run.code == 64, Comment(rawValue: run.message))
    #expect(!FileManager.default.fileExists(atPath: folder.path("s.db")))
  }
}
