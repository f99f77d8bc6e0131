import Foundation
import StudyValues
import Networks
import TestSupport
import Testing

@testable import avh

/// The commands that ask a study and change nothing.
struct QuestionCommandsTests {
  @Test func `prints correlations with the names of the result tables`() throws {
    let files = try SimulatedFiles.filled()
    let run = CommandRun(
      "correlate", files.database, "--score", "avh,confidence", "--method", "spearman,kendall",
      "--by",
      "correct", "--json")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let rows = try run.rows
    #expect(rows.count == 2 * 2 * 2 * 3, "networks x scores x coefficients x groups")
    for row in rows {
      #expect(Set(row.keys) == Set(CorrelationResult.columns.map(\.name)))
    }
    let first = try #require(rows.first)
    let sql = CommandRun(
      "query", files.database,
      "SELECT model, spearman(avh, hsf) AS r FROM image_hardness GROUP BY model ORDER BY model DESC",
      "--json")
    #expect(first["model"] as? String == "sharp" && first["score"] as? String == "avh")
    let statistic = try #require(first["statistic"] as? Double)
    let asked = try #require(try sql.rows.first?["r"] as? Double)
    #expect(abs(statistic - asked) < 1e-12)
  }

  @Test func `compares the strengths of two scores`() throws {
    let files = try SimulatedFiles.filled()
    let run = CommandRun(
      "compare", files.database, "avh:confidence", "--test", "influence,steiger", "--model",
      "blunt",
      "--json")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let rows = try run.rows
    #expect(rows.map { $0["test"] as? String } == ["influence", "influence", "steiger"])
    #expect(
      rows.map { $0["population"] as? String } == ["classes-fixed", "classes-random", "images"])
    #expect(rows.allSatisfy { $0["model_a"] as? String == "blunt" })
    let row = try #require(rows.first)
    let first = try #require(row["statistic_a"] as? Double)
    let second = try #require(row["statistic_b"] as? Double)
    let difference = try #require(row["difference"] as? Double)
    // AVH rises and confidence falls with hardness, HSF falls: strengths are -a and b.
    #expect(abs(difference - (-first - second)) < 1e-12)
    let same = CommandRun(
      "correlate", files.database, "--compare", "avh:confidence", "--model", "blunt", "--json")
    #expect(try same.rows.first?["difference"] as? Double == difference)
  }

  @Test func `gives partial correlations and those within classes`() throws {
    let files = try SimulatedFiles.filled()
    let partial = CommandRun(
      "correlate", files.database, "--partial", "avh:confidence", "--model", "sharp", "--json")
    #expect(partial.code == 0, Comment(rawValue: partial.message))
    let rows = try partial.rows
    #expect(Set(rows.compactMap { $0["score"] as? String }) == ["avh", "confidence"])
    #expect(rows.allSatisfy { ($0["covariates"] as? String)?.isEmpty == false })
    let within = CommandRun(
      "correlate", files.database, "--score", "avh", "--within-class", "--model", "sharp", "--json")
    #expect(within.code == 0, Comment(rawValue: within.message))
    #expect(try within.rows.count >= 3)
    #expect(
      CommandRun("correlate", files.database, "--within-class", "--partial", "avh:confidence").code
        == 64)
    #expect(CommandRun("correlate", files.database, "--within-class", "--by", "bin").code == 64)
  }

  @Test func `ranks the scores of each network`() throws {
    let files = try SimulatedFiles.filled()
    let run = CommandRun(
      "rank", files.database, "--score", "avh,confidence,angle", "--classes", "fixed",
      "--resamples", "500", "--json", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let places = try run.rows.filter { $0["quantity"] as? String == "rank" }
    #expect(places.count == 6, "three scores of two networks")
    for model in ["sharp", "blunt"] {
      let own = places.filter { $0["model"] as? String == model }
      #expect(Set(own.compactMap { $0["value"] as? Double }) == [1, 2, 3])
      for row in own {
        let place = try #require(row["value"] as? Double)
        #expect(try #require(row["range_low"] as? Double) <= place)
        #expect(try #require(row["range_high"] as? Double) >= place)
      }
    }
  }

  @Test func `says whether networks and people err on the same images`() throws {
    let files = try SimulatedFiles.filled()
    let base = ["consistency", files.database, "--splits", "3", "--quiet"]
    let run = CommandRun(base + ["--people", "halves", "--json"])
    #expect(run.code == 0, Comment(rawValue: run.message))
    let rows = try run.rows.filter { $0["quantity"] as? String == "error_consistency" }
    #expect(
      Set(rows.compactMap { $0["model"] as? String }) == ["sharp", "blunt", "other people"])
    // Half of nine people may be right on all of eighty images, and then the row says so.
    #expect(
      rows.allSatisfy { row in
        (row["value"] as? Double).map { abs($0) <= 1 } ?? (row["note"] is String)
      })
    #expect(rows.contains { $0["value"] is Double })
    let table = CommandRun(base + ["--population", "images"])
    #expect(table.code == 0 && table.output.contains("other people"))
    #expect(CommandRun(base + ["--people", "crowd"]).code == 64)
    #expect(CommandRun("consistency", files.database, "--splits", "0").code == 64)
  }

  @Test func `says whether confidence is right as often as it says`() throws {
    let files = try SimulatedFiles.filled()
    let base = ["calibrate", files.database, "--model", "sharp", "--resamples", "100", "--json"]
    let plain = CommandRun(base + ["--quiet"])
    #expect(plain.code == 0, Comment(rawValue: plain.message))
    let names = try Set(plain.rows.compactMap { $0["quantity"] as? String })
    #expect(names.isSuperset(of: ["accuracy", "ece", "confidence_minus_hsf"]))
    #expect(try !plain.rows.contains { $0["group"] as? String == "after temperature" })
    let accuracy = try #require(
      try plain.rows.first { $0["quantity"] as? String == "accuracy" }?["value"] as? Double)
    let asked = CommandRun(
      "query", files.database, "SELECT avg(correct) AS a FROM image_hardness WHERE model = 'sharp'",
      "--json")
    #expect(abs(accuracy - (try #require(try asked.rows.first?["a"] as? Double))) < 1e-12)
    let scaled = CommandRun(
      base + [
        "--order", "labels", "--features", files.path("sharp/features.npy"), "--weights",
        files.path("sharp/weight.npy"), "--bias", files.path("sharp/bias.npy"), "--quiet",
      ])
    #expect(scaled.code == 0, Comment(rawValue: scaled.message))
    #expect(
      try scaled.rows.contains {
        $0["quantity"] as? String == "ece" && $0["group"] as? String == "after temperature"
      })
    let bins = CommandRun(base + ["--table-of-bins", "--quiet"])
    #expect(try !bins.rows.isEmpty)
    #expect(CommandRun(base + ["--bins", "0"]).code == 64)
    #expect(CommandRun("calibrate", files.database, "--features", "f.npy").code == 64)
  }

  @Test func `plans a study from given numbers and from a pilot`() throws {
    let given = [
      "simulate", "--power", "--strengths", "0.32,0.345", "--between", "0.9", "--reliability",
      "0.93", "--pilot-annotators", "51", "--panels", "51,5", "--json",
    ]
    let run = CommandRun(given)
    #expect(run.code == 0, Comment(rawValue: run.message))
    let images = try run.rows.map { $0["images"] as? Int ?? 0 }
    // Pearson and Filon's variance times 1.06, with scipy 1.17.1: 2354.8 images.
    #expect(images[0] == 2355)
    #expect(images[1] == 0, "a rank correlation is not stepped to other panels")
    #expect(try (run.rows[1]["note"] as? String ?? "").contains("give a study"))
    #expect(CommandRun(given.filter { $0 != "--between" && $0 != "0.9" }).code == 64)
    let files = try SimulatedFiles.filled()
    let pilot = CommandRun(
      "simulate", "--power", "--pilot", files.database, "--compare", "avh:feature_norm", "--panels",
      "9,90", "--method", "pearson", "--json")
    #expect(pilot.code == 0, Comment(rawValue: pilot.message))
    let rows = try pilot.rows
    #expect(Set(rows.compactMap { $0["model"] as? String }) == ["sharp", "blunt"])
    #expect(rows.compactMap { $0["annotators"] as? Double }.filter { $0 == 9 }.count >= 2)
    #expect(rows.allSatisfy { $0["images"] is Int || $0["note"] is String })
  }

  @Test func `tells how much people agree`() throws {
    let files = try SimulatedFiles(images: 40)
    try #require(CommandRun(files.importVotes).code == 0)
    let run = CommandRun("agreement", files.database, "--resamples", "100", "--json", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let values = Dictionary(
      try run.rows.map { row in
        (
          [row["quantity"], row["method"]].compactMap { $0 as? String }.joined(separator: " "),
          row["value"] as? Double
        )
      }
    ) { first, _ in first }
    #expect(values["images"] == 40)
    #expect(values["votes"] == 360)
    #expect(values["agreement percent-agreement"] != nil && values["noise_ceiling spearman"] != nil)
  }

  @Test func `suggests the name that was meant`() throws {
    let files = try SimulatedFiles.filled()
    let wrong = [
      (["correlate", files.database, "--score", "avg"], "avh"),
      (["correlate", files.database, "--dataset", "simulate"], "simulated"),
      (["correlate", files.database, "--set", "worker"], "workers"),
      (["compare", files.database, "avh:confidenc"], "confidence"),
      (["correlate", files.database, "--model", "shark"], "sharp"),
      (["schema", files.database, "image_hardnes"], "image_hardness"),
    ]
    for (arguments, meant) in wrong {
      let run = CommandRun(arguments)
      #expect(run.code == (["avh", "confidence"].contains(meant) ? 64 : 65))
      #expect(run.message.contains("`\(meant)`"), Comment(rawValue: run.message))
    }
  }

  @Test func `answers SQL in every format, with parameters`() throws {
    let files = try SimulatedFiles.filled()
    let sql =
      "SELECT class, count(*) AS n FROM image_hardness WHERE class = :c AND hsf >= :h GROUP BY 1"
    func run(_ extra: String...) -> CommandRun {
      CommandRun(["query", files.database, sql] + extra + ["-p", "c", "class-1", "-p", "h=0"])
    }
    let count = try #require(try run("--json").rows.first?["n"] as? Int)
    #expect(run("--csv").output == "class,n\nclass-1,\(count)\n")
    #expect(run("--tsv", "--no-headers").output == "class-1\t\(count)\n")
    #expect(run("--nl").output == "{\"class\": \"class-1\", \"n\": \(count)}\n")
    #expect(run("--fmt", "github").output.hasPrefix("| class | n |\n"))
    #expect(run("--fmt", "latex").output.contains("\\toprule"))
    #expect(run().output.contains("class-1"))
    let none = CommandRun("query", files.database, "SELECT name FROM image WHERE 0", "--csv")
    #expect(none.output == "name\n")
  }

  @Test(arguments: [
    ("DELETE FROM score", 65), ("SELECT 1; SELECT 2", 65), ("SELECT :missing", 65),
    ("SELEKT 1", 65),
  ])
  func `refuses SQL that is wrong or would change the study`(sql: String, code: Int32) throws {
    let files = try SimulatedFiles(images: 20)
    try #require(CommandRun(files.importVotes).code == 0)
    #expect(CommandRun("query", files.database, sql).code == code)
  }

  @Test func `stops a query that takes too long`() throws {
    let files = try SimulatedFiles(images: 20)
    try #require(CommandRun(files.importVotes).code == 0)
    let endless =
      "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c"
    let run = CommandRun("query", files.database, endless, "--timeout", "0.2")
    #expect(run.code == 1)
    #expect(run.message.contains("0.2 s"))
    #expect(CommandRun("query", files.database, endless, "--timeout", "-1").code == 64)
    #expect(CommandRun("query", files.database, "SELECT :a", "-p", "a").code == 64)
  }

  @Test func `shows everything about one image`() throws {
    let files = try SimulatedFiles.filled()
    let names = CommandRun("query", files.database, "SELECT name FROM image LIMIT 1", "--json")
    let image = try #require(try names.rows.first?["name"] as? String)
    let run = CommandRun("show", files.database, "folder/\(image).png", "--json")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let rows = try run.rows
    let kinds = rows.compactMap { $0["kind"] as? String }
    #expect(kinds.prefix(2) == ["label", "hsf"])
    #expect(kinds.count { $0 == "predicted" } == 2)
    let votes = rows.filter { $0["kind"] as? String == "votes" }
    #expect(votes.reduce(0) { $0 + ($1["selected"] as? Double ?? 0) } == 9)
    let scores = rows.filter {
      $0["kind"] as? String == "score" && $0["source"] as? String == "sharp"
    }
    #expect(scores.map { $0["name"] as? String }.first == "avh")
    #expect(scores.count == Score.all.count - 1)
    #expect(CommandRun("show", files.database, "nothing").code == 65)
  }

  @Test func `lists scores, tables and columns with their meaning`() throws {
    let scores = try CommandRun("scores", "--json").rows
    #expect(scores.map { $0["score"] as? String } == Score.all.map(\.name))
    #expect(scores.allSatisfy { ($0["formula"] as? String)?.isEmpty == false })
    let files = try SimulatedFiles(images: 20)
    try #require(CommandRun(files.importVotes).code == 0)
    let tables = try CommandRun("tables", files.database, "--json").rows
    #expect(tables.allSatisfy { ($0["meaning"] as? String)?.isEmpty == false })
    #expect(tables.first { $0["name"] as? String == "answer" }?["rows"] as? Int == 180)
    let columns = try CommandRun("schema", files.database, "image_hardness", "--json").rows
    #expect(columns.contains { $0["column"] as? String == "avh" })
    #expect(columns.allSatisfy { ($0["meaning"] as? String)?.isEmpty == false })
    #expect(CommandRun("schema", files.database).output.contains("CREATE VIEW \"image_hardness\""))
  }
}
