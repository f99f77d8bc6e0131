import Foundation
import RealModule
import Tensors
import TestSupport
import Testing

@testable import Networks

struct LogitInputTests {
  private let folder: TemporaryFolder
  private let logits = [2, -1, 0.5, 0.25, 1.5, -3, -0.5, 3.5, 0.125, -2, -1.5, 0]

  init() throws { folder = try TemporaryFolder() }

  private func tensor(_ values: [Double], classes: Int = 3) throws -> Tensor {
    let path = try folder.write(
      NPYBytes.doubles(values, shape: [values.count / classes, classes]),
      as: "\(values.hashValue).npy")
    return try Tensor.open(path)
  }

  private func scores(
    _ input: LogitInput, labels: [Int32] = [0, 1, 2, -1]
  ) throws -> (CollectedScores, Scorer) {
    let scorer = try Scorer(input: .logits(input), labels: labels)
    return (try ScorerTests.collect(scorer), scorer)
  }

  @Test func `logits alone give what logits give, and the rest has its reason`() throws {
    let (alone, scorer) = try scores(LogitInput(tensor(logits)))
    let (whole, _) = try scores(
      LogitInput(
        tensor(logits), bias: [0, 0, 0], weightNorms: [1, 2, 3], featureNorms: [4, 4, 4, 4]))
    for score in Score.all {
      let needs = score.needs.subtracting([.label])
      #expect((scorer.unavailable[score] == nil) == needs.isEmpty, "\(score)")
      let expected = needs.isEmpty ? whole[score] : [Double](repeating: .nan, count: 4)
      #expect(alone[score].map(\.bitPattern) == expected.map(\.bitPattern), "\(score)")
    }
    #expect(scorer.unavailable[.avh] == Score.Need.angles.missing)
    #expect(scorer.unavailable[.confidenceUnbiased] == Score.Need.bias.missing)
  }

  @Test func `a bias or norms give what they suffice for`() throws {
    let bias = [0.5, -0.25, 1]
    let (_, biased) = try scores(LogitInput(tensor(logits), bias: bias))
    #expect(biased.unavailable[.confidenceUnbiased] == nil && biased.unavailable[.grand] != nil)
    let (found, normed) = try scores(
      LogitInput(tensor(logits), bias: bias, featureNorms: [4, 3, 5, 6]))
    #expect(normed.unavailable[.grand] == nil && normed.unavailable[.avh] != nil)
    #expect(found[.featureNorm] == [4, 3, 5, 6])
  }

  @Test(arguments: [nil, [0.5, -0.25, 1]])
  func `logits with the last layer and norms give every score of the features`(
    bias: [Double]?
  ) throws {
    let features = [1.5, -0.5, 2, 0.25, -1, 3, -2, 0.75]
    let weights = [0.5, 1, -1, 0.25, 2, -0.75]
    let head = try ClassifierHead(weights: weights, classes: 3, bias: bias)
    let rows = stride(from: 0, to: 8, by: 2).map { Array(features[$0..<$0 + 2]) }
    var products: [Double] = []
    var norms: [Double] = []
    for x in rows {
      for k in 0..<3 {
        let product: Double = x[0] * weights[2 * k] + x[1] * weights[2 * k + 1]
        products.append(product + (bias?[k] ?? 0))
      }
      let square: Double = x[0] * x[0] + x[1] * x[1]
      norms.append(square.squareRoot())
    }
    let (found, scorer) = try scores(
      LogitInput(tensor(products), head: head, featureNorms: norms))
    let expected = try ScorerTests.collect(
      Scorer(input: .values(features, head), labels: [0, 1, 2, -1]))
    #expect(scorer.unavailable.isEmpty)
    for score in Score.all {
      for (got, value) in zip(found[score], expected[score]) {
        let isSame = abs(got - value) <= 1e-12 || got.isNaN && value.isNaN
        #expect(isSame, "\(score): \(got), \(value)")
      }
    }
    let (without, partly) = try scores(LogitInput(tensor(products), head: head))
    #expect(partly.unavailable[.avh] != nil && partly.unavailable[.boundaryDistance] == nil)
    #expect(
      without[.boundaryDistance].map(\.bitPattern) == found[.boundaryDistance].map(\.bitPattern))
    let two = try ClassifierHead(weights: Array(weights.prefix(4)), classes: 2)
    #expect(throws: NetworksError.self) { _ = try LogitInput(tensor(products), head: two) }
  }

  @Test(arguments: [0, 1, 2])
  func `a background class is as if it had never been`(_ background: Int) throws {
    let kept = (0..<3).filter { $0 != background }
    let (bias, norms) = ([0.5, -0.25, 1], [1.0, 2, 3])
    let (without, _) = try scores(
      LogitInput(
        tensor(logits), bias: bias, weightNorms: norms, featureNorms: [4, 4, 4, 4],
        background: background), labels: [0, 1, 0, 1])
    let rows = stride(from: 0, to: 12, by: 3).flatMap { row in kept.map { logits[row + $0] } }
    let (expected, _) = try scores(
      LogitInput(
        tensor(rows, classes: 2), bias: kept.map { bias[$0] }, weightNorms: kept.map { norms[$0] },
        featureNorms: [4, 4, 4, 4]), labels: [0, 1, 0, 1])
    #expect(ScorerTests.bits(without) == ScorerTests.bits(expected))
    let head = try ClassifierHead(
      weights: tensor([1, 2, 3, 4, 5, 6, 7, 8, 10]), bias: tensor(bias), background: background)
    #expect(head.classes == 2 && head.bias == kept.map { bias[$0] })
    #expect(
      throws: NetworksError.backgroundOutOfRange(3, outputs: 3)
    ) { _ = try LogitInput(tensor(logits), background: 3) }
  }

  @Test func `percentages, rounded probabilities and a part of them are refused by name`() throws {
    func form(_ rows: [[Double]], dropping background: Int? = nil) throws -> ProbabilityForm? {
      do {
        _ = try scores(
          LogitInput(
            tensor(rows.flatMap(\.self), classes: rows[0].count), background: background),
          labels: [Int32](repeating: -1, count: rows.count))
        return nil
      } catch NetworksError.probabilities(_, let form) {
        return form
      }
    }
    let shares = [[0.7, 0.2, 0.1], [0.05, 0.9, 0.05], [0.3, 0.3, 0.4]]
    #expect(try form(shares) == .shares)
    #expect(try form(shares.map { $0.map { $0 * 100 } }) == .percentages)
    #expect(try form(shares, dropping: 0) == .shares)
    #expect(try form(shares.map { $0.map { $0 * 100 } }, dropping: 2) == .percentages)
    // Ten rows of two decimals, which do not sum to 1 exactly.
    let rounded = (0..<10).map { [0.34, 0.33, 0.34 + 0.01 * Double($0 % 3 - 1)] }
    #expect(try form(rounded) == .shares)
    #expect(try form(Array(rounded[..<2])) == nil)
    // What a sigmoid puts out, shares divided by the largest of their row, and truth values.
    let independent = (0..<10).map { [0.1 * Double($0), 0.95, 0.4] }
    #expect(try form(independent) == .independent)
    #expect(try form((0..<10).map { [1, 0.2 + 0.05 * Double($0), 0.1] }) == .independent)
    #expect(try form((0..<10).map { [Double($0 % 2), 1, 0] }) == .independent)
    #expect(try form(Array(independent[..<9])) == nil)
    #expect(try form(independent.dropLast() + [[0.5, -0.01, 0.3]]) == nil)
    // Logits that lie between 0 and 1, and between 0 and 100.
    #expect(try form([[0.7, 0.2, 0.4], [0.1, 0.9, 0.5]]) == nil)
    #expect(try form([[12, 3, 20], [0.5, 40, 1]]) == nil)
    #expect(try form([[-3, -2, -1], [-5, -0.1, -7]], dropping: 0) == nil)
  }

  @Test func `probabilities are refused by name, their logarithms with norms too`() throws {
    let probabilities = stride(from: 0, to: 12, by: 3).flatMap { row -> [Double] in
      let parts = logits[row..<row + 3].map { exp($0) }
      return parts.map { $0 / parts.reduce(0, +) }
    }
    let given = try tensor(probabilities)
    #expect(
      throws: NetworksError.probabilities(
        what: "logits in \(given.source)", form: .shares)
    ) { _ = try scores(LogitInput(given)) }
    let logarithms = try tensor(probabilities.map { log($0) })
    #expect(
      throws: NetworksError.probabilities(
        what: "logits in \(logarithms.source)", form: .logarithms)
    ) {
      _ = try scores(
        LogitInput(
          logarithms, bias: [0, 0, 0], weightNorms: [9, 9, 9], featureNorms: [9, 9, 9, 9]))
    }
    let (found, _) = try scores(LogitInput(logarithms))
    for row in 0..<3 {
      #expect(
        found[.confidence][row].isApproximatelyEqual(
          to: probabilities[4 * row], relativeTolerance: 1e-14))
    }
    // One row of logits that is no distribution clears the rest.
    let mixed = try tensor(probabilities.dropLast(3) + [0.5, 0.5, 0.5])
    #expect(throws: Never.self) { _ = try scores(LogitInput(mixed)) }
  }

  @Test func `numbers beyond the range have no value, and a count`() throws {
    let (found, scorer) = try scores(
      LogitInput(tensor([1.7e308, -1.7e308, 0, 1, 2, 3])), labels: [1, 0])
    #expect(found[.entropy][0].isNaN && found[.loss][0].isNaN && !found[.entropy][1].isNaN)
    #expect(found[.confidence][0] == 0)
    var again = CollectedScores()
    let summary = try scorer.run(into: &again)
    #expect(summary.undefined == [.entropy: 1, .loss: 1, .logitMargin: 1])
    #expect(summary.means[.entropy] == found[.entropy][1])
  }
}
