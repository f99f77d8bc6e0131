import RealModule
import Testing

@testable import Statistics

struct DifferenceTestTests {
  private let classes = (0..<240).map { $0 % 40 }
  private let options = CorrelationBootstrap.Options(resamples: 400, seed: 4)

  /// Two scores of unlike strength, the first one falling with hardness, and HSF rising with ease.
  private func sample() -> (human: [Double], a: [Double], b: [Double]) {
    var generator = SampleGenerator(seed: 55)
    let (human, scores) = generator.related(240, loadings: [0.85, 0.3], levels: 10)
    return (human.map { 1 - $0 / 10 }, scores[0].map { -$0 }, scores[1])
  }

  @Test(arguments: DifferenceTest.allCases, CorrelationMethod.allCases)
  func `every test finds a large difference of strengths`(
    test: DifferenceTest, method: CorrelationMethod
  ) throws {
    let (human, a, b) = sample()
    let outcome = try test.compare(
      method, a, b, directions: (.higherIsEasier, .higherIsHarder), human: human,
      humanDirection: .higherIsEasier, classes: classes, options: options)
    #expect(outcome.strengthA > outcome.strengthB)
    #expect(outcome.between > 0)
    #expect(outcome.difference > 0.15)
    #expect(outcome.test.pValue.p < 0.01)
    if test != .perClassMean {
      #expect(
        outcome.difference.isApproximatelyEqual(
          to: outcome.strengthA - outcome.strengthB, relativeTolerance: 1e-9))
    }
    if test == .permutation {
      #expect(outcome.interval == nil)
    } else {
      let interval = try #require(outcome.interval)
      #expect(interval.low > 0 && interval.low < outcome.difference)
      #expect(interval.high > outcome.difference && interval.high < 1)
    }
    let turned = try test.compare(
      method, b, a, directions: (.higherIsHarder, .higherIsEasier), human: human,
      humanDirection: .higherIsEasier, classes: classes, options: options)
    #expect(
      turned.difference.isApproximatelyEqual(to: -outcome.difference, relativeTolerance: 1e-9))
  }

  @Test func `independent Fisher is far less certain than the tests that know better`() throws {
    var generator = SampleGenerator(seed: 56)
    let latent = generator.normals(500)
    let human = generator.load(latent, 0.6)
    let shared = generator.load(latent, 0.8)
    let a = generator.load(shared, 0.95)
    let b = generator.load(shared, 0.9)
    let widths = try [DifferenceTest.influence, .steiger, .independentFisher].map { test in
      let outcome = try test.compare(
        .spearman, a, b, directions: (.higherIsHarder, .higherIsHarder), human: human,
        humanDirection: .higherIsHarder)
      let interval = try #require(outcome.interval)
      return interval.high - interval.low
    }
    #expect(widths[1].isApproximatelyEqual(to: widths[0], relativeTolerance: 0.12))
    #expect(widths[2] > 1.8 * widths[0])
  }

  @Test(arguments: IntervalMethod.allCases, CorrelationMethod.allCases)
  func `every interval surrounds its coefficient, or is refused`(
    interval: IntervalMethod, method: CorrelationMethod
  ) throws {
    let (human, a, _) = sample()
    guard interval.applies(to: method) else {
      #expect(throws: StatisticsError.self) {
        try interval.interval(method, score: a, human: human)
      }
      return
    }
    let estimate = plain(method, a, human)
    let result = try interval.interval(
      method, score: a, human: human, classes: classes, options: options)
    #expect(result.low < estimate && estimate < result.high)
    #expect(result.high - result.low < 0.35)
    #expect(result.level == 0.95)
    if interval.needsClasses {
      #expect(throws: StatisticsError.self) {
        try interval.interval(method, score: a, human: human, options: options)
      }
    }
  }

  @Test(arguments: DifferenceTest.allCases.filter(\.needsClasses))
  func `refuses to guess the classes`(test: DifferenceTest) {
    let (human, a, b) = sample()
    #expect(throws: StatisticsError.self) {
      try test.compare(
        .spearman, a, b, directions: (.higherIsEasier, .higherIsHarder), human: human,
        humanDirection: .higherIsEasier)
    }
  }
}
