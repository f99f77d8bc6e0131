@testable import Analyses
import Foundation
import Networks

/// The made-up table of `References/kinds.json` with its reference figures, made by `kinds.py` with numpy,
/// scipy and statsmodels.
struct KindReference {
  let numbers: [String: Double]
  let strengths: [String: Double]
  let study: MadeUpStudy

  static let classNames = ["ant", "bee", "cow", "dog"]

  /// Reads the file.
  init() throws {
    guard
      let url = Bundle.module.url(
        forResource: "kinds", withExtension: "json", subdirectory: "References")
    else { throw MadeUpStudy.Missing(what: "kinds.json") }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let file = try decoder.decode(File.self, from: Data(contentsOf: url))
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
    numbers = (object ?? [:]).compactMapValues { $0 as? Double }
    strengths = file.strengths
    let table = ImageTable(
      model: "net", classNames: Self.classNames, target: file.target, selected: file.selected,
      shown: file.shown, votes: file.votes,
      scores: [
        .harder("avh", file.avh), .easier("confidence", file.confidence),
        .harder("loss", file.loss),
        .easier("max_probability", file.maxProbability, usesLabel: false),
        .easier("correct", file.correct),
        .init(
          name: "predicted_class", values: file.predictedClass, direction: .none, usesLabel: false),
      ])
    study = MadeUpStudy(
      classNames: Self.classNames, models: ["net"], tables: ["net": table],
      voteMatrix: VoteMatrix(
        images: table.images, classNames: Self.classNames, counts: file.votes,
        targetClass: file.target),
      logitMatrices: [
        "net": LogitMatrix(images: table.images, classCount: 4, values: file.logits)
      ])
  }

  /// A reference figure.
  subscript(_ name: String) -> Double { numbers[name] ?? .nan }

  /// The table itself.
  var table: ImageTable { get throws { try study.table(model: "net", annotationSet: "people") } }

  private struct File: Decodable {
    let target, selected: [Int]
    let shown: Int
    let votes: [Int32]
    let logits, avh, confidence, maxProbability, correct, loss, predictedClass: [Double]
    let strengths: [String: Double]
  }
}
