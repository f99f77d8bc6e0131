import Foundation
import RealModule
import Testing

@testable import Statistics

/// References by SciPy 1.17.1; see References/resampling.py.
struct BootstrapDistributionTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let coefficient: String
    let x: [Double]
    let y: [Double]
    let estimate: Double
    let replicates: [Double]
    let level: Double
    let limits: [String: [Double]]
    let jackknife: [Double]
    var testDescription: String { name }
  }

  private struct File: Decodable {
    let cases: [Case]
  }

  static func cases() throws -> [Case] {
    let url = try #require(
      Bundle.module.url(
        forResource: "resampling", withExtension: "json", subdirectory: "References"))
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
  }

  @Test(arguments: try cases())
  func `gives the limits of scipy for the same replicates`(row: Case) throws {
    let distribution = try BootstrapDistribution(
      estimate: row.estimate, replicates: row.replicates)
    let method = try CorrelationMethod(named: row.coefficient)
    let leaveOuts = DeleteOneCorrelations.values(
      method, CodedVariable(row.x, needsMoments: true),
      CodedVariable(row.y, needsMoments: true))
    for (own, theirs) in zip(leaveOuts, row.jackknife) {
      #expect(own.isApproximatelyEqual(to: theirs, relativeTolerance: 1e-11))
    }
    let intervals = [
      "percentile": try distribution.percentile(level: row.level),
      "basic": try distribution.basic(level: row.level),
      "bca": try distribution.bca(
        level: row.level,
        acceleration: BootstrapDistribution.acceleration(jackknife: leaveOuts)
      ).interval,
    ]
    for (name, interval) in intervals {
      let limits = try #require(row.limits[name])
      #expect(interval.low.isApproximatelyEqual(to: limits[0], relativeTolerance: 1e-9))
      #expect(interval.high.isApproximatelyEqual(to: limits[1], relativeTolerance: 1e-9))
    }
  }

  @Test(arguments: try cases())
  func `the acceleration by influence is near that of the jackknife`(row: Case) throws {
    let method = try CorrelationMethod(named: row.coefficient)
    let joint = try SharedSample(method, scores: [row.x], human: row.y)
    let byInfluence = BootstrapDistribution.acceleration(influence: joint.influence[0])
    let byJackknife = BootstrapDistribution.acceleration(jackknife: row.jackknife)
    #expect(abs(byInfluence - byJackknife) < 0.012)
  }

  @Test func `refuses replicates that lie on one side`() throws {
    let distribution = try BootstrapDistribution(estimate: 0.9, replicates: [0.1, 0.2, 0.5])
    #expect(throws: StatisticsError.oneSidedReplicates(count: 3)) {
      try distribution.bca(acceleration: 0.01)
    }
  }

  @Test func `refuses constant jackknife values`() throws {
    let distribution = try BootstrapDistribution(estimate: 0.3, replicates: [0.1, 0.2, 0.5])
    let acceleration = BootstrapDistribution.acceleration(jackknife: [0.2, 0.2, 0.2])
    #expect(acceleration.isNaN)
    #expect(throws: StatisticsError.self) { try distribution.bca(acceleration: acceleration) }
  }

  @Test func `leaves out undefined replicates and counts them`() throws {
    let distribution = try BootstrapDistribution(
      estimate: 0.2, replicates: [0.1, .nan, 0.3, .nan])
    #expect(distribution.undefinedCount == 2)
    #expect(distribution.replicates == [0.1, 0.3])
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) {
      try BootstrapDistribution(estimate: 0.2, replicates: [0.1, .nan])
    }
  }

  @Test(arguments: [0.0, 1.0, -0.5, Double.nan])
  func `refuses a level outside 0 and 1`(level: Double) throws {
    let distribution = try BootstrapDistribution(estimate: 0.2, replicates: [0.1, 0.3])
    #expect(throws: StatisticsError.self) { try distribution.percentile(level: level) }
    #expect(throws: StatisticsError.self) { try distribution.basic(level: level) }
    #expect(throws: StatisticsError.self) { try distribution.bca(level: level, acceleration: 0) }
  }
}
