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
    let rows = try CommandRun("query", files.database, "SELECT name FROM image LIMIT 1", "--json")
      .rows
    let image = try #require(rows.first?["name"] as? String)
    let votes = try files.folder.write(
      "task,worker,label\nnobody,a,class-1\n\(image),a,class-1\n", as: "more.csv")
    let arguments = ["import", files.database, votes, "--dataset", "simulated", "--set", "more"]
    let refused = CommandRun(arguments)
    #expect(refused.code == 65)
    #expect(refused.message.contains("nobody"))
    let counted = CommandRun(arguments + ["--unknown-images", "count", "--json", "--quiet"])
    #expect(counted.code == 0, Comment(rawValue: counted.message))
    #expect(try counted.counts["images unknown"] == 1 && counted.counts["answers"] == 1)
  }

  @Test(arguments: [
    ["--format", "crowdkid"], ["--map", "image"], ["--maybe", "perhaps"], ["--level", "high"],
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

  @Test func `two answers of one person are no agreement between people`() throws {
    let folder = try TemporaryFolder()
    let clean = """
      task,worker,label
      i0,r1,a\ni1,r1,b\ni2,r1,a\ni3,r1,b
      i0,r2,a\ni1,r2,b\ni2,r2,b\ni3,r2,b
      i0,r3,a\ni1,r3,a\ni2,r3,a\ni3,r3,b

      """
    for (name, text) in [("clean", clean), ("repeats", clean + "i2,r2,b\ni2,r2,b\ni2,r2,b\n")] {
      let votes = try folder.write(text, as: "\(name).csv")
      let database = folder.path("\(name).db")
      let run = CommandRun("import", database, votes, "--quiet", "--json")
      #expect(run.code == 0, Comment(rawValue: run.message))
      let rows = try CommandRun("agreement", database, "--json").rows
      func value(_ method: String) -> Double? {
        rows.first { $0["method"] as? String == method }?["value"] as? Double
      }
      // krippendorff 0.8.1: alpha .3889 (nominal), mean pairwise agreement .6667.
      #expect(abs(try #require(value("percent-agreement")) - 2.0 / 3) < 1e-12)
      #expect(abs(try #require(value("krippendorff-alpha-nominal")) - 7.0 / 18) < 1e-12)
    }
  }

  @Test func `names data set and set after their files, and rehearses without writing`() throws {
    let folder = try TemporaryFolder()
    let votes = try folder.write("image,annotator,label\na,1,cat\na,2,dog\n", as: "votes.csv")
    let database = folder.path("pets.db")
    let dry = CommandRun("import", database, votes, "--dry-run", "--quiet", "--json")
    #expect(try dry.counts["rows used"] == 2 && dry.counts["images added"] == 1)
    #expect(!FileManager.default.fileExists(atPath: database))
    #expect(CommandRun("import", database, votes, "--quiet").code == 0)
    let names = CommandRun(
      "query", database,
      "SELECT d.name AS d, s.name AS s FROM annotation_set s JOIN dataset d USING (dataset_id)",
      "--json")
    #expect(try names.rows.first?["d"] as? String == "pets")
    #expect(try names.rows.first?["s"] as? String == "votes")
  }

  @Test func `leaves a few unknown images out and refuses many`() throws {
    let folder = try TemporaryFolder()
    let database = folder.path("d.db")
    let labels = (0..<20).map { "i\($0),cat\n" }.joined()
    let space = try folder.write("cat\ndog\n", as: "classes.txt")
    #expect(
      CommandRun(
        "import", database, "--dataset", "d", "--label-space", space, "--labels",
        try folder.write("image,label\n" + labels, as: "labels.csv"), "--quiet"
      ).code == 0)
    func votes(unknown: Int) throws -> CommandRun {
      let rows = (0..<20).map { "i\($0 + unknown),1,cat\n" }.joined()
      let path = try folder.write("image,annotator,label\n" + rows, as: "v\(unknown).csv")
      return CommandRun("import", database, path, "--quiet", "--json")
    }
    #expect(try votes(unknown: 2).counts["images unknown"] == 2)
    #expect(try votes(unknown: 3).code == 65)
  }
}
