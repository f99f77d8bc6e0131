import RealModule
import Testing

@testable import Statistics

struct ComparisonTestTests {
  private let classes = (0..<240).map { $0 % 40 }
  private let options = CorrelationBootstrap.Options(resamples: 400, seed: 4)

  /// Two scores of unlike strength, the first one falling with hardness, and HSF rising with ease.
  private func sample() -> (human: [Double], a: [Double], b: [Double]) {
    var generator = SampleGenerator(seed: 55)
    let (human, scores) = generator.related(240, loadings: [0.85, 0.3], levels: 10)
    return (human.map { 1 - $0 / 10 }, scores[0].map { -$0 }, scores[1])
  }

  @Test(arguments: ComparisonTest.all, CorrelationMethod.allCases)
  func `every test finds a large difference of strengths`(
    test: ComparisonTest, method: CorrelationMethod
  ) throws {
    let outcome = try test.compare(try compared(method), options: options)
    #expect(outcome.estimate > 0.15)
    if test == .zou {
      #expect(outcome.test == nil)
    } else {
      #expect(try #require(outcome.test).pValue.p < 0.01)
    }
    let scores = try compared(method)
    #expect(scores.strengthA > scores.strengthB && scores.between > 0)
    if test != .perClassMean {
      #expect(
        outcome.estimate.isApproximatelyEqual(
          to: scores.strengthA - scores.strengthB, relativeTolerance: 1e-9))
    }
    if test == .permutation {
      #expect(outcome.interval == nil)
    } else {
      let interval = try #require(outcome.interval)
      #expect(interval.low > 0 && interval.low < outcome.estimate)
      #expect(interval.high > outcome.estimate && interval.high < 1)
    }
    let (human, a, b) = sample()
    let turned = try test.compare(
      ComparedScores(
        method, b, a, directions: (.higherIsHarder, .higherIsEasier), human: human,
        humanDirection: .higherIsEasier, classes: classes), options: options)
    #expect(turned.estimate.isApproximatelyEqual(to: -outcome.estimate, relativeTolerance: 1e-9))
  }

  /// The sample, ranked; without classes where a test must not guess them.
  private func compared(
    _ method: CorrelationMethod, withClasses: Bool = true
  ) throws -> ComparedScores {
    let (human, a, b) = sample()
    return try ComparedScores(
      method, a, b, directions: (.higherIsEasier, .higherIsHarder), human: human,
      humanDirection: .higherIsEasier, classes: withClasses ? classes : nil)
  }

  @Test func `names are unique, and a name finds its test and interval`() throws {
    #expect(Set(ComparisonTest.all.map(\.name)).count == ComparisonTest.all.count)
    #expect(Set(IntervalMethod.all.map(\.name)).count == IntervalMethod.all.count)
    for test in ComparisonTest.all { #expect(try ComparisonTest(named: test.name) == test) }
    for method in IntervalMethod.all { #expect(try IntervalMethod(named: method.name) == method) }
    #expect(throws: StatisticsError.self) { try ComparisonTest(named: "student") }
  }

  @Test func `independent Fisher is far less certain than the tests that know better`() throws {
    var generator = SampleGenerator(seed: 56)
    let latent = generator.normals(500)
    let human = generator.load(latent, 0.6)
    let shared = generator.load(latent, 0.8)
    let a = generator.load(shared, 0.95)
    let b = generator.load(shared, 0.9)
    let widths = try [ComparisonTest.influence, .steiger, .independentFisher].map { test in
      let outcome = try test.compare(
        ComparedScores(
          .spearman, a, b, directions: (.higherIsHarder, .higherIsHarder), human: human,
          humanDirection: .higherIsHarder))
      let interval = try #require(outcome.interval)
      return interval.high - interval.low
    }
    #expect(widths[1].isApproximatelyEqual(to: widths[0], relativeTolerance: 0.12))
    #expect(widths[2] > 1.8 * widths[0])
  }

  @Test(arguments: IntervalMethod.all, CorrelationMethod.allCases)
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
    let outcome = try interval.interval(
      method, score: a, human: human, classes: classes, options: options)
    let result = outcome.interval
    #expect((outcome.estimate?.standardError).map { $0 > 0 } ?? true)
    #expect(result.low < estimate && estimate < result.high)
    #expect(result.high - result.low < 0.35)
    #expect(result.level == 0.95)
    if interval.needsClasses {
      #expect(throws: StatisticsError.self) {
        try interval.interval(method, score: a, human: human, options: options)
      }
    }
  }

  @Test(arguments: ComparisonTest.all.filter(\.needsClasses))
  func `refuses to guess the classes`(test: ComparisonTest) {
    #expect(throws: StatisticsError.self) {
      try test.compare(try compared(.spearman, withClasses: false))
    }
  }
}
