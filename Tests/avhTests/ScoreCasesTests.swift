import Foundation
import TestSupport
import Testing

@testable import avh

/// Small inputs of scores that were once read wrong, with the values that are right.
struct ScoreCasesTests {
  private let folder: TemporaryFolder
  private var study: String { folder.path("study.db") }

  init() throws { folder = try TemporaryFolder() }

  private func file(_ case: String, _ name: String) throws -> String {
    try #require(
      Bundle.module.url(
        forResource: name, withExtension: nil, subdirectory: "References/cases/\(`case`)")
    ).path
  }

  @discardableResult
  private func run(_ arguments: String...) throws -> CommandRun {
    let run = CommandRun(arguments)
    try #require(run.code == 0, Comment(rawValue: run.message))
    return run
  }

  @Test func `a score that belongs to no network is in every analysis`() throws {
    let place = "score-of-another-program"
    try run(
      "import", study, file(place, "votes.csv"), "--dataset", "d", "--set", "s", "--label-space",
      file(place, "classes.txt"), "--labels", file(place, "labels.csv"), "--quiet")
    try run(
      "import-scores", study, file(place, "scores.csv"), "--model", "c-score", "--score", "c_score",
      "--direction", "higher-is-harder")
    let rows = try run(
      "correlate", study, "--score", "c_score", "--method", "spearman,pearson,kendall", "--json"
    ).rows
    let found = rows.compactMap { $0["statistic"] as? Double }
    for (got, expected) in zip(found, [-0.191474, -0.190559, -0.146376]) {
      #expect(abs(got - expected) < 5e-7)
    }
    #expect(found.count == 3 && rows.allSatisfy { $0["n"] as? Int == 40 })
    let p = try #require(rows.first?["p"] as? Double)
    #expect(abs(p - 0.2366) < 5e-5)
    let ranked = try run("rank", study, "--json").output
    #expect(ranked.contains("c_score"))
    let report = folder.path("report")
    try run("report", study, "--out", report, "--quiet")
    let text = try String(contentsOfFile: report + "/report.md", encoding: .utf8)
    #expect(text.contains("c\\_score"))
    let table = try String(contentsOfFile: report + "/tables/h1-all.csv", encoding: .utf8)
    #expect(table.contains("c-score,c_score,spearman"))
  }

  @Test(arguments: [true, false])
  func `a network keeps its scores in whatever order another program's come`(
    _ othersFirst: Bool
  ) throws {
    let place = "scores-before-network"
    try run(
      "import", study, file(place, "votes.csv"), "--dataset", "d", "--set", "v", "--labels",
      file(place, "labels.csv"), "--map", "image=image,annotator=annotator,label=label", "--quiet")
    let others = [
      "import-scores", study, try file(place, "sa.csv"), "--dataset", "d", "--model", "m",
      "--score", "sa", "--direction", "higher-is-harder",
    ]
    let own = [
      "score", study, "--dataset", "d", "--model", "m", "--features",
      try file(place, "features.npy"), "--weights", try file(place, "weights.npy"), "--images",
      try file(place, "names.txt"),
    ]
    for arguments in othersFirst ? [others, own] : [own, others] {
      #expect(CommandRun(arguments).code == 0)
    }
    let rows = try run("correlate", study, "--score", "avh,sa", "--json").rows
    #expect(rows.map { $0["n"] as? Int } == [12, 12])
    let rho = try #require(rows.last?["statistic"] as? Double)
    #expect(rows.last?["score"] as? String == "sa" && abs(rho + 0.8416) < 5e-5)
    #expect(rows.allSatisfy { $0["model"] as? String == "m" })
  }

  @Test func `networks are compared with a score that belongs to no network`() throws {
    let files = try SimulatedFiles.filled()
    let images = CommandRun(
      "query", files.database, "SELECT name FROM image ORDER BY image_id", "--csv", "--no-headers"
    ).output.split(separator: "\n")
    let table = try files.folder.write(
      "image,value\n" + images.enumerated().map { "\($1),\($0 % 7)\n" }.joined(), as: "other.csv")
    let arguments = ["--score", "other", "--direction", "higher-is-harder"]
    #expect(
      CommandRun(["import-scores", files.database, table, "--model", "o"] + arguments).code == 0)
    let rows = try run("compare", files.database, "avh:other", "--json").rows
    #expect(Set(rows.compactMap { $0["model_a"] as? String }) == ["sharp", "blunt"])
    #expect(rows.allSatisfy { $0["model_b"] as? String == "o" && $0["n"] as? Int == 80 })
    #expect(
      CommandRun(["import-scores", files.database, table, "--model", "sharp"] + arguments).code == 0
    )
    let same = try run("compare", files.database, "avh:other", "--model", "sharp", "--json").rows
    for key in ["difference", "p", "statistic_b"] {
      #expect(same.first?[key] as? Double == rows.first?[key] as? Double)
    }
    let single = try run("correlate", files.database, "--score", "avh,other", "--json").rows
    #expect(
      single.map { "\($0["model"] ?? "") \($0["score"] ?? "")" } == [
        "sharp avh", "sharp other", "blunt avh", "o other",
      ])
  }

  @Test func `scores without a value say in how many rows and why`() throws {
    let place = "rel-avh-nan-silent"
    let rows = try run(
      "score", "--features", file(place, "features.npy"), "--weights",
      file(place, "weights.npy"), "--labels", file(place, "labels.npy"), "--out",
      folder.path("o.npz"), "--json", "--quiet"
    ).rows
    let without = rows.filter { ($0["what"] as? String)?.hasPrefix("rows without") == true }
    #expect(
      without.map { $0["what"] as? String } == [
        "rows without avh", "rows without avh_predicted", "rows without boundary_distance",
      ])
    #expect(without.allSatisfy { $0["value"] as? Int == 5 && $0["note"] != nil })
  }

  @Test func `a label beyond 32 bits is named as the file has it`() throws {
    let place = "rel-label-named-wrongly"
    let run = CommandRun(
      "score", "--features", try file(place, "features.npy"), "--weights",
      try file(place, "weights.npy"), "--labels", try file(place, "labels.npy"), "--out",
      folder.path("o.npz"))
    #expect(run.code == 65 && run.message.contains("target class 4611686018427387904"))
  }

  @Test func `probabilities are no logits`() throws {
    let place = "probabilities-as-logits"
    try run(
      "import", study, file(place, "votes.csv"), "--dataset", "d", "--set", "s", "--label-space",
      file(place, "classes.txt"), "--labels", file(place, "labels.csv"), "--quiet")
    func arguments(_ logits: String) throws -> [String] {
      [
        "score", study, "--model", "p", "--logits", try file(place, logits), "--weight-norms",
        try file(place, "weight-norms.npy"), "--feature-norms",
        try file(place, "feature-norms.npy"), "--bias", try file(place, "bias.npy"), "--images",
        try file(place, "names.txt"), "--json", "--quiet",
      ]
    }
    let refused = CommandRun(try arguments("probabilities.npy"))
    #expect(refused.code == 65 && refused.message.contains("are probabilities: every row"))
    let counts = try CommandRun(arguments("logits.npy")).counts
    #expect(abs(try #require(counts["mean avh"]) - 0.1849) < 5e-5)
    #expect(abs(try #require(counts["mean confidence"]) - 0.5702) < 5e-5)
    let alone = CommandRun(
      "score", study, "--model", "alone", "--logits", try file(place, "logits.npy"), "--images",
      try file(place, "names.txt"), "--json", "--quiet")
    #expect(abs(try #require(alone.counts["mean confidence"]) - 0.5702) < 5e-5)
    let missing = try alone.rows.first { $0["what"] as? String == "avh" }
    #expect(missing?["value"] as? String == "not available" && missing?["note"] != nil)
    let stored = try run(
      "query", study,
      "SELECT model, count(avh) AS a, count(loss) AS l FROM image_hardness GROUP BY 1",
      "--csv", "--no-headers")
    #expect(stored.output == "alone,0,40\np,40,40\n")
    let classes = CommandRun(try arguments("logits.npy") + ["--background", "0", "--replace"])
    #expect(classes.code == 65 && classes.message.contains("3 outputs, but d has the 4 classes"))
  }

  @Test func `a checkpoint of torch is refused with the line that converts it`() throws {
    let place = "torch-checkpoint-remedy"
    let head = CommandRun(
      "score", "--out", folder.path("o.npz"), "--features", try file(place, "features.npy"),
      "--weights", try file(place, "head.pth"), "--labels", try file(place, "labels.npy"))
    #expect(head.code == 65 && head.message.contains("torch.load('"))
    #expect(!head.message.contains("pickle.load"))
    let narrow = try file(place, "bfloat16-features.npy")
    let features = CommandRun(
      "score", "--out", folder.path("o.npz"), "--features", narrow, "--weights", narrow)
    #expect(features.code == 65)
    #expect(features.message.contains("a.view(ml_dtypes.bfloat16).astype('f4')"))
  }
}
