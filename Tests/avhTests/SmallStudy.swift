import Foundation
import TestSupport
import Testing

@testable import avh

/// A manifest that runs in a moment, on simulated data or on files.
struct SmallStudy {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func path(_ name: String) -> String { folder.path(name) }

  /// Writes a study that simulates its data without any effect, whose truth is known at once.
  func writeSimulated(as id: String = "small") throws -> String {
    try write(
      id: id,
      simulation: """
        simulation: {images: 60, classes: 4, annotators: 6, width: 8, effect: {angle: 0, norm: 0, logits: 0}, seed: 3}

        """)
  }

  /// Writes a simulated study with a second one beside it.
  func writeWithTwin() throws -> String {
    let place = try writeSimulated(as: "twins")
    let text = try String(contentsOfFile: place + "/study.yml", encoding: .utf8)
    _ = try folder.write(
      text.replacing("id: twins", with: "id: beside").replacing("seed: 3", with: "seed: 4"),
      as: "studies/twins/beside.yml")
    _ = try folder.write(
      text.replacing("simulation:", with: "twin: beside.yml\nsimulation:"),
      as: "studies/twins/study.yml")
    return place
  }

  /// Writes a study of the files in the folder `data`, which a simulation has made.
  func writeOnFiles(as id: String = "files") throws -> String {
    let run = CommandRun(
      "simulate", "--out", path("data"), "--images", "60", "--annotators", "6", "--classes", "4",
      "--width", "8", "--effect", "angle=0,norm=0,logits=0", "--seed", "5", "--quiet")
    try #require(run.code == 0, Comment(rawValue: run.message))
    return try write(id: id, simulation: "")
  }

  private func write(id: String, simulation: String) throws -> String {
    let place = path("studies/\(id)")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    _ = try folder.write(
      """
      schema: 1
      id: \(id)
      question: Do the scores follow people?
      \(simulation)dataset:
        name: simulated
        classes: {space: simulated, file: classes.txt}
        labels: {file: labels.csv, layout: table}
      annotations:
        - {set: workers, file: votes.csv, default: true}
      models:
        - {name: sharp, features: sharp/features.npy, weights: sharp/weight.npy, bias: sharp/bias.npy}
      analyses:
        - {id: N1, kind: networks}
        - {id: H1, kind: correlation, scores: [avh, confidence], methods: [spearman]}
        - {id: H3, kind: comparison, pairs: [[avh, confidence]]}
      claims:
        - id: C4
          text: AVH follows people more closely than confidence
          primary: {analysis: H3}

      """, as: "studies/\(id)/study.yml")
    return place
  }
}
