import RealModule
import Testing

@testable import Statistics

struct MaximumTestTests {
  private func joint(
    _ loadings: [Double], count: Int = 300, seed: UInt64 = 9
  ) throws -> JointCorrelations {
    var generator = SampleGenerator(seed: seed)
    let (human, scores) = generator.related(count, loadings: loadings, levels: 8)
    return try JointCorrelations(
      .spearman, scores: scores,
      directions: [JointCorrelations.Direction](repeating: .higherIsHarder, count: loadings.count),
      human: human, humanDirection: .higherIsHarder)
  }

  @Test func `one contrast is not adjusted`() throws {
    let joint = try joint([0.2, 0.1])
    let covariance = try joint.covariance(.images)
    let family = try MaximumTest(joint, covariance, contrasts: [.difference(0, 1)], draws: 40_000)
    let row = family.rows[0]
    #expect(abs(row.singleStep.p - row.test.pValue.p) < 0.01)
    #expect(abs(family.criticalValue - 1.96) < 0.02)
  }

  @Test func `independent contrasts are adjusted as Sidak's formula says`() throws {
    // A covariance of our own: 4 independent strengths with standard error .1.
    let joint = try joint([0.15, 0.15, 0.15, 0.15])
    var matrix = [Double](repeating: 0, count: 16)
    for index in 0..<4 { matrix[index * 5] = 0.01 }
    let covariance = StrengthCovariance(
      count: 4, sources: [.init(name: "given", matrix: matrix, df: nil)])
    let family = try MaximumTest(
      joint, covariance, contrasts: (0..<4).map { .strength($0) }, draws: 40_000)
    for row in family.rows {
      let sidak = 1 - Double.pow(1 - row.test.pValue.p, 4)
      #expect(abs(row.singleStep.p - sidak) < 0.01)
      #expect(row.stepDown.p <= row.singleStep.p)
    }
    let critical = -Normal.quantile((1 - Double.pow(0.95, 0.25)) / 2)
    #expect(abs(family.criticalValue - critical) < 0.03)
  }

  @Test func `few classes give the critical value of t`() throws {
    let joint = try joint([0.3, 0.1])
    let covariance = StrengthCovariance(
      count: 2, sources: [.init(name: "given", matrix: [0.01, 0, 0, 0.01], df: 9)])
    let family = try MaximumTest(joint, covariance, contrasts: [.strength(0)], draws: 40_000)
    #expect(abs(family.criticalValue - 2.262) < 0.04)
  }

  @Test func `copies of one contrast cost nothing`() throws {
    let joint = try joint([0.2, 0.2])
    let one = 0.004
    let covariance = StrengthCovariance(
      count: 2, sources: [.init(name: "given", matrix: [one, one, one, one], df: nil)])
    let family = try MaximumTest(
      joint, covariance, contrasts: [.strength(0), .strength(1), .difference(0, 1)],
      draws: 40_000)
    #expect(abs(family.criticalValue - 1.96) < 0.03)
    // The difference has no variation: it takes no part.
    #expect(family.rows[2].singleStep.p == 1)
    #expect(family.rows[2].estimate.standardError == 0)
  }

  @Test func `keeps the logarithm of tiny p-values`() throws {
    let joint = try joint([0.9, 0.85], count: 3000)
    let family = try MaximumTest(
      joint, try joint.covariance(.images), contrasts: [.strength(0), .strength(1)], draws: 1000)
    for row in family.rows {
      #expect(row.singleStep.log10P < -50)
      #expect(
        row.singleStep.lnP.isApproximatelyEqual(
          to: row.test.pValue.lnP + Double.log(2), relativeTolerance: 1e-9))
    }
  }

  @Test func `does not depend on the number of threads`() throws {
    let joint = try joint([0.5, 0.4, 0.3])
    let covariance = try joint.covariance(.images)
    let contrasts: [StrengthContrast] = [.difference(0, 1), .difference(1, 2), .strength(0)]
    let one = try MaximumTest(joint, covariance, contrasts: contrasts, draws: 3333, threads: 1)
    let many = try MaximumTest(joint, covariance, contrasts: contrasts, draws: 3333, threads: 4)
    #expect(one == many)
  }

  @Test func `the family-wise error is kept with correlated scores`() throws {
    var rejected = 0
    for run in 0..<200 {
      let joint = try joint([0.6, 0.6, 0.6, 0.6], count: 150, seed: UInt64(1000 + run))
      let contrasts: [StrengthContrast] = (1..<4).map { .difference(0, $0) }
      let family = try MaximumTest(
        joint, try joint.covariance(.images), contrasts: contrasts, level: 0.9, draws: 400,
        threads: 1)
      if family.rows.contains(where: { $0.stepDown.p <= 0.1 }) { rejected += 1 }
    }
    // 20 expected, standard deviation 4.2.
    #expect(rejected > 7 && rejected < 35)
  }

  @Test func `refuses an empty family and a wrong level`() throws {
    let joint = try joint([0.5, 0.4])
    let covariance = try joint.covariance(.images)
    #expect(throws: StatisticsError.emptyInput(name: "contrasts")) {
      try MaximumTest(joint, covariance, contrasts: [])
    }
    #expect(throws: StatisticsError.invalidLevel(level: 1)) {
      try MaximumTest(joint, covariance, contrasts: [.strength(0)], level: 1)
    }
    #expect(throws: StatisticsError.tooFewValues(needed: 100, got: 10)) {
      try MaximumTest(joint, covariance, contrasts: [.strength(0)], draws: 10)
    }
  }
}

struct ScoreRankingTests {
  @Test func `ranks scores and says which may be best`() throws {
    var generator = SampleGenerator(seed: 14)
    let (human, scores) = generator.related(
      1000, loadings: [0.3, 0.8, 0.79, 0.0], levels: 10)
    let joint = try JointCorrelations(
      .spearman, scores: scores,
      directions: [.higherIsHarder, .higherIsHarder, .higherIsHarder, .higherIsHarder],
      human: human, humanDirection: .higherIsHarder)
    let ranking = try ScoreRanking(joint, try joint.covariance(.images))
    #expect(Set(ranking.rows.prefix(2).map(\.score)) == [1, 2])
    #expect(ranking.rows.map(\.rank) == [1, 2, 3, 4])
    #expect(ranking.rows.map(\.mayBeBest) == [true, true, false, false])
    #expect(ranking.rows.map(\.rankLow) == [1, 1, 3, 4])
    #expect(ranking.rows.map(\.rankHigh) == [2, 2, 3, 4])
    #expect(ranking.rows[0].behindBest == 0)
    #expect(ranking.rows[0].behindBestInterval == nil)
    let last = try #require(ranking.rows[3].behindBestInterval)
    #expect(last.low > 0.3 && last.high < 0.9)
    #expect(ranking.rows[3].behindBestP.map { $0.p < 1e-10 } ?? false)
  }

  @Test func `one score is best`() throws {
    let joint = try JointCorrelations(
      .kendall, scores: [[1, 4, 2, 3, 6]], directions: [.higherIsEasier],
      human: [1, 2, 2, 3, 3], humanDirection: .higherIsEasier)
    let ranking = try ScoreRanking(joint, try joint.covariance(.images))
    #expect(ranking.pairwise == nil)
    #expect(ranking.rows[0].rankLow == 1 && ranking.rows[0].rankHigh == 1)
  }
}
