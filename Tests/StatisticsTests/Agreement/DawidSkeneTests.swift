import RealModule
import Testing

@testable import Statistics

/// References by crowd-kit 1.4.2; see References/agreement.py.
struct DawidSkeneTests {
  private func answers(_ row: AgreementReferences.DawidSkeneFit) throws -> LabelledAnswers {
    try LabelledAnswers(
      images: row.images, annotators: row.annotators, labels: row.labels,
      imageCount: row.imageCount, annotatorCount: row.annotatorCount, classCount: row.classCount)
  }

  @Test func `agrees with crowd-kit after as many iterations`() throws {
    let row = try AgreementReferences.load().dawidSkene
    let own = try DawidSkene(
      answers(row),
      options: DawidSkene.Options(smoothing: 0, maximumIterations: 20_000, tolerance: 1e-15))
    #expect(own.converged)
    for (mine, theirs) in zip(own.posterior, row.posterior) {
      #expect(mine.isApproximatelyEqual(to: theirs, absoluteTolerance: 1e-6))
    }
    for (mine, theirs) in zip(own.prior, row.prior) {
      #expect(mine.isApproximatelyEqual(to: theirs, relativeTolerance: 1e-6))
    }
    for (mine, theirs) in zip(own.confusions, row.confusions) {
      #expect(mine.isApproximatelyEqual(to: theirs, absoluteTolerance: 1e-5))
    }
    #expect(own.logLikelihood.isApproximatelyEqual(to: row.logLikelihood, relativeTolerance: 1e-7))
  }

  @Test(arguments: [0, 0.01, 1])
  func `the objective never falls`(smoothing: Double) throws {
    let row = try AgreementReferences.load().dawidSkene
    let own = try DawidSkene(answers(row), options: DawidSkene.Options(smoothing: smoothing))
    for (before, after) in zip(own.objectives, own.objectives.dropFirst()) {
      #expect(after >= before - 1e-10 * abs(before))
    }
    #expect(own.iterations == own.objectives.count - 1)
  }

  @Test func `one step is that of the definition`() throws {
    // Two annotators, three images, two classes; the M step from the vote shares, then the E step.
    let answers = try LabelledAnswers(
      images: [0, 0, 1, 1, 2], annotators: [0, 1, 0, 1, 0], labels: [0, 0, 1, 0, 1],
      imageCount: 3, annotatorCount: 2, classCount: 2)
    let own = try DawidSkene(
      answers, options: DawidSkene.Options(smoothing: 0.5, maximumIterations: 1, tolerance: 0))
    // Shares 1/0, .5/.5, 0/1. First M step: prior (1.5 + .5)/(3 + 1); annotator 0 gives class 0
    // labels (1 + .5, .5 + .5)/2.5 and class 1 (.5, 1.5 + .5)/2.5, annotator 1 gives (2, .5)/2.5
    // and (1, .5)/1.5.
    let first = [
      [0.5 * (1.5 / 2.5) * (2 / 2.5), 0.5 * (0.5 / 2.5) * (1 / 1.5)],
      [0.5 * (1 / 2.5) * (2 / 2.5), 0.5 * (2 / 2.5) * (1 / 1.5)],
      [0.5 * (1 / 2.5), 0.5 * (2 / 2.5)],
    ]
    let likelihood = first.reduce(0) { $0 + Double.log($1[0] + $1[1]) }
    #expect(
      own.logLikelihoods[0].isApproximatelyEqual(to: likelihood, relativeTolerance: 1e-13))
    // Second M step, from the posterior of the first.
    let posterior = first.map { $0[0] / ($0[0] + $0[1]) }
    let prior = (posterior.reduce(0, +) + 0.5) / 4
    #expect(own.prior[0].isApproximatelyEqual(to: prior, relativeTolerance: 1e-13))
    let diagonal = (posterior[0] + 0.5) / (posterior.reduce(0, +) + 1)
    #expect(
      own.confusion(of: 0)[0].isApproximatelyEqual(to: diagonal, relativeTolerance: 1e-13))
  }

  @Test func `finds planted classes and the poor annotator`() throws {
    let planted = PlantedAnswers(images: 300, annotators: 8, classes: 4, perImage: 6, seed: 11)
    let own = try DawidSkene(planted.answers)
    let right = zip(own.classes, planted.truth).count { $0 == Int($1) }
    #expect(right > 290)
    let majority = planted.answers.counts.majorities
    #expect(right >= zip(majority, planted.truth).count { $0.0 == Int($0.1) })
    #expect(own.accuracies[0] < 0.45)
    #expect(own.accuracies[1...].allSatisfy { $0 > 0.75 })
    #expect(own.entropies.allSatisfy { $0 >= 0 && $0 <= Double.log(4) + 1e-12 })
  }

  @Test func `annotators with one answer each are not told from the truth`() throws {
    let alone = try LabelledAnswers(
      images: (0..<60).map { Int32($0 / 3) }, annotators: (0..<60).map { Int32($0) },
      labels: (0..<60).map { Int32($0 % 7 == 0 ? 1 : 0) }, imageCount: 20, annotatorCount: 60,
      classCount: 2)
    let own = try DawidSkene(alone)
    #expect(own.accuracies.allSatisfy { $0.isNaN })
    #expect(own.identifiedAnnotators == 0)
    #expect(DawidSkene.reason(for: alone) == own.reason && own.reason != nil)
    #expect(try #require(own.reason).hasPrefix("0 annotators have 4 answers"))
    // Two annotators who share every image cannot be told apart from it either.
    let two = try LabelledAnswers(
      images: (0..<40).map { Int32($0 / 2) }, annotators: (0..<40).map { Int32($0 % 2) },
      labels: (0..<40).map { Int32($0 % 3 == 0 ? 1 : 0) }, imageCount: 20, annotatorCount: 2,
      classCount: 2)
    #expect(try DawidSkene(two).reason != nil)
    let planted = PlantedAnswers(images: 300, annotators: 8, classes: 4, perImage: 6, seed: 11)
    #expect(try DawidSkene(planted.answers).reason == nil)
  }

  @Test func `does not depend on threads or on the order of the answers`() throws {
    let planted = PlantedAnswers(images: 3000, annotators: 40, classes: 3, perImage: 3, seed: 2)
    let options = DawidSkene.Options(maximumIterations: 5, threads: 1)
    let one = try DawidSkene(planted.answers, options: options)
    var two = options
    two.threads = 2
    #expect(try DawidSkene(planted.answers, options: two).posterior == one.posterior)
    let a = planted.answers
    let reversed = try LabelledAnswers(
      images: a.images.reversed(), annotators: a.annotators.reversed(),
      labels: a.labels.reversed(), imageCount: a.imageCount, annotatorCount: a.annotatorCount,
      classCount: a.classCount)
    for (p, q) in zip(try DawidSkene(reversed, options: options).posterior, one.posterior) {
      #expect(p.isApproximatelyEqual(to: q, absoluteTolerance: 1e-12))
    }
  }

  @Test func `gives the prior to images nobody answered, ignores idle annotators`() throws {
    let answers = try LabelledAnswers(
      images: [0, 0, 2], annotators: [0, 1, 0], labels: [1, 1, 0], imageCount: 3,
      annotatorCount: 3, classCount: 2)
    let own = try DawidSkene(answers)
    #expect(Array(own.posterior[2..<4]) == own.prior)
    for value in own.confusion(of: 2) {
      #expect(value.isApproximatelyEqual(to: 0.5, relativeTolerance: 1e-14))
    }
    let bare = try DawidSkene(answers, options: DawidSkene.Options(smoothing: 0))
    #expect(bare.confusion(of: 2).allSatisfy { abs($0 - 0.5) < 1e-12 })
    #expect(bare.posterior.allSatisfy { $0 >= 0 && $0 <= 1 })
  }

  @Test func `returns the votes of a single annotator`() throws {
    let answers = try LabelledAnswers(
      images: [0, 1, 2], annotators: [0, 0, 0], labels: [1, 0, 1], imageCount: 3,
      annotatorCount: 1, classCount: 2)
    let own = try DawidSkene(answers, options: DawidSkene.Options(smoothing: 0))
    #expect(own.classes == [1, 0, 1])
    #expect(own.posterior == [0, 1, 1, 0, 0, 1])
    #expect(own.converged)
  }

  @Test func `refuses indices and options out of range`() throws {
    #expect(throws: StatisticsError.self) {
      try LabelledAnswers(
        images: [3], annotators: [0], labels: [0], imageCount: 3, annotatorCount: 1, classCount: 2)
    }
    #expect(throws: StatisticsError.self) {
      try LabelledAnswers(
        images: [0], annotators: [-1], labels: [0], imageCount: 3, annotatorCount: 1,
        classCount: 2)
    }
    #expect(throws: StatisticsError.emptyInput(name: "answers")) {
      try LabelledAnswers(
        images: [], annotators: [], labels: [], imageCount: 3, annotatorCount: 1, classCount: 2)
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 1, got: 2)) {
      try LabelledAnswers(
        images: [0, 0], annotators: [0], labels: [0], imageCount: 3, annotatorCount: 1,
        classCount: 2)
    }
    let answers = try LabelledAnswers(
      images: [0], annotators: [0], labels: [0], imageCount: 1, annotatorCount: 1, classCount: 2)
    for options in [
      DawidSkene.Options(smoothing: -1), DawidSkene.Options(smoothing: .infinity),
      DawidSkene.Options(maximumIterations: 0), DawidSkene.Options(tolerance: .nan),
    ] {
      #expect(throws: StatisticsError.self) { try DawidSkene(answers, options: options) }
    }
  }
}
