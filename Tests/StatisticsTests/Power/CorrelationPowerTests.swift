import RealModule
import Testing

@testable import Statistics

struct CorrelationPowerTests {
  @Test func `power without a correlation is the level of the test`() throws {
    let power = try CorrelationPower.twoSided(r: 0, n: 200, alpha: 0.05)
    #expect(power.isApproximatelyEqual(to: 0.05, relativeTolerance: 0.01))
  }

  @Test func `power rises with the sample and the correlation, whatever its sign`() throws {
    let powers = try [20, 50, 100, 1000].map { try CorrelationPower.twoSided(r: 0.2, n: $0) }
    #expect(powers == powers.sorted())
    #expect(
      try CorrelationPower.twoSided(r: -0.2, n: 50) == CorrelationPower.twoSided(r: 0.2, n: 50))
  }

  @Test func `refuses what has no power`() {
    #expect(throws: StatisticsError.tooFewValues(needed: 4, got: 3)) {
      try CorrelationPower.twoSided(r: 0.2, n: 3)
    }
    #expect(throws: StatisticsError.self) { try CorrelationPower.twoSided(r: 1, n: 30) }
    #expect(throws: StatisticsError.self) { try CorrelationPower.twoSided(r: 0.1, n: 30, alpha: 0) }
  }

  @Test func `the Bayes factor stays finite as a logarithm`() throws {
    let factor = try CorrelationBayesFactor(r: -0.36, n: 30_000)
    #expect(factor.ln > 2000 && factor.ln < 2100)
    #expect(factor.value == .infinity)
    #expect(try CorrelationBayesFactor(r: 1, n: 10).ln == .infinity)
    #expect(throws: StatisticsError.tooFewValues(needed: 3, got: 2)) {
      try CorrelationBayesFactor(r: 0.5, n: 2)
    }
    #expect(throws: StatisticsError.self) { try CorrelationBayesFactor(r: 0.5, n: 20, kappa: 0) }
  }
}
