import TestSupport
import Testing

@testable import avh

/// One definition of human selection frequency: SQL and the analyses give the same coefficient.
struct SelectionFrequencyTests {
  /// The images of the study with their classes, and numbers that differ from image to image.
  private func table(
    _ files: SimulatedFiles, header: String, row: (Int) -> String
  ) throws -> String {
    let images = CommandRun(
      "query", files.database,
      "SELECT i.name AS name, k.name AS class FROM image i JOIN class k USING (class_id) ORDER BY 1",
      "--json")
    let rows = try images.rows.enumerated().map { index, image in
      "\(try #require(image["name"] as? String)),\(try #require(image["class"] as? String)),"
        + row(index)
    }
    return try files.folder.write(
      "image,class,\(header)\n\(rows.joined(separator: "\n"))\n", as: "\(header).csv")
  }

  private func agree(_ files: SimulatedFiles, set: String) throws {
    let sql = CommandRun(
      "query", files.database,
      "SELECT model, spearman(avh, hsf) AS r, pearson(avh, hsf) AS p, count(*) AS n "
        + "FROM image_hardness GROUP BY model", "--json")
    let asked = try sql.rows
    #expect(asked.count == 2)
    let run = CommandRun(
      "correlate", files.database, "--score", "avh", "--set", set, "--method", "spearman,pearson",
      "--json")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let rows = try run.rows
    for row in asked {
      let model = try #require(row["model"] as? String)
      for (method, column) in [("spearman", "r"), ("pearson", "p")] {
        let found = rows.filter {
          $0["model"] as? String == model && $0["method"] as? String == method
        }
        for other in found {
          #expect(other["statistic"] as? Double == row[column] as? Double, "\(model) \(method)")
          #expect(other["n"] as? Double == row["n"] as? Double)
          #expect(other["statistic"] as? Double != nil, "\(other["note"] ?? "no reason")")
        }
        #expect(!found.isEmpty)
      }
    }
  }

  @Test(arguments: ["0", "0.5", "1", "drop"])
  func `answers by halves count the same in SQL and in the analyses`(rule: String) throws {
    let files = try SimulatedFiles.filled()
    let path = try table(files, header: "no,maybe,yes") { index in
      "\(index % 4),\((index * 7) % 5),\(1 + (index * 3) % 7)"
    }
    let run = CommandRun(
      "import", files.database, path, "--dataset", "simulated", "--set", "halves", "--maybe", rule,
      "--default", "--quiet", "--json")
    #expect(run.code == 0, Comment(rawValue: run.message))
    try agree(files, set: "halves")
  }

  @Test func `shares without counts have coefficients, and methods of counts say what they lack`()
    throws
  {
    let files = try SimulatedFiles.filled()
    let path = try table(files, header: "hsf") { index in "0.\((index * 37) % 97)" }
    let run = CommandRun(
      "import", files.database, path, "--dataset", "simulated", "--set", "shares", "--default",
      "--quiet", "--json")
    #expect(run.code == 0, Comment(rawValue: run.message))
    try agree(files, set: "shares")
    let power = CommandRun(
      "simulate", "--power", "--pilot", files.database, "--compare", "avh:confidence")
    #expect(power.code == 65 && power.message.contains("has shares, not numbers of votes"))
  }
}
