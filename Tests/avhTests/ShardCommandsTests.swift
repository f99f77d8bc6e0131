import Foundation
import TestSupport
import Testing

/// Shards by the command line, from a plan to the rows of an analysis.
struct ShardCommandsTests {
  @Test func `a plan is run, looked at, merged in part and as a whole`() throws {
    let files = try SimulatedFiles(images: 2_100)
    let run = CommandRun(files.importVotes)
    try #require(run.code == 0, Comment(rawValue: run.message))
    let plan = files.path("plan.json")
    let made = CommandRun(
      "shard", "plan", "--features", files.path("sharp/features.npy"), "--ids",
      files.path("labels.csv"), "--weights", files.path("sharp/weight.npy"), "--bias",
      files.path("sharp/bias.npy"), "--shards", "3", "--model", "sharp", "-o", plan, "--json", "-q")
    try #require(made.code == 0, Comment(rawValue: made.message))
    #expect(try made.counts["rows"] == 2_100)
    let planned = try Data(contentsOf: URL(filePath: plan))
    let rehearsed = CommandRun("shard", "run", "--plan", plan, "--all", "--dry-run", "-q")
    #expect(rehearsed.code == 0 && rehearsed.output == "run shard 0\nrun shard 1\nrun shard 2\n")
    #expect(!FileManager.default.fileExists(atPath: files.path("plan.shards")))
    for shard in ["0", "2"] {
      #expect(CommandRun("shard", "run", "--plan", plan, "--shard", shard, "-q").code == 0)
    }
    let status = CommandRun("shard", "status", "--plan", plan, "--json", "-q")
    #expect(status.code == 1)
    #expect(try status.rows.map { $0["state"] as? String } == ["done", "missing", "done"])
    let commands = CommandRun(
      "shard", "submit", "--plan", plan, "--engine", "print", "--into", files.database)
    #expect(
      commands.output == """
        avh shard run --plan \(plan) --shard 1
        avh merge --plan \(plan) --into \(files.database)

        """)
    let merge = ["merge", "--plan", plan, "--into", files.database, "--json", "-q"]
    let refused = CommandRun(merge)
    #expect(refused.code == 1 && refused.message.contains("shard 1 is missing"))
    let dry = CommandRun(merge + ["--allow-partial", "--dry-run"])
    #expect(try CommandRun("query", files.database, "SELECT * FROM shard", "--json").rows.isEmpty)
    let results = files.path("plan.shards")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: results).allSatisfy {
        !$0.hasPrefix("ranks")
      })
    let again = CommandRun(
      "shard", "plan", "--features", files.path("sharp/features.npy"), "--ids",
      files.path("labels.csv"), "--weights", files.path("sharp/weight.npy"), "-o", plan,
      "--dry-run", "-q")
    #expect(again.code == 0, Comment(rawValue: again.message))
    #expect(try Data(contentsOf: URL(filePath: plan)) == planned)
    let part = CommandRun(merge + ["--allow-partial"])
    #expect(part.output == dry.output, "the rehearsal counts what the merge counts")
    try #require(part.code == 0, Comment(rawValue: part.message))
    #expect(try part.counts["shards merged"] == 2)
    // Every result that rests on the part says so.
    for question in [
      ["correlate", files.database, "--score", "max_probability"],
      ["compare", files.database, "max_probability:margin"],
    ] {
      let found = CommandRun(question + ["--resamples", "99", "--json", "-q"])
      #expect(found.code == 0, Comment(rawValue: found.message))
      let rows = try found.rows
      #expect(!rows.isEmpty)
      for row in rows {
        let note = row["note"] as? String ?? ""
        #expect(note.contains("partial: sharp has the scores of 2 of 3 shards"))
      }
    }
    #expect(
      CommandRun(
        "shard", "submit", "--plan", plan, "--engine", "local", "--into", files.database, "-q"
      ).message.contains("already has a run"))
    #expect(CommandRun("shard", "status", "--plan", plan, "--hash", "-q").code == 0)
    #expect(CommandRun(merge + ["--replace"]).code == 0)
    let whole = CommandRun(
      "query", files.database, "SELECT count(*) AS n, sum(partial) AS part FROM shard", "--json")
    #expect(try whole.rows.first?["n"] as? Int == 3 && whole.rows.first?["part"] as? Int == 0)
  }

  @Test(arguments: [
    (["shard", "run", "--plan", "PLAN"], 64, "SLURM_ARRAY_TASK_ID is not set"),
    (["shard", "run", "--plan", "PLAN", "--shard", "9"], 64, "has the shards 0 to 0"),
    (["shard", "run", "--plan", "NONE", "--all"], 66, "found nothing of that name"),
    (["shard", "status", "--plan", "VOTES"], 65, "expected"),
    (["shard", "submit", "--plan", "PLAN", "--engine", "pbs"], 64, "slurm"),
    (["merge", "--plan", "PLAN", "--into", "NONE"], 66, "there is no such file"),
    (["merge", "--plan", "PLAN", "--into", "STUDY", "--ranks", "maxprob"], 64, "maxprob"),
  ])
  func `what cannot be done ends in one sentence and a code`(
    words: [String], code: Int32, message: String
  ) throws {
    let files = try SimulatedFiles.filled()
    let plan = files.path("plan.json")
    let made = CommandRun(
      "shard", "plan", "--features", files.path("sharp/features.npy"), "--ids",
      files.path("labels.csv"), "--weights", files.path("sharp/weight.npy"), "-o", plan, "-q")
    try #require(made.code == 0, Comment(rawValue: made.message))
    let places = [
      "PLAN": plan, "NONE": files.path("none.json"), "VOTES": files.path("votes.csv"),
      "STUDY": files.database,
    ]
    let run = CommandRun(words.map { places[$0] ?? $0 })
    #expect(run.code == code, Comment(rawValue: run.message))
    #expect(run.message.contains(message), Comment(rawValue: run.message))
  }

  @Test func `more shards than tiles, and too few ids, are refused`() throws {
    let files = try SimulatedFiles.filled()
    let words = [
      "shard", "plan", "--features", files.path("sharp/features.npy"), "--weights",
      files.path("sharp/weight.npy"), "-o", files.path("plan.json"), "-q",
    ]
    let many = CommandRun(words + ["--ids", files.path("labels.csv"), "--shards", "2"])
    #expect(many.code == 64 && many.message.contains("give --shards 1 or fewer"))
    let few = CommandRun(words + ["--ids", files.path("classes.txt")])
    #expect(few.code == 65 && few.message.contains("there are 4 ids for 80 rows of features"))
    #expect(!FileManager.default.fileExists(atPath: files.path("plan.json")))
  }
}
