import RealModule
import Testing

@testable import Statistics

struct ErrorConsistencyTests {
  private let humans: [[Bool?]] = [
    [true, true, false, false, true, true, nil, true],
    [true, false, false, true, true, true, true, true],
    [true, true, true, true, true, true, true, true],
  ]

  @Test func `is Cohen's kappa of right and wrong on common trials`() throws {
    let own = try ErrorConsistency(humans: humans, resamples: 0, seed: 1)
    let pair = own.humanPairs[0]
    // Seven common trials: right both 4, only first 1, only second 1, wrong both 1.
    let kappa = try CohenKappa(table: [1, 1, 1, 4], classCount: 2)
    #expect(pair.trials == 7)
    #expect(pair.kappa.isApproximatelyEqual(to: kappa.value, relativeTolerance: 1e-13))
    #expect(pair.observed.isApproximatelyEqual(to: 5.0 / 7, relativeTolerance: 1e-14))
    #expect(pair.expected.isApproximatelyEqual(to: kappa.expected, relativeTolerance: 1e-13))
  }

  @Test func `averages the pairs that have a kappa`() throws {
    let own = try ErrorConsistency(
      humans: humans, models: [[true, false, false, false, true, true, true, true]],
      resamples: 200, seed: 1)
    #expect(own.humanPairs.count == 3)
    #expect(own.modelPairs[0].count == 3)
    // The third person is always right: kappa 0 against someone who errs.
    #expect(own.humanPairs[1].kappa == 0)
    let mean = own.humanPairs.map(\.kappa).reduce(0, +) / 3
    #expect(own.humanHuman.value.isApproximatelyEqual(to: mean, relativeTolerance: 1e-14))
    let interval = try #require(own.modelHuman[0].interval)
    #expect(interval.low <= own.modelHuman[0].value && own.modelHuman[0].value <= interval.high)
    let again = try ErrorConsistency(
      humans: humans, models: [[true, false, false, false, true, true, true, true]],
      resamples: 200, seed: 1, threads: 1)
    #expect(again == own)
  }

  @Test func `equal errors give 1, two who are always right give none`() throws {
    let same = try ErrorConsistency(
      humans: [[true, false, true], [true, false, true]], resamples: 0, seed: 1)
    #expect(same.humanHuman.value.isApproximatelyEqual(to: 1, relativeTolerance: 1e-14))
    #expect(same.humanHuman.interval == nil)
    let perfect = try ErrorConsistency(
      humans: [[true, true], [true, true]], resamples: 20, seed: 1)
    #expect(perfect.humanHuman.value.isNaN)
    #expect(perfect.humanHuman.pairs == 0)
    #expect(perfect.humanHuman.interval == nil)
    let apart = try ErrorConsistency(humans: [[true, nil], [nil, true]], resamples: 0, seed: 1)
    #expect(apart.humanPairs[0].trials == 0 && apart.humanPairs[0].kappa.isNaN)
  }

  @Test func `refuses people with other numbers of trials`() {
    #expect(throws: StatisticsError.lengthMismatch(expected: 2, got: 1)) {
      try ErrorConsistency(humans: [[true, true], [true]], seed: 1)
    }
    #expect(throws: StatisticsError.emptyInput(name: "trials")) {
      try ErrorConsistency(humans: [], seed: 1)
    }
  }
}
