import Foundation
import TestSupport
import Testing
import avh

struct KnownAnswerReportTests {
  /// Writes cases to a file and runs it.
  private func run(_ cases: String, allowIncomplete: Bool = false) throws -> KnownAnswerReport {
    let folder = try TemporaryFolder()
    let path = try folder.write("{\"schema\": 1, \"cases\": [\(cases)]}", as: "cases.json")
    return try KnownAnswers.run(path: path, allowIncomplete: allowIncomplete)
  }

  private func answerCase(
    _ function: String, _ arguments: String, _ expected: String, _ more: String = ""
  ) -> String {
    """
    {"id": "c", "function": "\(function)", "arguments": {\(arguments)}, "expected": {\(expected)},
     "tolerance": {"relative": 1e-9, "absolute": 0}\(more)}
    """
  }

  @Test func `a right value passes and a wrong one fails`() throws {
    let brown = "\"r\": 0.6, \"factor\": 2"
    let right = try run(answerCase("spearman_brown", brown, "\"reliability\": 0.75"))
    #expect(right.passes)
    #expect(right.summary.hasPrefix("1 case: 1 pass, 0 fail, 0 incomplete, 0 unsupported"))
    #expect(right.summary.hasSuffix("1 of 1 field compared"))
    let wrong = try run(answerCase("spearman_brown", brown, "\"reliability\": 0.7500001"))
    #expect(!wrong.passes)
    #expect(wrong.cases[0].status == .fail)
    #expect(wrong.misses.count == 1)
    #expect(wrong.misses[0].contains("reliability"))
  }

  @Test func `a field that is not computed is incomplete`() throws {
    let text = answerCase(
      "spearman_brown", "\"r\": 0.6, \"factor\": 2", "\"reliability\": 0.75, \"other\": 1")
    let strict = try run(text)
    #expect(strict.cases[0].status == .incomplete)
    #expect(strict.fieldsCompared == 1)
    #expect(strict.fieldsExpected == 2)
    #expect(!strict.passes)
    let lenient = try run(text, allowIncomplete: true)
    #expect(lenient.passes)
  }

  @Test func `an unknown function is unsupported`() throws {
    let text = answerCase("astrology", "\"x\": 1", "\"a\": 1, \"b\": {\"c\": 2, \"d\": 3}")
    let report = try run(text)
    #expect(report.cases[0].status == .unsupported)
    #expect(report.fieldsExpected == 3)
    #expect(report.fieldsCompared == 0)
    #expect(!report.passes)
    let lenient = try run(text, allowIncomplete: true)
    #expect(lenient.passes)
  }

  @Test func `an undefined outcome needs an error, not a number`() throws {
    let undefined = "\"outcome\": \"undefined\", \"reason\": \"0/0\""
    let right = try run(answerCase("spearman_brown", "\"r\": -1, \"factor\": 2", undefined))
    #expect(right.passes)
    #expect(right.cases[0].error != nil)
    let wrong = try run(answerCase("spearman_brown", "\"r\": 0.5, \"factor\": 2", undefined))
    #expect(wrong.cases[0].status == .fail)
  }

  @Test func `an error where values are expected fails unless it is accepted`() throws {
    let (arguments, expected) = ("\"r\": -1, \"factor\": 2", "\"reliability\": 1")
    let refused = try run(answerCase("spearman_brown", arguments, expected))
    #expect(refused.cases[0].status == .fail)
    let accepted = try run(
      answerCase("spearman_brown", arguments, expected, ", \"accept_undefined\": true"))
    #expect(accepted.passes)
  }

  @Test func `skipped fields are not counted`() throws {
    let more =
      ", \"field_tolerance\": {\"reliability\": {\"relative\": \"skip\", \"absolute\": \"skip\"}}"
    let report = try run(
      answerCase("spearman_brown", "\"r\": 0.6, \"factor\": 2", "\"reliability\": 99", more))
    #expect(report.passes)
    #expect(report.fieldsExpected == 0)
  }

  @Test func `infinities must be equal and signed`() throws {
    let arguments = "\"x\": [1, 2, 3, 4, 5], \"y\": [2, 4, 6, 8, 10], \"confidence\": 0.95"
    let right = try run(answerCase("pearson", arguments, "\"t\": \"inf\", \"r\": 1"))
    #expect(right.passes)
    let wrong = try run(answerCase("pearson", arguments, "\"t\": \"-inf\""))
    #expect(wrong.cases[0].status == .fail)
  }

  @Test func `a bad argument is a failure that names it`() throws {
    let report = try run(
      answerCase("spearman_brown", "\"r\": \"much\"", "\"outcome\": \"undefined\""))
    #expect(report.cases[0].status == .fail)
    #expect(report.misses[0].contains("\"r\""))
    let huge = """
      "x": {"generate": {"kind": "uniform", "seed": 1, "n": 1e15}}, "y": [1]
      """
    let refused = try run(answerCase("spearman", huge, "\"rho\": 1"))
    #expect(refused.cases[0].status == .fail)
  }

  @Test func `the JSON form names every case with its computed fields`() throws {
    let report = try run(
      [
        answerCase("spearman_brown", "\"r\": 0.5, \"factor\": 3", "\"reliability\": 0.75"),
        answerCase("spearman_brown", "\"r\": -1, \"factor\": 2", "\"outcome\": \"undefined\""),
        answerCase("normal_quantile", "\"p\": 0", "\"value\": \"-inf\""),
      ].joined(separator: ","))
    let text = String(decoding: try report.json(), as: UTF8.self)
    #expect(
      text.contains(
        """
        {"computed":{"reliability":0.75},"error":null,"function":"spearman_brown","id":"c","pass":true}
        """))
    #expect(text.contains("\"computed\":{\"value\":\"-inf\"}"))
    #expect(text.contains("\"error\":\"the statistic is undefined"))
  }

  @Test func `refuses files that are not reference cases`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: KnownAnswersError.unreadable(path: folder.path("none.json"))) {
      try KnownAnswers.run(path: folder.path("none.json"))
    }
    let text = try folder.write("not JSON", as: "text.json")
    #expect(throws: KnownAnswersError.self) { try KnownAnswers.run(path: text) }
    let empty = try folder.write("{\"schema\": 1}", as: "empty.json")
    #expect(throws: KnownAnswersError.self) { try KnownAnswers.run(path: empty) }
    let newer = try folder.write("{\"schema\": 2, \"cases\": []}", as: "newer.json")
    #expect(throws: KnownAnswersError.unknownSchema(path: newer, schema: 2)) {
      try KnownAnswers.run(path: newer)
    }
  }

  @Test func `generated arrays follow the stated arithmetic`() throws {
    let affine = """
      "x": {"generate": {"kind": "affine", "n": 3, "offset": 1, "terms": [{"scale": 2, "seed": 0}]}}
      """
    // The first three units of seed 0 are .8833, .4315, .0264: they fall.
    let report = try run(
      answerCase("rank", affine, "\"dense\": [3, 2, 1]") + ","
        + answerCase(
          "rank",
          """
          "x": {"generate": {"kind": "levels", "levels": 4, "divisor": 3,
            "of": {"kind": "uniform", "n": 3, "seed": 0}}}
          """, "\"dense\": [3, 2, 1]") + ","
        + answerCase(
          "rank",
          """
          "x": {"generate": {"kind": "threshold", "below": 0.5,
            "of": {"kind": "uniform", "n": 3, "seed": 0}}}
          """, "\"dense\": [1, 2, 2]"))
    for miss in report.misses { Issue.record("\(miss)") }
    #expect(report.passes)
  }
}
