@testable import Analyses
import Foundation
import RealModule
import Statistics
import StudyValues
import Testing

/// Ranks inside classes and between them, and two networks by the same score.
struct ClassesAndNetworksTests {
  private let reference: KindReference
  private let decisions = AnalysisDecisions(threads: 2)

  init() throws { reference = try KindReference() }

  @Test func `ranks among the images of a class, and the share of ranks between classes`() throws {
    let output = try WithinClassAnalysis(scores: ["avh"])
      .run(id: "W", on: reference.study, decisions: decisions)
    // scipy 1.17.1 rankdata class by class, numpy 2.4.6; H/(n - 1) of scipy's kruskal is the share as well.
    let row = try #require(output.correlations.first { $0.method == "ranked within spearman" })
    #expect(
      try #require(row.statistic).isApproximatelyEqual(
        to: -0.5267201347116145, relativeTolerance: 1e-12))
    #expect(
      try #require(row.standardError).isApproximatelyEqual(
        to: 0.028530201125210358, relativeTolerance: 1e-9))
    #expect(row.df == 3 && row.population == .classesRandom)
    let shares = output.estimates.filter { $0.key.quantity == "between_class_share" }
    #expect(shares.map(\.key.score) == [nil, "avh"])
    for (share, expected) in zip(shares, [0.1212166180949146, 0.09363520911693579]) {
      #expect(
        try #require(share.value).isApproximatelyEqual(to: expected, relativeTolerance: 1e-12))
    }
  }

  @Test func `two networks differ by the same score, classes as the sample`() throws {
    var study = reference.study
    let table = try reference.table
    let confidence = try #require(table.score("confidence"))
    study.models = ["net", "other"]
    study.tables["other"] = ImageTable(
      model: "other", classNames: KindReference.classNames, target: table.targetClass,
      selected: table.selected, shown: table.shown[0],
      scores: [.harder("avh", confidence.values.map { -$0 })])
    let output = try JSONDecoder().decode(
      NetworkDifferencesAnalysis.self, from: Data(#"{"scores": ["avh", "charm"]}"#.utf8)
    ).run(id: "D", on: study, decisions: decisions)
    #expect(output.estimates.count == 4)
    // scipy 1.17.1 spearmanr over all images and class by class, leaving out one class at a time; t with 3.
    let expected = [
      ("network_difference", 0.20105454521286975, 0.08900880236558846, 0.10904518018403746),
      (
        "network_difference_within", 0.23478162184430307, 0.057161290573062185, 0.026126824630576324
      ),
    ]
    for (row, (quantity, value, error, p)) in zip(output.estimates, expected) {
      #expect(row.key.quantity == quantity && row.key.model == "net" && row.key.group == "other")
      #expect(isNear(row.value, value, 1e-12))
      #expect(isNear(row.standardError, error, 1e-9))
      #expect(isNear(row.p, p, 1e-9))
      #expect(row.df == 3 && row.familySize == 1)
    }
    for row in output.estimates[2...] {
      #expect(row.value == nil && row.note == "the network has no score `charm`")
    }
  }
}
