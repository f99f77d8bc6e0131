import Foundation
import TestSupport
import Testing

@testable import avh

/// Every door of the product gives the same number for the same thing, to the last bit.
struct GeneratedStudyTests {
  /// What tells one row from another.
  private static let keys = [
    "dataset", "annotation_set", "human", "model", "model_a", "model_b", "score", "score_a",
    "score_b",
    "other_score", "quantity", "method", "test", "grouping", "group", "population", "covariates",
    "condition", "level", "step",
  ]
  /// The numbers that do not depend on which other rows stand in the family.
  private static let numbers = [
    "n", "dropped", "statistic", "statistic_a", "statistic_b", "statistic_ab", "difference",
    "value",
    "standard_error", "df", "ci_low", "ci_high", "low", "high", "range_low", "range_high",
    "test_statistic", "p", "log10_p",
  ]

  private static func key(_ row: [String: Any]) -> [String] {
    keys.map { row[$0].map { $0 is NSNull ? "" : "\($0)" } ?? "" }
  }

  /// Requires that each printed row is the stored row of the same key, number by number.
  private func agree(
    _ printed: [[String: Any]], _ stored: [[String: Any]], door: String, atLeast least: Int
  ) {
    let byKey = Dictionary(grouping: stored, by: Self.key)
    var found = 0
    for row in printed {
      guard let same = byKey[Self.key(row)] else { continue }
      found += 1
      for number in Self.numbers where row[number] != nil {
        let value = (row[number] as? Double)?.bitPattern
        #expect(
          same.contains { ($0[number] as? Double)?.bitPattern == value },
          "\(door): \(number) of \(Self.key(row)) is \(row[number] ?? ""), stored \(same.map { $0[number] ?? "" })"
        )
      }
    }
    #expect(found >= least, "\(door): \(found) of \(printed.count) rows are in the report")
  }

  @Test(arguments: ["0", "0.5", "1", "drop"])
  func `commands, report, SQL and pages give one number`(maybe: String) throws {
    let isWhole = maybe == "0.5"
    let study = try GeneratedStudy(maybe: maybe, isWhole: isWhole)
    let correlations = try study.rows("correlations")
    let estimates = try study.rows("estimates")

    // A coefficient of a key has one value, whichever analysis computed it.
    let observed = correlations.filter { ($0["statistic"] as? Double) != nil }
    for (key, rows) in Dictionary(grouping: observed, by: { Self.key($0) }) {
      let values = Set(rows.compactMap { ($0["statistic"] as? Double)?.bitPattern })
      #expect(values.count == 1, "\(key): \(rows.map { [$0["analysis"], $0["statistic"]] })")
    }

    for (place, set) in GeneratedStudy.sets.enumerated() {
      let run = CommandRun(
        "correlate", study.database, "--dataset", "photos", "--set", set, "--score",
        "avh,confidence", "--method", "spearman,pearson,kendall", "--resamples", "199", "--json")
      #expect(run.code == 0, Comment(rawValue: run.message))
      let stored = correlations.filter { $0["analysis"] as? String == "T\(place)" }
      try agree(run.rows, stored, door: "correlate \(set)", atLeast: 18)
      try sql(study, set, stored)
    }
    let doors: [(door: String, arguments: [String], list: String, analysis: String, least: Int)] = [
      ("compare", ["compare", "avh:confidence"], "comparisons", "H3", 3),
      ("rank", ["rank", "--score", "avh,confidence"], "estimates", "Q7", 6),
      ("agreement", ["agreement"], "estimates", "G1", 10),
      ("calibrate", ["calibrate", "--bins", "3", "--model", "a | b"], "estimates", "C1", 5),
    ]
    for (door, arguments, list, analysis, least) in doors where isWhole {
      let resamples = ["agreement": "100", "calibrate": "100", "rank": "1000"][door, default: "199"]
      let run = CommandRun(
        [arguments[0], study.database] + arguments.dropFirst()
          + ["--dataset", "photos", "--resamples", resamples, "--json"])
      #expect(run.code == 0, Comment(rawValue: run.message))
      try agree(
        run.rows, study.rows(list).filter { $0["analysis"] as? String == analysis }, door: door,
        atLeast: least)
    }

    let names = GeneratedStudy.networks + GeneratedStudy.sets
    let page = try study.pages().replacing("&quot;", with: "\"").replacing("&#34;", with: "\"")
    for name in names {
      #expect(page.contains(name), "the pages do not name \(name)")
      #expect((correlations + estimates).contains { $0.values.contains { $0 as? String == name } })
    }
  }

  private func sql(
    _ study: GeneratedStudy, _ set: String, _ stored: [[String: Any]]
  ) throws {
    for score in ["avh", "confidence"] {
      for method in ["spearman", "pearson", "kendall"] {
        let run = CommandRun(
          "query", study.database,
          """
          SELECT model, \(method)(hsf, \(score)) AS r, count(\(score)) AS n FROM (
            SELECT model, hsf, \(score) FROM image_hardness_all
            WHERE annotation_set = '\(set)' AND role = 'final' AND condition IS NULL
              AND run_condition IS NULL AND hsf IS NOT NULL AND \(score) IS NOT NULL
            ORDER BY image_id)
          GROUP BY model
          """, "--json")
        #expect(run.code == 0, Comment(rawValue: run.message))
        let answers = try run.rows
        for network in GeneratedStudy.networks {
          let row = stored.first {
            $0["model"] as? String == network && $0["score"] as? String == score
              && $0["method"] as? String == method
          }
          let answer = answers.first { $0["model"] as? String == network }
          #expect(row?["statistic"] as? Double == answer?["r"] as? Double, "\(set) \(network)")
          #expect(row?["n"] as? Double == answer?["n"] as? Double, "\(set) \(network)")
          #expect(row?["statistic"] as? Double != nil)
        }
      }
    }
  }
}
