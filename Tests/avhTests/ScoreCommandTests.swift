import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@testable import avh

struct ScoreCommandTests {
  @Test func `scores a network into a study and says so`() throws {
    let files = try SimulatedFiles()
    try #require(CommandRun(files.importVotes).code == 0)
    let run = CommandRun(files.scoreSharp)
    #expect(run.code == 0, Comment(rawValue: run.message))
    let counts = try run.counts
    #expect(counts["images stored"] == 80)
    #expect(counts["images unknown"] == 0)
    #expect(counts["rows with a label"] == 80)
    #expect(try #require(counts["accuracy"]) > 0.3)
    #expect((0...1).contains(try #require(counts["mean avh"])))
    #expect(CommandRun(files.scoreSharp).output.isEmpty, "the same run is stored once")
  }

  @Test func `gives the same scores with and without a study`() throws {
    let files = try SimulatedFiles.filled()
    let labels = files.path("true.npy")
    let text = try String(contentsOfFile: files.path("labels.csv"), encoding: .utf8)
    let classes = text.split(separator: "\n").dropFirst().compactMap { line in
      line.split(separator: "-").last.flatMap { Int64($0) }
    }
    try #require(classes.count == 80)
    try NPYWriter.write(classes, shape: [80], to: labels)
    let out = files.path("scores.npz")
    let run = CommandRun(
      "score", "--features", files.path("sharp/features.npy"), "--weights",
      files.path("sharp/weight.npy"), "--bias", files.path("sharp/bias.npy"), "--labels", labels,
      "--out", out, "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let avh = try Tensor.open(out, key: "avh").readAll(as: Double.self)
    let stored = CommandRun(
      "query", files.database,
      "SELECT avh FROM score JOIN run USING (run_id) JOIN model USING (model_id) "
        + "WHERE name = 'sharp' ORDER BY image_id", "--csv", "--no-headers")
    #expect(stored.output.split(separator: "\n").compactMap { Double($0) } == avh)
  }

  @Test func `wants to know which image each row is`() throws {
    let files = try SimulatedFiles()
    try #require(CommandRun(files.importVotes).code == 0)
    let before = try files.storedRows()
    let run = CommandRun(files.scoreSharp.filter { $0 != "--order" && $0 != "labels" })
    #expect(run.code == 65)
    #expect(run.message.contains("--images") && run.message.contains("--order"))
    #expect(try files.storedRows() == before)
  }

  @Test func `refuses a list of images none of which is known`() throws {
    let files = try SimulatedFiles()
    try #require(CommandRun(files.importVotes).code == 0)
    let list = try files.folder.write(
      (0..<80).map { "other-\($0)\n" }.joined(), as: "ids.txt")
    let arguments = files.scoreSharp.filter { $0 != "--order" && $0 != "labels" }
    let run = CommandRun(arguments + ["--images", list])
    #expect(run.code == 65)
    #expect(run.message.contains("none of its 80 images"))
    let runs = CommandRun("query", files.database, "SELECT count(*) AS n FROM run", "--json")
    #expect(try runs.rows.first?["n"] as? Int == 0)
  }

  @Test func `keeps checkpoints and altered images apart from the final run`() throws {
    let files = try SimulatedFiles.filled()
    let count = "SELECT count(*) AS n FROM image_hardness"
    let before = try CommandRun("query", files.database, count, "--json").rows.first?["n"] as? Int
    #expect(CommandRun(files.scoreSharp + ["--condition", "noise", "--level", "3"]).code == 0)
    #expect(CommandRun(files.scoreSharp + ["--step", "100"]).code == 0)
    let after = try CommandRun("query", files.database, count, "--json").rows.first?["n"] as? Int
    #expect(before == 160 && after == 160)
    let roles = CommandRun(
      "query", files.database, "SELECT role FROM run ORDER BY run_id", "--csv", "--no-headers")
    #expect(roles.output == "final\nfinal\ndegraded\ncheckpoint\n")
  }

  @Test func `takes logits with norms and says what they cannot give`() throws {
    let files = try SimulatedFiles()
    try #require(CommandRun(files.importVotes).code == 0)
    let features = try Tensor.open(files.path("sharp/features.npy")).readAll(as: Double.self)
    let weights = try Tensor.open(files.path("sharp/weight.npy")).readAll(as: Double.self)
    func norms(_ values: [Double]) -> [Double] {
      stride(from: 0, to: values.count, by: 8).map { row in
        values[row..<row + 8].reduce(0) { $0 + $1 * $1 }.squareRoot()
      }
    }
    let logits = (0..<80).flatMap { image in
      (0..<4).map { label in
        (0..<8).reduce(0.0) { $0 + features[image * 8 + $1] * weights[label * 8 + $1] }
      }
    }
    for (name, values, shape) in [
      ("logits.npy", logits, [80, 4]), ("wn.npy", norms(weights), [4]),
      ("fn.npy", norms(features), [80]),
    ] { try NPYWriter.write(values, shape: shape, to: files.path(name)) }
    let run = CommandRun(
      "score", files.database, "--model", "given", "--logits", files.path("logits.npy"),
      "--weight-norms", files.path("wn.npy"), "--feature-norms", files.path("fn.npy"), "--order",
      "labels", "--json", "--quiet")
    #expect(run.code == 0, Comment(rawValue: run.message))
    let missing = try #require(
      try run.rows.first { $0["what"] as? String == "boundary_distance" })
    #expect(missing["value"] as? String == "not available")
    #expect((missing["note"] as? String)?.contains("distances") == true)
  }

  @Test(arguments: [
    ["score", "--features", "f.npy", "--weights", "w.npy"],
    ["score", "s.db", "--features", "f.npy", "--weights", "w.npy"],
    ["score", "s.db", "--model", "m", "--features", "f.npy"],
    ["score", "s.db", "--model", "m"],
    [
      "score", "s.db", "--model", "m", "--features", "f.npy", "--weights", "w.npy", "--precision",
      "half",
    ],
  ])
  func `calls an incomplete command wrong usage`(arguments: [String]) {
    #expect(CommandRun(arguments).code == 64)
  }

  @Test func `imports a score of another program beside its own`() throws {
    let files = try SimulatedFiles.filled()
    let images = CommandRun(
      "query", files.database, "SELECT name FROM image ORDER BY image_id", "--csv", "--no-headers"
    ).output.split(separator: "\n")
    let table = try files.folder.write(
      "image,value\n" + images.enumerated().map { "\($1),\($0)\n" }.joined(), as: "scores.csv")
    let arguments = [
      "import-scores", files.database, table, "--model", "sharp", "--score", "row", "--direction",
      "higher-is-harder", "--json", "--quiet",
    ]
    let run = CommandRun(arguments)
    #expect(run.code == 0, Comment(rawValue: run.message))
    #expect(try run.counts["images stored"] == 80)
    #expect(CommandRun(arguments).output.isEmpty, "the same values are stored once")
    let rows = try CommandRun(
      "correlate", files.database, "--score", "row", "--model", "sharp", "--json"
    )
    .rows
    #expect(rows.count == 1)
    #expect(rows.first?["n"] as? Int == 80)
    let array = files.path("values.npy")
    try NPYWriter.write((0..<80).map(Double.init), shape: [80], to: array)
    #expect(
      CommandRun(
        "import-scores", files.database, array, "--model", "sharp", "--score", "row2",
        "--direction", "higher-is-harder"
      ).code == 65, "an array has no image names")
    #expect(CommandRun(arguments.map { $0 == "higher-is-harder" ? "up" : $0 }).code == 64)
  }

  @Test func `transposed weights are recognised before anything else is blamed`() throws {
    let files = try SimulatedFiles.filled()
    // Four classes of width 8; a row of zeros and a bias of the wrong length would be blamed first.
    let turned = (0..<32).map { $0 / 4 == 5 ? 0.0 : Double($0 % 7) - 3 }
    try NPYWriter.write(turned, shape: [8, 4], to: files.path("turned.npy"))
    try NPYWriter.write([0.0, 1, 2, 3, 4], shape: [5], to: files.path("bias5.npy"))
    let base = [
      "score", files.database, "--model", "turned", "--order", "labels", "--weights",
      files.path("turned.npy"), "--features", files.path("sharp/features.npy"),
    ]
    for more in [[], ["--bias", files.path("bias5.npy")]] {
      let run = CommandRun(base + more)
      #expect(run.code == 65)
      #expect(run.message.contains("(8, 4) and look transposed"), Comment(rawValue: run.message))
    }
  }
}
