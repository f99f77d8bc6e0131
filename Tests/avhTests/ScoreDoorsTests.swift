import Foundation
import Studies
import StudyStore
import Tensors
import TestSupport
import Testing

@testable import avh

/// The command line and a manifest score the same files by the same rules.
struct ScoreDoorsTests {
  private let files: SimulatedFiles
  private let manifest: String

  /// A network whose classes are in another order than the labels, and another program's scores.
  init() throws {
    files = try SimulatedFiles()
    let weights = files.path("sharp/weight.npy")
    let values = try Tensor.open(weights).readAll(as: Float.self)
    try NPYWriter.write(Array(values[8...] + values[..<8]), shape: [4, 8], to: weights)
    let labels = try String(contentsOfFile: files.path("labels.csv"), encoding: .utf8)
    let images = labels.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[0] }
    _ = try files.folder.write(
      "image,value\nnowhere,1\n"
        + images.map { "\($0),\($0.utf8.reduce(0) { $0 + Int($1) })\n" }
        .joined(), as: "other.csv")
    manifest = try files.folder.write(
      """
      schema: 1
      id: doors
      question: Do both doors give the same?
      dataset:
        name: simulated
        classes: {space: simulated, file: classes.txt}
        labels: {file: labels.csv, layout: table}
      annotations:
        - {set: workers, file: votes.csv, default: true}
      models:
        - {name: sharp, features: sharp/features.npy, weights: sharp/weight.npy, bias: sharp/bias.npy}
      external_scores:
        - {name: sum, model: other, file: other.csv, direction: higher-is-harder}
      analyses:
        - {id: H1, kind: correlation, scores: [avh, sum], methods: [spearman]}

      """, as: "study.yml")
  }

  @Test func `both warn of the same and store the same`() throws {
    let runner = try StudyRunner(
      path: manifest, options: .init(data: files.folder.url.path, out: files.path("out")))
    let result = try runner.run(database: files.path("out/study.db"))
    #expect(result.findings.count == 2)
    #expect(result.findings.first?.hasPrefix("sharp: about chance: rows or classes") == true)
    #expect(result.findings.last?.hasPrefix("sum of other: 1 images are not in the data") == true)

    try #require(CommandRun(files.importVotes).code == 0)
    let scored = CommandRun(files.scoreSharp)
    let accuracy = try scored.rows.first { $0["what"] as? String == "accuracy" }
    #expect((accuracy?["note"] as? String)?.hasPrefix("about chance") == true)
    let imported = CommandRun(
      "import-scores", files.database, files.path("other.csv"), "--model", "other", "--score",
      "sum", "--direction", "higher-is-harder", "--json", "--quiet")
    #expect(try imported.counts["images unknown"] == 1)

    for query in [
      "SELECT * FROM image_hardness ORDER BY image",
      "SELECT * FROM score_hardness ORDER BY image, score",
      "SELECT name, kind, role, parameters, versions, inputs, images FROM run JOIN model USING (model_id)",
      "SELECT purpose, sha256, rows_in, rows_used FROM source_file WHERE purpose LIKE '%sharp' OR purpose LIKE '%other' ORDER BY purpose",
    ] {
      let rows = [files.database, files.path("out/study.db")].map {
        CommandRun("query", $0, query, "--csv")
      }
      #expect(rows[0].code == 0 && rows[0].output == rows[1].output, "\(query)")
      #expect(rows[0].output.contains("\n"))
    }
  }
}
