import Foundation
import TestSupport
import Testing

@testable import avh

/// What is said of command lines that cannot be understood.
struct CommandWordsTests {
  @Test(arguments: [
    (["imprt", "s.db"], "did you mean `avh import`?"),
    (["study", "rum"], "did you mean `avh study run`?"),
    (["help", "corelate"], "did you mean `avh correlate`?"),
    (["xyzzyxyzzy"], "avh --help lists them"),
  ])
  func `a wrong command is answered with the nearest`(words: [String], hint: String) {
    let run = CommandRun(words)
    #expect(run.code == 64)
    #expect(run.message.contains(hint), Comment(rawValue: run.message))
  }

  @Test func `all that is missing is named at once`() {
    let run = CommandRun("import-scores")
    #expect(run.code == 64)
    for word in ["<database>", "<file>", "--model", "--score", "--direction"] {
      #expect(run.message.contains(word), Comment(rawValue: run.message))
    }
    let some = CommandRun(
      "import-scores", "s.db", "--order", "labels", "--score=loss", "-q", "file.csv")
    #expect(some.message.contains("--model <model>, --direction <direction>;"))
    #expect(!some.message.contains("<database>") && !some.message.contains("--score"))
    let score = CommandRun("score", "--order", "labels")
    #expect(score.code == 64)
    for word in ["the study", "--model", "--features"] { #expect(score.message.contains(word)) }
  }

  @Test(arguments: [
    (["correlate", "s.db", "--score", "avh", "--score", "loss"], "--score takes one value"),
    (["import", "s.db", "a.csv", "--set", "x", "--set=y"], "--set takes one value"),
  ])
  func `an option of one value is not given twice`(words: [String], hint: String) {
    let run = CommandRun(words)
    #expect(run.code == 64)
    #expect(run.message.contains(hint), Comment(rawValue: run.message))
  }

  @Test func `options of several values and flags may be given twice`() throws {
    let words = ["query", "-p", "x=1", "-p", "y=2", "--csv", "--csv", "s.db", "SELECT :x + :y"]
    #expect(try CommandWords(words, of: .program).repeated == nil)
  }

  @Test func `parameters of a query do not count as arguments`() throws {
    let program = CommandDescription.program
    let words = try CommandWords(
      ["query", "-p", "c", "cat", "--csv", "s.db"], of: program)
    #expect(words.names == ["query"])
    // The parser takes all three words for the parameter, so both arguments are missing.
    #expect(words.missing.map(\.shown) == ["<sql>"])
    #expect(
      try CommandWords(
        ["check", "s.db"], of: program
      ).missing.isEmpty)
  }

  @Test func `words are known whatever their capitals`() throws {
    let files = try SimulatedFiles.filled()
    let usual = CommandRun("correlate", files.database, "--score", "avh", "--json")
    let other = CommandRun(
      "correlate", files.database, "--score", " AVH", "--method", "Spearman", "--human", "HSF",
      "--set", "Workers", "--dataset", "SIMULATED ", "--model", "Sharp, blunt", "--json")
    #expect(other.code == 0, Comment(rawValue: other.message))
    #expect(other.output == usual.output)
    let table = CommandRun("schema", files.database, "Image_Hardness", "--json")
    #expect(table.output == CommandRun("schema", files.database, "image_hardness", "--json").output)
  }

  @Test func `wrong names in SQL are answered with the nearest`() throws {
    let files = try SimulatedFiles.filled()
    for (sql, meant) in [
      ("SELECT * FROM image_hardnes", "image_hardness"),
      ("SELECT avg(hfs) FROM human_hardness", "hsf"),
      ("SELECT h.clas FROM human_hardness h", "class"),
      ("SELECT speerman(avh, hsf) FROM image_hardness", "spearman"),
    ] {
      let run = CommandRun("query", files.database, sql)
      #expect(run.code == 65)
      #expect(run.message.contains("did you mean \(meant)?"), Comment(rawValue: run.message))
    }
    #expect(CommandRun("query", files.database, "SELECT qqqqqqqq").message.contains("avh schema"))
  }

  @Test func `a query reads a file, explains itself and notices exchanged arguments`() throws {
    let files = try SimulatedFiles.filled()
    let sql = "SELECT count(*) AS n FROM image_hardness WHERE model = 'sharp'"
    let path = files.path("count.sql")
    try Data((sql + ";\n").utf8).write(to: URL(filePath: path))
    let plain = CommandRun("query", files.database, sql, "--csv")
    #expect(CommandRun("query", files.database, path, "--csv").output == plain.output)
    #expect(CommandRun("query", files.database, files.path("none.sql")).code == 66)
    let explained = CommandRun("query", files.database, sql, "--explain", "--json")
    let details = try explained.rows.compactMap { $0["detail"] as? String }
    #expect(details.contains { $0.hasPrefix("SCAN") || $0.hasPrefix("SEARCH") })
    let exchanged = CommandRun("query", sql, files.database)
    #expect(exchanged.code == 64)
    #expect(exchanged.message.contains("The study comes before the SQL"))
    #expect(CommandRun("query", path, files.database).code == 64, "a file of SQL before the study")
  }

  @Test func `what a query prints goes into a file that is not replaced`() throws {
    let files = try SimulatedFiles.filled()
    let path = files.path("rows.csv")
    let command = ["query", files.database, "SELECT 1 AS one", "--csv", "-o", path]
    let run = CommandRun(command)
    #expect(run.code == 0 && run.output.isEmpty)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "one\n1\n")
    #expect(CommandRun(command).code == 73)
    #expect(
      CommandRun("query", files.database, "SELECT 1 AS one", "--csv", "-o", "-").output
        == "one\n1\n")
  }
}
