import Foundation
import RealModule
import Testing

@testable import Statistics

struct PartialCorrelationTests {
  struct Reference: Decodable, Sendable {
    let cases: [Row]
  }

  struct Row: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let x: [Double]
    let y: [Double]
    let covariates: [[Double]]
    let pearson: Double
    let pearson_semi: Double
    let spearman: Double
    let spearman_semi: Double
    let kendall: Double
    let kendall_semi: Double
    var testDescription: String { name }
  }

  /// The table of `References/partial.py`, in exact rational arithmetic.
  static func rows() throws -> [Row] {
    let url = try #require(
      Bundle.module.url(forResource: "References/partial", withExtension: "json"))
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url)).cases
  }

  @Test func `agrees with regression in rational arithmetic`() throws {
    let rows = try Self.rows()
    #expect(rows.count == 3)
    for row in rows {
      for (method, partial, semiPartial) in [
        (CorrelationMethod.pearson, row.pearson, row.pearson_semi),
        (.spearman, row.spearman, row.spearman_semi), (.kendall, row.kendall, row.kendall_semi),
      ] {
        for (kind, expected) in [
          (PartialCorrelation.Kind.partial, partial), (.semiPartial, semiPartial),
        ] {
          let got = try PartialCorrelation(
            row.x, row.y, covariates: row.covariates, method: method, kind: kind
          ).coefficient
          #expect(
            got.isApproximatelyEqual(to: expected, relativeTolerance: 1e-11),
            "\(row.name) \(method) \(kind)")
        }
      }
    }
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `without covariates it is the plain correlation`(method: CorrelationMethod) throws {
    let row = try Self.rows()[0]
    let partial = try PartialCorrelation(row.x, row.y, covariates: [], method: method)
    let plain = try method.correlation(row.x, row.y)
    #expect(
      partial.coefficient.isApproximatelyEqual(to: plain.coefficient, relativeTolerance: 1e-13))
    #expect(partial.degreesOfFreedom == plain.n - 2)
  }

  @Test func `covariates cost degrees of freedom`() throws {
    let row = try Self.rows()[1]
    let partial = try PartialCorrelation(row.x, row.y, covariates: row.covariates)
    #expect(try partial.test().df == 35)
    let interval = try partial.interval()
    let expected = try CorrelationInterval.fisherZ.around(partial.coefficient, n: 37)
    #expect(interval == expected)
    let kendall = try PartialCorrelation(
      row.x, row.y, covariates: row.covariates, method: .kendall)
    #expect(try kendall.test().name == "z")
    #expect(try kendall.interval().method == "kendall-fieller")
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `a covariate that determines a variable is refused`(method: CorrelationMethod) throws {
    let row = try Self.rows()[0]
    #expect(throws: StatisticsError.singularCovariates(name: "x")) {
      try PartialCorrelation(row.x, row.y, covariates: [row.x], method: method)
    }
    #expect(throws: StatisticsError.singularCovariates(name: "y")) {
      try PartialCorrelation(
        row.x, row.y, covariates: [row.y.map { 3 * $0 + 1 }], method: method)
    }
    let z = row.covariates[0]
    #expect(throws: StatisticsError.singularCovariates(name: "covariate 2")) {
      try PartialCorrelation(row.x, row.y, covariates: [z, z.map { 2 * $0 }], method: method)
    }
  }

  @Test func `refuses what cannot be computed`() {
    #expect(throws: StatisticsError.tooFewValues(needed: 4, got: 3)) {
      try PartialCorrelation([1, 2, 3], [1, 3, 2], covariates: [[1, 2, 4]])
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 4, got: 3)) {
      try PartialCorrelation([1, 2, 3, 4], [1, 3, 2, 5], covariates: [[1, 2, 4]])
    }
    #expect(throws: StatisticsError.constant(name: "covariate 1")) {
      try PartialCorrelation([1, 2, 3, 4], [1, 3, 2, 5], covariates: [[1, 1, 1, 1]])
    }
  }
}

struct WeightedPearsonTests {
  @Test func `whole weights repeat pairs`() throws {
    let (x, y) = CorrelationTests.sample(30, seed: 1)
    let weights = x.indices.map { Double($0 % 4) }
    let repeated = x.indices.flatMap { [Int](repeating: $0, count: $0 % 4) }
    let weighted = try WeightedPearson(x, y, weights: weights)
    let plain = try PearsonCorrelation(repeated.map { x[$0] }, repeated.map { y[$0] })
    #expect(
      weighted.coefficient.isApproximatelyEqual(to: plain.coefficient, relativeTolerance: 1e-13))
    let scaled = try WeightedPearson(x, y, weights: weights.map { $0 * 1e200 })
    #expect(
      scaled.coefficient.isApproximatelyEqual(
        to: weighted.coefficient, relativeTolerance: 1e-13))
    #expect(weighted.n == weights.count { $0 > 0 })
  }

  @Test func `refuses weights without meaning`() {
    let (x, y) = ([1, 2, 3.0], [1, 3, 2.0])
    #expect(throws: StatisticsError.undefined(reason: "the weights sum to 0")) {
      try WeightedPearson(x, y, weights: [0, 0, 0])
    }
    #expect(throws: StatisticsError.self) { try WeightedPearson(x, y, weights: [1, -1, 1]) }
    #expect(throws: StatisticsError.notANumber(name: "weights", index: 1)) {
      try WeightedPearson(x, y, weights: [1, .nan, 1])
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 3, got: 2)) {
      try WeightedPearson(x, y, weights: [1, 1])
    }
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) {
      try WeightedPearson(x, y, weights: [0, 1, 0])
    }
  }
}
