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
    #expect(result.findings.first?.hasPrefix("sharp: about chance: rows or classes") == true)
    #expect(
      result.findings.dropFirst().first?.hasPrefix("sum of other: 1 image is not in the data")
        == true)

    // The doctor, which every run asks, finds the scores near chance too.
    #expect(result.findings.dropFirst(2).contains { $0.hasPrefix("sharp: ") })

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
      "SELECT name, kind, role, parameters, versions, inputs, images FROM run JOIN "
        + "model USING (model_id)",
      "SELECT purpose, sha256, rows_in, rows_used FROM source_file WHERE purpose LIKE "
        + "'%sharp' OR purpose LIKE '%other' ORDER BY purpose",
    ] {
      let rows = [files.database, files.path("out/study.db")].map {
        CommandRun("query", $0, query, "--csv")
      }
      #expect(rows[0].code == 0 && rows[0].output == rows[1].output, "\(query)")
      #expect(rows[0].output.contains("\n"))
    }
  }

  @Test func `both refuse a file of which half the images are unknown`() throws {
    let lines = try String(contentsOfFile: files.path("other.csv"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let renamed = lines.enumerated().map { (2...41).contains($0) ? "elsewhere\($0)-\($1)" : $1 }
    _ = try files.folder.write(renamed.joined(separator: "\n"), as: "other.csv")
    let runner = try StudyRunner(
      path: manifest, options: .init(data: files.folder.url.path, out: files.path("out")))
    let error = #expect(throws: StudyError.self) {
      try runner.run(database: files.path("out/study.db"))
    }
    #expect(error?.description.contains("of its 81 images are in the data set") == true)
    try #require(CommandRun(files.importVotes).code == 0)
    let arguments = [
      "import-scores", files.database, files.path("other.csv"), "--model", "other", "--score",
      "sum", "--direction", "higher-is-harder", "--json", "--quiet",
    ]
    let refused = CommandRun(arguments)
    #expect(refused.code == 65 && refused.message == error?.description)
    let counted = CommandRun(arguments + ["--unknown-images", "count"])
    #expect(counted.code == 0)
    #expect(try counted.counts["images unknown"] == 41)
  }

  @Test func `a manifest takes logits without norms, and checkpoints of logits`() throws {
    let weights = try Tensor.open(files.path("sharp/weight.npy")).readAll(as: Double.self)
    let bias = try Tensor.open(files.path("sharp/bias.npy")).readAll(as: Double.self)
    let features = try Tensor.open(files.path("sharp/features.npy")).readAll(as: Double.self)
    var logits: [Double] = []
    for image in 0..<80 {
      for label in 0..<4 {
        var sum = bias[label]
        for i in 0..<8 { sum += features[image * 8 + i] * weights[label * 8 + i] }
        logits.append(sum)
      }
    }
    try NPYWriter.write(logits, shape: [80, 4], to: files.path("logits.npy"))
    func norms(_ values: [Double]) -> [Double] {
      var squares = [Double](repeating: 0, count: values.count / 8)
      for (place, value) in values.enumerated() { squares[place / 8] += value * value }
      return squares.map { $0.squareRoot() }
    }
    let writer = try NPZWriter(path: files.path("step-5.npz"))
    for (name, values, shape) in [
      ("logits", logits, [80, 4]), ("bias", bias, [4]), ("weight_norms", norms(weights), [4]),
      ("feature_norms", norms(features), [80]), ("step", [5], []), ("train_loss", [0.5], []),
    ] as [(String, [Double], [Int])] {
      try writer.begin(name, elementType: .float64, shape: shape)
      try writer.append(values)
    }
    try writer.close()
    let text = try String(contentsOfFile: manifest, encoding: .utf8)
    _ = try files.folder.write(
      text.replacing(
        "external_scores:\n",
        with: """
            - name: bare
              logits: logits.npy
              runs:
                - {role: checkpoint, files: "step-*.npz"}
                - {role: degraded, condition: none, levels: {1: {file: step-5.npz, key: logits}}}
          external_scores:

          """), as: "study.yml")
    let runner = try StudyRunner(
      path: manifest, options: .init(data: files.folder.url.path, out: files.path("out")))
    let result = try runner.run(database: files.path("out/study.db"))
    #expect(result.networks.last?.unavailable.contains { $0.score == "avh" } == true)
    let rows = try CommandRun(
      "query", files.path("out/study.db"),
      "SELECT name || ' ' || role AS run, count(avh) AS a, count(loss) AS l, sum(loss) AS s FROM score "
        + "JOIN run USING (run_id) JOIN model USING (model_id) GROUP BY run_id", "--json"
    ).rows
    #expect(
      rows.map { $0["run"] as? String } == [
        "sharp final", "bare final", "bare checkpoint", "bare degraded",
      ])
    #expect(rows.map { $0["a"] as? Int } == [80, 0, 80, 80])
    let sums = rows.compactMap { $0["s"] as? Double }
    #expect(sums.count == 4 && sums.allSatisfy { abs($0 - sums[0]) < 1e-9 * sums[0] })
    let empty = try NPZWriter(path: files.path("step-6.npz"))
    try empty.begin("step", elementType: .float64, shape: [0])
    try empty.append([Double]())
    try empty.close()
    let again = try StudyRunner(
      path: manifest, options: .init(data: files.folder.url.path, out: files.path("again")))
    let error = #expect(throws: StudyError.self) {
      try again.run(database: files.path("again/study.db"))
    }
    #expect(error?.description.contains("its array `step` is empty") == true)
  }
}
