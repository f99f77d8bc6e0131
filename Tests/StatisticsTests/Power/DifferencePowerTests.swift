import RealModule
import Testing

@testable import Statistics

struct DifferencePowerTests {
  private func pilot(
    _ method: CorrelationMethod = .pearson
  ) throws -> DifferencePower.Pilot {
    try DifferencePower.Pilot(
      strengthA: 0.36, strengthB: 0.325, betweenScores: 0.8, reliability: 0.7, annotators: 10,
      method: method)
  }

  /// By hand: v = (1 - .1296)^2 + (1 - .105625)^2 - 2 k = .3323..., n = v (1.959964 + .841621)^2/.035^2.
  @Test func `finds the images for power .8`() throws {
    let plan = try DifferencePower(pilot()).images(annotators: 10)
    let (a, b, c) = (0.36, 0.325, 0.8)
    let k = c * (1 - a * a - b * b) - a * b * (1 - a * a - b * b - c * c) / 2
    let v = (1 - a * a) * (1 - a * a) + (1 - b * b) * (1 - b * b) - 2 * k
    let z = 1.959963984540054 + 0.8416212335729143
    #expect(plan.images == Int((v * z * z / 0.035 / 0.035).rounded(.up)))
    #expect(plan.power >= 0.8 && plan.power < 0.801)
    #expect(plan.difference.isApproximatelyEqual(to: 0.035, relativeTolerance: 1e-12))
    #expect(plan.reliability.isApproximatelyEqual(to: 0.7, relativeTolerance: 1e-12))
    let rank = try DifferencePower(pilot(.spearman)).images(annotators: 10)
    #expect(abs(Double(rank.images) / Double(plan.images) - 1.06) < 0.002)
  }

  @Test func `more annotators need fewer images`() throws {
    let power = try DifferencePower(pilot())
    let plans = try [2.0, 5, 10, 20, 50].map { try power.images(annotators: $0) }
    for (few, many) in zip(plans, plans.dropFirst()) {
      #expect(few.images > many.images)
      #expect(few.reliability < many.reliability)
    }
    // 20 annotators: reliability 2 x .7/1.7.
    #expect(
      plans[3].reliability.isApproximatelyEqual(to: 1.4 / 1.7, relativeTolerance: 1e-12))
    let images = plans[2].images
    #expect(try power.annotators(images: images) == 10)
    #expect(try power.annotators(images: 20) == nil)
  }

  @Test func `the power is that of the influence test in simulations`() throws {
    let images = 400
    var generator = SampleGenerator(seed: 17)
    var significant = 0
    var strengths = (0.0, 0.0, 0.0)
    let runs = 300
    for _ in 0..<runs {
      let (human, scores) = generator.related(images, loadings: [0.8, 0.7])
      let joint = try JointCorrelations(
        .pearson, scores: scores, directions: [.higherIsHarder, .higherIsHarder], human: human,
        humanDirection: .higherIsHarder, threads: 1)
      let test = joint.difference(0, 1, try joint.covariance(.images)).test()
      if test.pValue.p <= 0.05 { significant += 1 }
      strengths = (0.64, 0.56, 0.56)
    }
    let pilot = try DifferencePower.Pilot(
      strengthA: strengths.0, strengthB: strengths.1, betweenScores: strengths.2,
      reliability: 0.64, annotators: 10, method: .pearson)
    let expected = try DifferencePower(pilot).power(images: images, annotators: 10)
    // Standard deviation of the simulated power: .027.
    #expect(abs(Double(significant) / Double(runs) - expected) < 0.09)
  }

  @Test func `takes a measured variance`() throws {
    var generator = SampleGenerator(seed: 18)
    let (human, scores) = generator.related(5000, loadings: [0.8, 0.7])
    let joint = try JointCorrelations(
      .pearson, scores: scores, directions: [.higherIsHarder, .higherIsHarder], human: human,
      humanDirection: .higherIsHarder)
    let measured = DifferencePower.varianceOfImage(joint, 0, 1)
    let covariance = try joint.covariance(.images)
    #expect(
      (covariance.variance(.difference(0, 1)).variance * 5000).isApproximatelyEqual(
        to: measured, relativeTolerance: 1e-9))
    let pilot = try DifferencePower.Pilot(
      strengthA: joint.strengths[0], strengthB: joint.strengths[1],
      betweenScores: plain(.pearson, scores[0], scores[1]), reliability: 0.64, annotators: 10,
      method: .pearson, varianceOfImage: measured)
    #expect(
      try DifferencePower(pilot).effect(annotators: 10).variance.isApproximatelyEqual(
        to: measured, relativeTolerance: 1e-9))
  }

  @Test func `refuses what cannot be planned`() throws {
    #expect(throws: StatisticsError.self) {
      try DifferencePower.Pilot(
        strengthA: 0.9, strengthB: -0.9, betweenScores: 0.9, reliability: 0.5, annotators: 5)
    }
    #expect(throws: StatisticsError.self) {
      try DifferencePower.Pilot(
        strengthA: 0.3, strengthB: 0.2, betweenScores: 0.5, reliability: 0, annotators: 5)
    }
    let equal = try DifferencePower.Pilot(
      strengthA: 0.3, strengthB: 0.3, betweenScores: 0.5, reliability: 0.5, annotators: 5)
    #expect(throws: StatisticsError.self) { try DifferencePower(equal).images(annotators: 5) }
    #expect(throws: StatisticsError.self) { try DifferencePower(equal, alpha: 0) }
    // A reliability so low that more annotators would push the strength past 1.
    let low = try DifferencePower.Pilot(
      strengthA: 0.8, strengthB: 0.7, betweenScores: 0.7, reliability: 0.1, annotators: 5)
    #expect(throws: StatisticsError.self) { try DifferencePower(low).images(annotators: 500) }
    #expect(throws: StatisticsError.self) {
      try DifferencePower(low).images(power: 0.01, annotators: 5)
    }
  }
}
