import Foundation
import TestSupport
import Testing

@testable import avh

/// A small study with every kind of task and with names that try to be mistaken for something else.
///
/// | Set | Task |
/// | --- | ---- |
/// | `crowd` | forced choice, one row an answer |
/// | `presence` | yes, maybe or no to single classes, under a rule for maybe |
/// | `shares: 100 %` | published shares without counts |
/// | `ranks` | groups of equal rank, weights that sum to 1 |
///
/// The networks have files of every kind, runs of every role and scores of other programs; the inputs
/// are those of the study of version 0.1.0.
struct GeneratedStudy {
  static let networks = [
    "a | b", #"vit:b16 "über" 😀.x"#,
    "densenet, norms only " + String(repeating: "n", count: 180),
  ]
  static let sets = ["crowd", "presence", "shares: 100 %", "ranks"]

  let folder: TemporaryFolder
  let database: String
  let report: String

  /// Runs the study with one rule for maybe.
  ///
  /// - Parameters:
  ///   - maybe: What a maybe of `presence` is worth.
  ///   - isWhole: Whether every kind of analysis runs, or those that read what people said.
  /// - Throws: What the file system throws; the expectation that the run succeeds.
  init(maybe: String, isWhole: Bool) throws {
    folder = try TemporaryFolder()
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "StudyStoreTests/References/version-1")
    let inputs = folder.path("inputs")
    try FileManager.default.copyItem(atPath: source.appending(path: "inputs").path, toPath: inputs)
    try Self.addSets(to: inputs)
    let study = try folder.write(
      try Self.manifest(
        String(contentsOf: source.appending(path: "study.yml"), encoding: .utf8), maybe: maybe,
        isWhole: isWhole),
      as: "study.yml")
    let out = folder.path("out")
    let run = CommandRun("study", "run", study, "--data", inputs, "--out", out, "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
    (database, report) = (out + "/study.db", out + "/report")
  }

  private static func manifest(_ text: String, maybe: String, isWhole: Bool) throws -> String {
    var text = text
    for (old, new) in [("vit:b16", networks[1]), ("densenet, norms only", networks[2])] {
      text = text.replacing("\"\(old)\"", with: "'\(new)'").replacing(
        ": \(old)\n", with: ": '\(new)'\n")
    }
    text = text.replacing(
      "\nmodels:\n",
      with: """

          - set: presence
            file: presence.csv
            map: {image: file, annotator: who, asked: class, label: answer}
            options: {salt: fixture, maybe: "\(maybe)"}
          - {set: "shares: 100 %", file: shares.csv}
          - {set: ranks, file: ranks.json, format: rankings, options: {order: labels}}
        models:

        """)
    let asked = sets.enumerated().map { place, set in
      """
        - {id: T\(place), kind: correlation, scores: [avh, confidence], set: "\(set)", methods: [spearman, pearson, kendall]}

      """
    }
    let kinds = try #require(text.range(of: "  - {id: Q5"))
    let decisions = try #require(text.range(of: "decisions:"))
    let rest = text[(isWhole ? kinds : decisions).lowerBound...]
    return text[..<kinds.lowerBound] + asked.joined() + rest
  }

  private static func addSets(to folder: String) throws {
    let labels = try String(contentsOfFile: folder + "/labels.csv", encoding: .utf8)
      .split(separator: "\n").dropFirst()
    let shares = labels.enumerated().map { row, line in "\(line),0.\(10 + (row * 37) % 89)" }
    try ("image,class,hsf\n" + shares.joined(separator: "\n") + "\n").write(
      toFile: folder + "/shares.csv", atomically: true, encoding: .utf8)
    let classes = try String(contentsOfFile: folder + "/classes.txt", encoding: .utf8)
      .split(separator: "\n").map(String.init)
    // Two readers an image: one ranks two classes, one puts two classes beside each other.
    let ranks = labels.indices.map { index -> [[[String]]] in
      let row = index - 1
      func name(_ number: Int) -> String { classes[number % classes.count] }
      return [[[name(row)], [name(row + 1 + row / 5)]], [[name(row * row), name(row * row + 1)]]]
    }
    try JSONSerialization.data(withJSONObject: ranks).write(
      to: URL(filePath: folder + "/ranks.json"))
  }

  /// The rows of one list of `report.json`.
  func rows(_ list: String) throws -> [[String: Any]] {
    let data = try Data(contentsOf: URL(filePath: report + "/report.json"))
    let value = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return try #require(value?[list] as? [[String: Any]])
  }

  /// The pages that people read.
  func pages() throws -> String {
    try FileManager.default.contentsOfDirectory(atPath: report).filter { $0.hasSuffix(".html") }
      .map { try String(contentsOfFile: report + "/" + $0, encoding: .utf8) }.joined()
  }
}
