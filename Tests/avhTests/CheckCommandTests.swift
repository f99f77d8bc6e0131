import Foundation
import Tensors
import TestSupport
import Testing

@testable import avh

struct CheckCommandTests {
  @Test func `stays silent on a study whose parts fit`() throws {
    let files = try SimulatedFiles(images: 200)
    try files.fill()
    let scored = CommandRun(files.scoreSharp + ["--replace"])
    #expect(scored.code == 0 && !scored.output.contains("about chance"))
    let run = CommandRun("check", files.database, "--json", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.output))
    let rows = try run.rows
    #expect(rows.allSatisfy { ["ok", "note"].contains($0["severity"] as? String) })
    let checks = Set(rows.compactMap { $0["check"] as? String })
    #expect(checks.isSuperset(of: ["images", "accuracy", "norms"]))
  }

  @Test(arguments: [[], ["--condition", "noise", "--level", "3"], ["--step", "30"]])
  func `finds the rows of a network that were shifted`(run options: [String]) throws {
    let files = try SimulatedFiles(images: 400, effect: "angle=0,norm=0,logits=0")
    try #require(CommandRun(files.importVotes).code == 0)
    let features = try Tensor.open(files.path("sharp/features.npy")).readAll(as: Float.self)
    let shifted = Array(features[8...] + features[..<8])
    try NPYWriter.write(shifted, shape: [400, 8], to: files.path("sharp/features.npy"))
    let scored = CommandRun(files.scoreSharp + options)
    try #require(scored.code == 0)
    let accuracy = try scored.rows.first { $0["what"] as? String == "accuracy" }
    #expect((accuracy?["note"] as? String)?.hasPrefix("about chance") == true)
    let run = CommandRun("check", files.database, "--json", "--quiet")
    #expect(run.code == 1)
    let codes = try run.rows.filter { $0["severity"] as? String != "ok" }
      .compactMap { $0["check"] as? String }
    #expect(codes == ["shifted-rows"])
  }

  @Test func `finds classes that were exchanged`() throws {
    let files = try SimulatedFiles(images: 400, effect: "angle=0,norm=0,logits=0")
    try #require(CommandRun(files.importVotes).code == 0)
    let weights = try Tensor.open(files.path("sharp/weight.npy")).readAll(as: Float.self)
    let bias = try Tensor.open(files.path("sharp/bias.npy")).readAll(as: Float.self)
    let order = [0, 1, 3, 2]
    try NPYWriter.write(
      order.flatMap { weights[$0 * 8..<$0 * 8 + 8] }, shape: [4, 8],
      to: files.path("sharp/weight.npy"))
    try NPYWriter.write(order.map { bias[$0] }, shape: [4], to: files.path("sharp/bias.npy"))
    try #require(CommandRun(files.scoreSharp).code == 0)
    let run = CommandRun("check", files.database, "--json", "--quiet")
    #expect(run.code == 1)
    #expect(
      try run.rows.contains {
        $0["check"] as? String == "permuted-classes" && $0["subject"] as? String == "sharp"
      })
  }

  @Test func `an attack that exchanges classes is no finding`() throws {
    let files = try SimulatedFiles(images: 400, effect: "angle=0,norm=0,logits=0")
    try #require(CommandRun(files.importVotes).code == 0)
    let weights = try Tensor.open(files.path("sharp/weight.npy")).readAll(as: Float.self)
    try NPYWriter.write(
      [1, 0, 3, 2].flatMap { weights[$0 * 8..<$0 * 8 + 8] }, shape: [4, 8],
      to: files.path("sharp/weight.npy"))
    let options = ["--role", "adversarial", "--condition", "pgd", "--level", "8"]
    try #require(CommandRun(files.scoreSharp + options).code == 0)
    let run = CommandRun("check", files.database, "--json", "--quiet")
    #expect(run.code == 0)
    #expect(
      try run.rows.contains { $0["subject"] as? String == "sharp, adversarial pgd at level 8.0" })
  }

  @Test func `compares the statistics with a file of cases`() throws {
    let folder = try TemporaryFolder()
    func cases(_ value: Double) -> String {
      """
      {"schema": 1, "set": "own", "count": 1, "cases": [{"id": "p1", "function": "pearson",
      "arguments": {"x": [1, 2, 3, 4], "y": [1, 3, 2, 4], "confidence": 0.95},
      "expected": {"r": \(value)}, "tolerance": {"relative": 1e-12, "absolute": 0}}]}
      """
    }
    let right = CommandRun("check", "statistics", try folder.write(cases(0.8), as: "right.json"))
    #expect(right.code == 0, Comment(rawValue: right.output + right.message))
    #expect(right.output.contains("1 of 1 field compared"))
    let path = try folder.write(cases(0.7), as: "wrong.json")
    let wrong = CommandRun("check", "statistics", path)
    #expect(wrong.code == 1)
    #expect(wrong.output.contains("p1"))
    let json = CommandRun("check", "statistics", path, "--json")
    #expect(json.code == 1)
    let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let list = try #require(value?["cases"] as? [[String: Any]])
    #expect(list.first?["pass"] as? Bool == false)
  }
}
