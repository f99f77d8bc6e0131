import Analyses
import Foundation
import Networks
import Statistics
import StudyStore
import StudyValues
import Tensors
import TestSupport
import Testing

@testable import Studies

/// A score that varies by rounding only is constant, by the precision of the features.
struct RoundingTests {
  private static let manifest = """
    schema: 1
    id: rounding
    question: Does the norm vary?
    dataset: {name: d, classes: {space: two, file: classes.txt}, labels: {file: labels.csv, layout: table}}
    annotations: [{set: workers, file: votes.csv, default: true}]
    models: [{name: net, features: features.npy, weights: weights.npy}]
    analyses: [{id: H1, kind: correlation, scores: [feature_norm]}]

    """

  /// Sixty images; the norm of the features of each is 1 and a little.
  private func row(_ excess: (Int) -> Double, isFloat: Bool = false) throws -> CorrelationResult {
    let study = try TwoClassStudy { image, person in person <= image * 7 % 11 }
    let features = (0..<60).flatMap { index -> [Double] in
      let angle = 0.1 + 0.02 * Double(index)
      return [cos(angle), sin(angle)].map { $0 * (1 + excess(index)) }
    }
    // Single precision is written in double, as NumPy promotes.
    try study.write(isFloat ? features.map { Double(Float($0)) } : features, as: "features.npy")
    return try #require(try study.run(Self.manifest).output("H1")?.correlations.first)
  }

  @Test func `double features are told apart to 1e-12`() throws {
    // The norm rises with the image by 1e-9 of itself: a relation, not a rounding.
    let real = try row { 1e-9 * Double($0 * 7 % 11) }
    #expect(try #require(real.statistic) > 0.99 && #require(real.log10P) < -10)
    // By the last bit only.
    let last = try row { 2e-16 * Double($0 * 7 % 11) }
    #expect(last.statistic == nil && last.p == nil && last.note != nil)
  }

  @Test func `numbers of single precision count as such in a file of doubles`() throws {
    let row = try row({ 1e-8 * Double($0 * 7 % 11) }, isFloat: true)
    #expect(row.statistic == nil && row.p == nil && row.note != nil)
  }

  @Test func `what is rounded, and to what`() throws {
    let folder = try TemporaryFolder()
    func input(_ values: [Double], width: Int = 2) throws -> ScoringInput {
      try NPYWriter.write(values, shape: [values.count / width, width], to: folder.path("f.npy"))
      return .logits(try LogitInput(try Tensor.open(folder.path("f.npy"))))
    }
    #expect(try input([0.1, 0.2]).rounding(.automatic) == .double)
    #expect(try input([0.5, 3]).rounding(.double) == .single)
    let head = try ClassifierHead(weights: [1, 0, 0, 1], classes: 2, bias: nil)
    #expect(ScoringInput.values([0.1, 0.2], head).rounding(.automatic) == .double)
    #expect(ScoringInput.values([0.1, 0.2], head).rounding(.single) == .single)
  }
}
