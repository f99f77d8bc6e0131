import RealModule
import Testing

@testable import Statistics

struct CorrelationBootstrapTests {
  private func sample(_ count: Int, seed: UInt64 = 3) -> (human: [Double], scores: [[Double]]) {
    var generator = SampleGenerator(seed: seed)
    return generator.related(count, loadings: [0.7, 0.5], levels: 10)
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `a resample's coefficient is that of the drawn images`(method: CorrelationMethod) throws {
    let (human, scores) = sample(50)
    let options = CorrelationBootstrap.Options(resamples: 40, seed: 99)
    let bootstrap = try CorrelationBootstrap(
      method, scores: scores, human: human, options: options)
    let plan = try ResamplingPlan(.images, count: 50)
    var weights = [Int32](repeating: 0, count: 50)
    for resample in 0..<40 {
      var generator = SplitMix64(seed: 99, stream: resample)
      #expect(plan.draw(into: &weights, using: &generator) == 50)
      let images = weights.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
      for score in 0..<2 {
        let again = plain(
          method, images.map { scores[score][$0] }, images.map { human[$0] })
        #expect(
          bootstrap.replicates[score][resample].isApproximatelyEqual(
            to: again, relativeTolerance: 1e-11))
      }
    }
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `does not depend on the number of threads`(method: CorrelationMethod) throws {
    let (human, scores) = sample(60)
    let runs = try [1, 2, 5].map { threads in
      try CorrelationBootstrap(
        method, scores: scores, human: human,
        options: .init(resamples: 101, studentised: true, threads: threads))
    }
    #expect(runs[0].replicates == runs[1].replicates)
    #expect(runs[0].replicates == runs[2].replicates)
    #expect(try runs[0].studentised() == runs[2].studentised())
  }

  @Test(arguments: CorrelationMethod.allCases)
  func `its standard errors are those of the influence functions`(
    method: CorrelationMethod
  ) throws {
    let (human, scores) = sample(600)
    let bootstrap = try CorrelationBootstrap(
      method, scores: scores, human: human, options: .init(resamples: 1000, studentised: true))
    let joint = try JointCorrelations(
      method, scores: scores, directions: [.higherIsHarder, .higherIsHarder], human: human,
      humanDirection: .higherIsHarder)
    let covariance = try joint.covariance(.images)
    let single = try bootstrap.distribution(score: 0).standardError
    #expect(
      single.isApproximatelyEqual(
        to: joint.strength(0, covariance).standardError, relativeTolerance: 0.08))
    let paired = try bootstrap.difference(0, 1).standardError
    #expect(
      paired.isApproximatelyEqual(
        to: joint.difference(0, 1, covariance).standardError, relativeTolerance: 0.08))
    let interval = try bootstrap.studentised(difference: 0, 1)
    let swapped = try bootstrap.studentised(difference: 1, 0)
    #expect(interval.low.isApproximatelyEqual(to: -swapped.high, relativeTolerance: 1e-12))
    #expect(interval.high.isApproximatelyEqual(to: -swapped.low, relativeTolerance: 1e-12))
    let plain = try joint.difference(0, 1, covariance).interval()
    #expect(abs(interval.low - plain.low) < 0.02)
    #expect(abs(interval.high - plain.high) < 0.02)
    let fisher = try joint.strength(0, covariance).interval()
    let studentised = try bootstrap.studentised(score: 0)
    #expect(abs(studentised.low - fisher.low) < 0.02)
    #expect(abs(studentised.high - fisher.high) < 0.02)
  }

  @Test func `keeps the class sizes when classes are fixed`() throws {
    let classes = (0..<90).map { $0 % 7 }
    let plan = try ResamplingPlan(.imagesWithinClasses(classes), count: 90)
    var weights = [Int32](repeating: 0, count: 90)
    for stream in 0..<20 {
      var generator = SplitMix64(seed: 1, stream: stream)
      _ = plan.draw(into: &weights, using: &generator)
      for label in 0..<7 {
        let drawn = weights.indices.filter { classes[$0] == label }.reduce(0) {
          $0 + Int(weights[$1])
        }
        #expect(drawn == classes.count { $0 == label })
      }
    }
  }

  @Test func `draws whole classes with all their images`() throws {
    let classes = (0..<200).map { $0 / 5 * 3 }
    let plan = try ResamplingPlan(.classes(classes), count: 200)
    var weights = [Int32](repeating: 0, count: 200)
    for stream in 0..<20 {
      var generator = SplitMix64(seed: 2, stream: stream)
      #expect(plan.draw(into: &weights, using: &generator) == 200)
      for image in weights.indices {
        #expect(weights[image] == weights[image / 5 * 5])
      }
    }
  }

  @Test func `refuses to draw fewer than 30 classes`() {
    let (human, scores) = sample(58)
    let classes = (0..<58).map { $0 / 2 }
    #expect(throws: StatisticsError.tooFewClusters(needed: 30, got: 29)) {
      try CorrelationBootstrap(
        .spearman, scores: scores, human: human, options: .init(unit: .classes(classes)))
    }
  }

  @Test func `refuses what has no coefficient`() {
    let human = [1.0, 2, 3, 4]
    #expect(throws: StatisticsError.constant(name: "score")) {
      try CorrelationBootstrap(.spearman, scores: [[1, 1, 1, 1]], human: human)
    }
    #expect(throws: StatisticsError.notANumber(name: "score", index: 2)) {
      try CorrelationBootstrap(.kendall, scores: [[1, 2, .nan, 1]], human: human)
    }
    #expect(throws: StatisticsError.notFinite(name: "score", index: 0)) {
      try CorrelationBootstrap(.pearson, scores: [[.infinity, 2, 3, 1]], human: human)
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 4, got: 3)) {
      try CorrelationBootstrap(.spearman, scores: [[1, 2, 3]], human: human)
    }
    #expect(throws: StatisticsError.tooFewValues(needed: 3, got: 2)) {
      try CorrelationBootstrap(.spearman, scores: [[1, 2]], human: [1, 2])
    }
    #expect(throws: StatisticsError.emptyInput(name: "scores")) {
      try CorrelationBootstrap(.spearman, scores: [], human: human)
    }
    #expect(throws: StatisticsError.tooFewValues(needed: 2, got: 1)) {
      try CorrelationBootstrap(
        .spearman, scores: [[1, 2, 4, 3]], human: human, options: .init(resamples: 1))
    }
  }

  @Test func `large numbers and offsets leave Pearson's replicates finite`() throws {
    let (human, scores) = sample(30)
    for change in [{ $0 * 1e307 }, { $0 * 1e-300 }, { $0 + 1e9 }] as [(Double) -> Double] {
      let bootstrap = try CorrelationBootstrap(
        .pearson, scores: [scores[0].map(change)], human: human,
        options: .init(resamples: 20))
      let reference = try CorrelationBootstrap(
        .pearson, scores: [scores[0]], human: human, options: .init(resamples: 20))
      for (own, other) in zip(bootstrap.replicates[0], reference.replicates[0]) {
        #expect(own.isApproximatelyEqual(to: other, absoluteTolerance: 1e-6))
      }
    }
  }

  @Test func `infinite scores are fine for ranks`() throws {
    let (human, scores) = sample(30)
    var infinite = scores[0]
    let largest = try #require(infinite.indices.max { infinite[$0] < infinite[$1] })
    infinite[largest] = .infinity
    let one = try CorrelationBootstrap(
      .spearman, scores: [infinite], human: human, options: .init(resamples: 20))
    let other = try CorrelationBootstrap(
      .spearman, scores: [scores[0]], human: human, options: .init(resamples: 20))
    #expect(one.replicates == other.replicates)
  }
}
