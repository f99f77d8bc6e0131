import Foundation
import TestSupport
import Testing

@testable import avh

/// Answers without true classes: what is said, and what works all the same.
struct UnlabelledStudyTests {
  private let study: String

  init() throws {
    let folder = try TemporaryFolder()
    study = folder.path("study.db")
    // Unanimous, 3 of 4, and 2 of 4: entropy and majority share differ on every image.
    let votes = try folder.write(
      "image,annotator,label\n"
        + [("a", "cccc"), ("b", "cccd"), ("c", "ccdd"), ("d", "ccde")].flatMap { image, answers in
          answers.enumerated().map { "\(image),\($0.offset),\($0.element)" }
        }.joined(separator: "\n") + "\n", as: "votes.csv")
    let run = CommandRun("import", study, votes, "--quiet", "--dataset", "d")
    try #require(run.code == 0, Comment(rawValue: run.message))
    let scores = try folder.write("image,value\na,1\nb,2\nc,3\nd,4\n", as: "scores.csv")
    let imported = CommandRun(
      "import-scores", study, scores, "--model", "m", "--score", "difficulty", "--direction",
      "higher-is-harder", "--quiet")
    try #require(imported.code == 0, Comment(rawValue: imported.message))
    kept = folder
  }

  /// Keeps the folder as long as the test.
  private let kept: TemporaryFolder

  private func coefficient(_ human: String) throws -> Double? {
    let run = CommandRun(
      "correlate", study, "--human", human, "--score", "difficulty", "--json", "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
    return try run.rows.first?["statistic"] as? Double
  }

  @Test func `entropy and majority share need no true class`() throws {
    #expect(try coefficient("label_entropy") == 1)
    // The shares are 1, 3/4, 1/2, 1/2: Spearman of ranks 1, 2, 3, 4 with 4, 3, 1.5, 1.5.
    let share = try #require(try coefficient("majority_share"))
    #expect(abs(share + 0.9486832980505138) < 1e-12)
    #expect(try coefficient("hsf") == nil)
  }

  @Test func `scores without a value or an image are counted`() throws {
    let scores = try kept.write("image,value\na,NA\n,7\nb,2\nc,3\nd,\n", as: "gaps.csv")
    let run = CommandRun(
      "import-scores", study, scores, "--model", "m", "--score", "gaps", "--direction",
      "higher-is-harder", "--json", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let values = CommandRun(
      "query", study, "SELECT count(value) FROM external_score WHERE name = 'gaps'", "--csv",
      "--no-headers")
    #expect(values.output == "2\n")
  }

  @Test func `the examination names the command that gives true classes`() throws {
    let check = CommandRun("check", study, "--json", "--quiet")
    #expect(check.code == 0)
    #expect(
      check.output.contains(
        "avh import \(study) --dataset d --labels FILE".replacing("/", with: "\\/"))
        || check.output.contains("avh import \(study) --dataset d --labels FILE"))
    let report = CommandRun("report", study, "--out", kept.path("report"), "--quiet")
    #expect(report.code == 0, Comment(rawValue: report.message))
    let page = try String(contentsOfFile: kept.path("report/index.html"), encoding: .utf8)
    #expect(page.contains("avh import STUDY --dataset d --labels FILE"))
  }
}
