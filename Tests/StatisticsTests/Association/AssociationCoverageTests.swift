import RealModule
import Testing

@testable import Statistics

/// Simulations with a known area: normal scores, shifted by one deviation for half of the images.
struct AssociationCoverageTests {
  /// P(N(1, 1) > N(0, 1)) = PHI(1/sqrt 2).
  private let truth = 1 - Normal.survival(0.5.squareRoot())

  private func sample(_ generator: inout SampleGenerator, n: Int) -> ([Double], [Bool]) {
    let noise = generator.normals(n)
    let isPositive = (0..<n).map { $0 % 2 == 0 }
    return (zip(noise, isPositive).map { $0 + ($1 ? 1 : 0) }, isPositive)
  }

  @Test func `DeLong's and Somers' intervals cover the truth nineteen times of twenty`() throws {
    var generator = SampleGenerator(seed: 20)
    var areas = 0
    var somers = 0
    for _ in 0..<600 {
      let (scores, isPositive) = sample(&generator, n: 100)
      let area = try AreaUnderCurve(scores: scores, isPositive: isPositive).interval()
      if area.low <= truth, truth <= area.high { areas += 1 }
      let d = try OrdinalAssociation(scores, isPositive.map { $0 ? 1 : 0 }).somersXGivenY
      let interval = try d.interval()
      if interval.low <= 2 * truth - 1, 2 * truth - 1 <= interval.high { somers += 1 }
    }
    // .95 of 600 with two Monte-Carlo errors and one point on either side.
    #expect((553...587).contains(areas))
    #expect((553...587).contains(somers))
  }

  @Test func `for two groups Somers' d is twice the area minus 1`() throws {
    var generator = SampleGenerator(seed: 21)
    let (scores, isPositive) = sample(&generator, n: 300)
    let tied = rounded(scores)
    let area = try AreaUnderCurve(scores: tied, isPositive: isPositive)
    let d = try OrdinalAssociation(tied, isPositive.map { $0 ? 1 : 0 }).somersXGivenY
    #expect(d.value.isApproximatelyEqual(to: 2 * area.value - 1, relativeTolerance: 1e-13))
    // Two large-sample standard errors of the same thing.
    #expect(
      d.standardError.isApproximatelyEqual(
        to: 2 * area.standardError, relativeTolerance: 0.01))
  }
}
