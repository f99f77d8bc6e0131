import RealModule
import Testing

@testable import Statistics

struct ErrorConsistencyTests {
  private let people: [[Bool?]] = [
    [true, true, false, false, true, true, nil, true],
    [true, false, false, true, true, true, true, true],
    [true, true, true, true, true, true, true, true],
  ]

  @Test func `is Cohen's kappa of right and wrong on common trials`() throws {
    let pair = try ErrorConsistency(people).pair(0, 1)
    // Seven common trials: right both 4, only first 1, only second 1, wrong both 1.
    let kappa = try CohenKappa(table: [1, 1, 1, 4], classCount: 2)
    #expect(pair.trials == 7)
    #expect(pair.kappa.isApproximatelyEqual(to: kappa.value, relativeTolerance: 1e-13))
    #expect(pair.observed.isApproximatelyEqual(to: 5.0 / 7, relativeTolerance: 1e-14))
    #expect(pair.expected.isApproximatelyEqual(to: kappa.expected, relativeTolerance: 1e-13))
  }

  @Test func `its standard error is the large-sample one of Cohen's kappa`() throws {
    var generator = SplitMix64(seed: 3)
    let first = (0..<300).map { _ in generator.nextUnit() < 0.7 }
    let second = first.map { generator.nextUnit() < 0.4 ? $0 : generator.nextUnit() < 0.8 }
    let kappa = try CohenKappa(
      first.map { $0 ? 1 : 0 }, second.map { $0 ? 1 : 0 }, classCount: 2)
    let means = try ErrorConsistency([first, second]).means([[.init(0, 1)]])
    let estimate = means.estimate(.strength(0), try means.covariance(.images))
    #expect(estimate.estimate.isApproximatelyEqual(to: kappa.value, relativeTolerance: 1e-12))
    #expect(
      estimate.standardError.isApproximatelyEqual(
        to: kappa.standardError * (300.0 / 299).squareRoot(), relativeTolerance: 1e-10))
  }

  @Test func `who is always right shares no errors, with the reason`() throws {
    let consistency = try ErrorConsistency(people)
    let pair = consistency.pair(0, 2)
    #expect(pair.kappa.isNaN && pair.bounds.low.isNaN)
    #expect(pair.reason == "the second decider is right on every trial")
    let means = try consistency.means([ErrorConsistency.pairs(among: [0, 1, 2])])
    #expect(means.pairs[0] == [.init(0, 1)] && means.undefined == [2])
    #expect(means.values[0] == consistency.pair(0, 1).kappa)
    #expect(throws: StatisticsError.self) { try consistency.means([[.init(0, 2)]]) }
    let apart = try ErrorConsistency([[true, nil], [nil, true]]).pair(0, 1)
    #expect(apart.trials == 0 && apart.kappa.isNaN && apart.reason != nil)
  }

  @Test func `equal errors give 1, and accuracies bound the rest`() throws {
    let same = try ErrorConsistency([[true, false, true], [true, false, true]]).pair(0, 1)
    #expect(same.kappa.isApproximatelyEqual(to: 1, relativeTolerance: 1e-14))
    // Accuracies .8 and .5 of ten: at best the five errors of one hold the two of the other.
    let better = (0..<10).map { $0 >= 2 }
    let worse = (0..<10).map { $0 >= 5 }
    let best = try ErrorConsistency([better, worse]).pair(0, 1)
    #expect(best.kappa.isApproximatelyEqual(to: best.bounds.high, relativeTolerance: 1e-12))
    let least = try ErrorConsistency([better, worse.map { !$0 }.reversed().map { !$0 }.reversed()])
    #expect(least.pair(0, 1).kappa <= best.bounds.high)
    let opposite = try ErrorConsistency([better, (0..<10).map { $0 < 5 }]).pair(0, 1)
    #expect(opposite.kappa.isApproximatelyEqual(to: opposite.bounds.low, relativeTolerance: 1e-12))
  }

  /// The second decider copies the first on four trials of ten and is as good on the others.
  @Test func `a planted share of copying is covered nineteen times of twenty`() throws {
    let studies = 1_000
    var covered = 0
    var shares = 0.0
    for study in 0..<studies {
      var generator = SplitMix64(seed: 77, stream: study)
      let first = (0..<400).map { _ in generator.nextUnit() < 0.7 }
      let second = first.map { generator.nextUnit() < 0.4 ? $0 : generator.nextUnit() < 0.7 }
      let consistency = try ErrorConsistency([first, second])
      let means = try consistency.means([[.init(0, 1)]])
      let interval = try means.estimate(.strength(0), means.covariance(.images)).interval()
      if interval.low <= 0.4, 0.4 <= interval.high { covered += 1 }
      shares += (consistency.pair(0, 1).copyProbability ?? .nan) / Double(studies)
    }
    #expect((930...970).contains(covered), "\(covered)")
    #expect(abs(shares - 0.4) < 0.01)
  }

  /// As the second decider copies, with accuracies .7 and .53 that differ: kappa is then another number.
  @Test func `a planted share of copying is covered where accuracies differ too`() throws {
    let studies = 1_000
    var covered = 0
    var mean = 0.0
    for study in 0..<studies {
      var generator = SplitMix64(seed: 78, stream: study)
      let first = (0..<400).map { _ in generator.nextUnit() < 0.7 }
      let second = first.map { generator.nextUnit() < 0.3 ? $0 : generator.nextUnit() < 0.45 }
      let means = try ErrorConsistency([first, second]).means([[.init(0, 1)]], .copiedShare)
      let interval = try means.estimate(.strength(0), means.covariance(.images)).interval()
      if interval.low <= 0.3, 0.3 <= interval.high { covered += 1 }
      mean += means.values[0] / Double(studies)
    }
    #expect((930...970).contains(covered), "\(covered)")
    #expect(abs(mean - 0.3) < 0.01)
  }

  /// The examples of Klein et al.'s repository: half copied, accuracies .6 and .55, .5 and .55.
  @Test func `published examples of copying`() throws {
    func bits(_ text: String) -> [Bool] { text.map { $0 == "1" } }
    let unequal = try ErrorConsistency([bits("00000000111111111111"), bits("00000011111111000111")])
      .pair(0, 1)
    #expect(unequal.copiedShare.isApproximatelyEqual(to: 0.5, relativeTolerance: 1e-12))
    let other = try ErrorConsistency([bits("00000000001111111111"), bits("00000000111111100011")])
      .pair(0, 1)
    #expect(other.copiedShare.isApproximatelyEqual(to: 0.5, relativeTolerance: 1e-12))
  }

  /// Unequal accuracies: copying .5 of a .6 decider and .9 on the rest gives an accuracy of .75.
  @Test func `the share of copying does not depend on the accuracies`() throws {
    var generator = SplitMix64(seed: 12)
    let first = (0..<40_000).map { _ in generator.nextUnit() < 0.6 }
    let second = first.map { generator.nextUnit() < 0.5 ? $0 : generator.nextUnit() < 0.9 }
    let pair = try ErrorConsistency([first, second]).pair(0, 1)
    #expect(abs(try #require(pair.copyProbability) - 0.5) < 0.015)
    // 2 x .5 x .6 x .4 / (.6 + .75 - 2 x .6 x .75)
    #expect(abs(pair.kappa - 0.24 / 0.45) < 0.015)
    let avoiding = try ErrorConsistency([[true, false, true, false], [false, true, true, true]])
    #expect(avoiding.pair(0, 1).copyProbability == nil)
  }

  @Test func `means of pairs have errors over images, classes and people`() throws {
    var generator = SplitMix64(seed: 5)
    let classes = (0..<600).map { $0 % 12 }
    let classEase = (0..<12).map { _ in 0.5 + 0.4 * generator.nextUnit() }
    let hard = (0..<600).map { _ in generator.nextUnit() }
    let deciders: [[Bool]] = (0..<7).map { _ in
      (0..<600).map { (hard[$0] + generator.nextUnit()) / 2 < classEase[classes[$0]] }
    }
    let consistency = try ErrorConsistency(deciders)
    let people = [0, 1, 2, 3, 4]
    let means = try consistency.means([
      people.map { .init(5, $0) }, people.map { .init(6, $0) },
      ErrorConsistency.pairs(among: people),
    ])
    #expect(means.pairs.map(\.count) == [5, 5, 10])
    let images = means.estimate(.difference(0, 1), try means.covariance(.images))
    let random = means.estimate(
      .difference(0, 1), try means.covariance(.classesRandomDeleteOne(classes)))
    #expect(images.df == nil && random.df == 11)
    #expect(images.estimate == means.values[0] - means.values[1])
    #expect(random.standardError > 0.4 * images.standardError)
    // A network's mean over people, people as a sample: the t of the five kappas.
    let source = try means.people(people.map { [$0] })
    let over = means.estimate(.strength(0), StrengthCovariance(count: 3, sources: [source]))
    let kappas = people.map { consistency.pair(5, $0).kappa }
    let mean = kappas.reduce(0, +) / 5
    let squares = kappas.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(over.df == 4)
    #expect(
      over.standardError.isApproximatelyEqual(
        to: (squares / 20).squareRoot(), relativeTolerance: 1e-10))
    let both = means.estimate(.strength(0), try means.covariance(.images).adding(source))
    #expect(both.standardError > over.standardError)
    #expect(throws: StatisticsError.tooFewClusters(needed: 3, got: 2)) {
      try means.people([[0], [1]])
    }
  }

  /// Bootstrap of images, 2,000 resamples: the error of the mean over ten pairs.
  @Test func `the error over images is that of resampling`() throws {
    var generator = SplitMix64(seed: 6)
    let hard = (0..<300).map { _ in generator.nextUnit() }
    let deciders = (0..<5).map { _ in hard.map { ($0 + generator.nextUnit()) / 2 < 0.6 } }
    let pairs = ErrorConsistency.pairs(among: Array(0..<5))
    let means = try ErrorConsistency(deciders).means([pairs])
    let error = means.estimate(.strength(0), try means.covariance(.images)).standardError
    let values = try (0..<400).map { _ -> Double in
      let drawn = (0..<300).map { _ in generator.next(below: 300) }
      let rows = deciders.map { row in drawn.map { row[$0] } }
      return try ErrorConsistency(rows).means([pairs]).values[0]
    }
    let mean = values.reduce(0, +) / 400
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399
    #expect(error.isApproximatelyEqual(to: variance.squareRoot(), relativeTolerance: 0.12))
  }

  @Test func `refuses deciders with other numbers of trials`() {
    #expect(throws: StatisticsError.lengthMismatch(expected: 2, got: 1)) {
      try ErrorConsistency([[true, true], [true]])
    }
    #expect(throws: StatisticsError.emptyInput(name: "trials")) { try ErrorConsistency([]) }
  }

  @Test func `the same wrong class counts beyond what each class makes likely`() throws {
    // Of six images on which both are wrong, four have the same wrong class.
    let truth = [0, 0, 0, 1, 1, 1, 2, 2]
    let first: [Int?] = [1, 1, 2, 0, 0, 2, 2, nil]
    let second: [Int?] = [1, 1, 1, 0, 2, 2, 1, 0]
    func means(_ measure: MistakeMeans.Measure) throws -> MistakeMeans {
      try MistakeMeans([first, second], truth: truth, groups: [[.init(0, 1)]], measure)
    }
    let share = try means(.share)
    #expect(share.bothWrong == [6] && share.undefined == [0])
    #expect(share.values[0].isApproximatelyEqual(to: 4.0 / 6, relativeTolerance: 1e-14))
    // Class 0: (2 x 3)/3, class 1: (2 x 1 + 1 x 2)/3.
    let expected = (2 + 4.0 / 3) / 6
    #expect(share.expected[0].isApproximatelyEqual(to: expected, relativeTolerance: 1e-14))
    let kappa = (4.0 / 6 - expected) / (1 - expected)
    let own = try means(.kappa).values[0]
    #expect(own.isApproximatelyEqual(to: kappa, relativeTolerance: 1e-13))
    // With two classes there is one wrong class only.
    #expect(
      throws: StatisticsError.undefined(
        reason: "there is one wrong class only, which all would share")
    ) {
      try MistakeMeans([[1, 1], [1, 1]], truth: [0, 0], groups: [[.init(0, 1)]], .kappa)
    }
    #expect(throws: StatisticsError.nothingToCompare(name: "images on which both are wrong")) {
      try MistakeMeans([[0, 1], [1, 0]], truth: [0, 0], groups: [[.init(0, 1)]])
    }
  }
}
