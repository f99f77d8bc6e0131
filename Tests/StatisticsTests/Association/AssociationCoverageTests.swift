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

  @Test func `DeLong's interval covers the truth nineteen times of twenty`() throws {
    var generator = SampleGenerator(seed: 20)
    var areas = 0
    for _ in 0..<600 {
      let (scores, isPositive) = sample(&generator, n: 100)
      let area = try AreaUnderCurve(scores: scores, isPositive: isPositive).interval()
      if area.low <= truth, truth <= area.high { areas += 1 }
    }
    // .95 of 600 with two Monte-Carlo errors and one point on either side.
    #expect((553...587).contains(areas))
  }
}
