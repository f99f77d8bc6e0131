import Foundation
import RealModule
import Testing

@testable import Statistics

/// References by lme4 1.1-31 and lmerTest 3.1-3; see References/mixed.R.
struct MixedModelTests {
  private static func table(_ name: String) throws -> [[String: String]] {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "References"))
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0)) { first, _ in first } }
  }

  private static func model(_ name: String) throws -> MixedModel {
    let rows = try table("mixed-data").filter { $0["case"] == name }
    func column(_ name: String) throws -> [Double] {
      try rows.map { try #require(Double($0[name] ?? "")) }
    }
    return try MixedModel(
      column("y"), columns: [column("a"), column("b")], classes: column("class").map { Int($0) })
  }

  @Test(
    arguments: [
      "ten-classes", "uneven-classes", "no-slope-of-b", "no-classes-at-all", "many-small-classes",
    ])
  func `agrees with lme4 and lmerTest`(name: String) throws {
    let model = try Self.model(name)
    let weights: [String: [Double]] = [
      "(Intercept)": [1, 0, 0], "a": [0, 1, 0], "b": [0, 0, 1], "a - b": [0, 1, -1],
    ]
    let rows = try Self.table("mixed").filter { $0["case"] == name }
    #expect(rows.count == 4)
    for row in rows {
      func number(_ key: String) throws -> Double { try #require(Double(row[key] ?? "")) }
      let estimate = model.contrast(try #require(weights[row["term"] ?? ""]))
      let t = estimate.estimate / estimate.standardError
      #expect(
        try estimate.estimate.isApproximatelyEqual(to: number("estimate"), absoluteTolerance: 1e-5))
      #expect(
        try estimate.standardError.isApproximatelyEqual(
          to: number("standard_error"), relativeTolerance: 1e-4))
      #expect(try t.isApproximatelyEqual(to: number("t"), absoluteTolerance: 1e-3))
      #expect(
        try #require(estimate.df).isApproximatelyEqual(to: number("df"), relativeTolerance: 2e-3))
      #expect(
        try estimate.test().pValue.p.isApproximatelyEqual(to: number("p"), absoluteTolerance: 1e-4))
      #expect(try model.deviance.isApproximatelyEqual(to: number("reml"), absoluteTolerance: 1e-4))
      #expect(model.isSingular == (row["singular"] == "TRUE"))
      let deviations = try [number("sd_intercept"), number("sd_a"), number("sd_b")]
      for (own, other) in zip(model.classDeviations, deviations) {
        #expect(own.isApproximatelyEqual(to: other, absoluteTolerance: 2e-4))
      }
      #expect(
        try model.residualDeviation.isApproximatelyEqual(
          to: number("sd_rest"), relativeTolerance: 1e-4))
    }
  }

  /// The same twenty images in ten classes: nothing differs between classes.
  @Test func `without classes that differ it is the linear model`() throws {
    var generator = SampleGenerator(seed: 41)
    let x = generator.normals(20)
    let y = generator.load(x, 0.5)
    let all = (0..<200).map { $0 % 20 }
    let model = try MixedModel(
      all.map { y[$0] }, columns: [all.map { x[$0] }], classes: (0..<200).map { $0 / 20 })
    #expect(model.classDeviations == [0, 0] && model.isSingular)
    let slope = model.slope(0)
    #expect(try #require(slope.df).isApproximatelyEqual(to: 198, relativeTolerance: 1e-5))
    #expect(slope == model.contrast([0, 1]))
    let (meanX, meanY) = (x.reduce(0, +) / 20, y.reduce(0, +) / 20)
    let products = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    let squares = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    #expect(slope.estimate.isApproximatelyEqual(to: products / squares, relativeTolerance: 1e-9))
  }

  @Test func `refuses what has no fit`() throws {
    let classes = (0..<12).map { $0 % 4 }
    let x = (0..<12).map { Double($0 * $0 % 7) }
    let y = (0..<12).map { Double($0 * 5 % 11) }
    #expect(throws: StatisticsError.constant(name: "column 0")) {
      try MixedModel(y, columns: [classes.map { _ in 1 }], classes: classes)
    }
    #expect(throws: StatisticsError.singularCovariates(name: "column 1")) {
      try MixedModel(y, columns: [x, x.map { 2 * $0 + 1 }], classes: classes)
    }
    #expect(throws: StatisticsError.tooFewClusters(needed: 3, got: 2)) {
      try MixedModel(y, columns: [x], classes: classes.map { $0 % 2 })
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 12, got: 3)) {
      try MixedModel(y, columns: [[1, 2, 3]], classes: classes)
    }
  }
}
