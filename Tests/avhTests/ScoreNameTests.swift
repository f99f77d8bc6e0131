import Foundation
import Studies
import TestSupport
import Testing

@testable import avh

/// The names that scores of other programs may have, from the command line and from a manifest.
struct ScoreNameTests {
  @Test(arguments: [
    "", " ", "avh", "confidence", "hsf", "label_entropy", "label", "a,b", "a:b", " x",
  ])
  func `names that mean something else are refused`(name: String) throws {
    #expect(ScoreName.problem(with: name) != nil)
    let run = CommandRun(
      "import-scores", "study.db", "scores.csv", "--model", "m", "--score=\(name)", "--direction",
      "higher-is-harder")
    #expect(run.code == 64)
    #expect(run.message.contains("--score"))
    #expect(!run.message.contains("from other values"))
  }

  @Test(arguments: ["c_score", "memorization", "c-score 2", "net|x"])
  func `any other name is a name`(name: String) { #expect(ScoreName.problem(with: name) == nil) }

  @Test func `a manifest names scores that exist, or is refused with the line`() throws {
    let study = try SmallStudy()
    let place = try study.writeOnFiles()
    let file = place + "/study.yml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let line = try #require(
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex { $0.contains("scores: [") })
    let start = try #require(text.range(of: "scores: ["))
    try text.replacingCharacters(in: start, with: "scores: [confidense, ")
      .write(toFile: file, atomically: true, encoding: .utf8)
    let run = CommandRun("study", "run", place, "--resolve")
    #expect(run.code == 65)
    #expect(
      run.message.contains("study.yml:\(line + 1)") || run.message.contains("line \(line + 1)"))
    #expect(run.message.contains("did you mean `confidence`?"), Comment(rawValue: run.message))
  }

  @Test func `a number below zero is called invalid, not missing`() {
    let run = CommandRun("correlate", "study.db", "--seed", "-1")
    #expect(run.code == 64)
    #expect(run.message.contains("'-1'") && !run.message.contains("Missing value"))
  }

  @Test func `blank names of sets and data sets are refused`() {
    for option in ["--set", "--dataset"] {
      #expect(CommandRun("import", "study.db", "votes.csv", option, " ").code == 64)
    }
  }
}
