import RealModule
import Testing

@testable import Statistics

/// References by statsmodels 0.14.5 and scipy 1.17.1; see References/regression.py.
struct CountRegressionTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let basis: String
    let score: [Double]
    let selected: [Int]
    let shown: [Int]
    let coefficients: [Double]
    let standardErrors: [Double]
    let deviance: Double
    let nullDeviance: Double
    let pearson: Double
    let logLikelihood: Double
    let fitted: [Double]
    let betaCoefficients: [Double]
    let overdispersion: Double
    let betaLogLikelihood: Double
    let betaStandardErrors: [Double]
    let nullLogLikelihood: Double
    let nullOverdispersion: Double
    var testDescription: String { name }

    var scoreBasis: ScoreBasis {
      switch basis {
      case "linear": .linear
      case "normalScores": .normalScores
      default: .naturalSpline(degreesOfFreedom: 3)
      }
    }
    func outcome() throws -> SelectionCounts {
      try SelectionCounts(selected: selected, shown: shown)
    }
    /// The basis of a spline is another one here, so its coefficients differ.
    var hasEqualBasis: Bool { basis != "spline3" }
  }

  static func cases() throws -> [Case] { try ReferenceFigures.load("regression", as: [Case].self) }

  @Test(arguments: try cases())
  func `agrees with statsmodels GLM`(row: Case) throws {
    let own = try BinomialRegression(row.outcome(), score: row.score, basis: row.scoreBasis)
    #expect(own.deviance.isApproximatelyEqual(to: row.deviance, relativeTolerance: 1e-9))
    #expect(own.nullDeviance.isApproximatelyEqual(to: row.nullDeviance, relativeTolerance: 1e-9))
    #expect(own.pearsonChiSquare.isApproximatelyEqual(to: row.pearson, relativeTolerance: 1e-8))
    #expect(own.logLikelihood.isApproximatelyEqual(to: row.logLikelihood, relativeTolerance: 1e-9))
    for (mine, theirs) in zip(own.fitted, row.fitted) {
      #expect(mine.isApproximatelyEqual(to: theirs, relativeTolerance: 1e-7))
    }
    if row.hasEqualBasis {
      for (mine, theirs) in zip(own.coefficients, row.coefficients) {
        #expect(mine.isApproximatelyEqual(to: theirs, relativeTolerance: 1e-7))
      }
      for (mine, theirs) in zip(own.standardErrors, row.standardErrors) {
        #expect(mine.isApproximatelyEqual(to: theirs, relativeTolerance: 1e-7))
      }
    }
    #expect(own.dispersion == own.pearsonChiSquare / Double(own.degreesOfFreedom))
    #expect(own.n == row.shown.count)
  }

  @Test(arguments: try cases())
  func `agrees with a direct maximization of betabinom`(row: Case) throws {
    let own = try BetaBinomialRegression(row.outcome(), score: row.score, basis: row.scoreBasis)
    #expect(
      own.logLikelihood.isApproximatelyEqual(to: row.betaLogLikelihood, relativeTolerance: 1e-9))
    #expect(
      own.overdispersion.isApproximatelyEqual(to: row.overdispersion, relativeTolerance: 1e-4))
    #expect(
      own.nullLogLikelihood.isApproximatelyEqual(
        to: row.nullLogLikelihood, relativeTolerance: 1e-9))
    #expect(
      own.nullOverdispersion.isApproximatelyEqual(
        to: row.nullOverdispersion, relativeTolerance: 1e-4))
    if row.hasEqualBasis {
      for (mine, theirs) in zip(own.coefficients, row.betaCoefficients) {
        #expect(mine.isApproximatelyEqual(to: theirs, relativeTolerance: 1e-4))
      }
      for (mine, theirs) in zip(own.standardErrors, row.betaStandardErrors) {
        #expect(mine.isApproximatelyEqual(to: theirs, relativeTolerance: 1e-3))
      }
    }
    #expect(
      own.logOverdispersionStandardError.isApproximatelyEqual(
        to: try #require(row.betaStandardErrors.last), relativeTolerance: 1e-3))
  }

  @Test func `normal scores do not see the scale of the score`() throws {
    let row = try Self.cases()[1]
    let outcome = try row.outcome()
    let plain = try BetaBinomialRegression(outcome, score: row.score)
    let logged = try BetaBinomialRegression(outcome, score: row.score.map { Double.log($0) })
    #expect(plain == logged)
    let turned = try BetaBinomialRegression(outcome, score: row.score.map { -$0 })
    #expect(
      turned.coefficients[1].isApproximatelyEqual(
        to: -plain.coefficients[1], relativeTolerance: 1e-7))
  }

  @Test func `votes no more variable than binomial ones leave no overdispersion`() throws {
    // Every image has exactly its share, so residuals are smaller than chance makes them.
    let score = (0..<40).map { Double($0) }
    let selected = score.map { Int((20 / (1 + Double.exp(1 - $0 / 15))).rounded()) }
    let outcome = try SelectionCounts(
      selected: selected, shown: [Int](repeating: 20, count: 40))
    let own = try BetaBinomialRegression(outcome, score: score, basis: .linear)
    let binomial = try BinomialRegression(outcome, score: score, basis: .linear)
    #expect(own.overdispersion == 0)
    #expect(own.coefficients == binomial.coefficients)
    #expect(
      own.logLikelihood.isApproximatelyEqual(
        to: binomial.logLikelihood, relativeTolerance: 1e-12))
    #expect(own.logOverdispersionStandardError.isNaN)
    #expect(binomial.dispersion < 0.2)
    #expect(binomial.devianceExplained > 0.95)
    #expect(own.betweenImageVarianceExplained == 1)
  }

  @Test func `held-out likelihood prefers the score that made the votes`() throws {
    let row = try Self.cases()[0]
    let outcome = try row.outcome()
    let own = try CountCrossValidation(outcome, score: row.score, folds: 5, seed: 1)
    #expect(own.betaBinomialGain > 0.1)
    #expect(own.binomialGain > own.betaBinomialGain)
    #expect(own.betaBinomial.reduce(0, +) > own.binomial.reduce(0, +))
    let shuffled = HeldOutSplit.shuffled(row.score.count, seed: 9).map { row.score[$0] }
    let noise = try CountCrossValidation(outcome, score: shuffled, folds: 5, seed: 1)
    #expect(noise.betaBinomialGain < 0.02)
    #expect(noise.betaBinomialBaseline == own.betaBinomialBaseline)
    let again = try CountCrossValidation(
      outcome, score: row.score, folds: 5, seed: 1, threads: 1)
    #expect(again == own)
  }

  @Test func `a fold's prediction is that of the fit on the others`() throws {
    let row = try Self.cases()[1]
    let outcome = try row.outcome()
    let own = try CountCrossValidation(
      outcome, score: row.score, basis: .linear, folds: row.score.count, seed: 1)
    // Leave image 3 out by hand; the column is scaled over all images.
    let column = CodedVariable.standardize(row.score)
    let kept = row.score.indices.filter { $0 != 3 }
    var beta = try BinomialRegression(
      SelectionCounts(selected: kept.map { row.selected[$0] }, shown: kept.map { row.shown[$0] }),
      score: kept.map { column[$0] }, basis: .linear
    ).coefficients
    // Back from the scale of the kept images to the scale of all.
    let values = kept.map { column[$0] }
    let mean = values.reduce(0, +) / Double(values.count)
    let deviation =
      (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    beta = [beta[0] - beta[1] * mean / deviation, beta[1] / deviation]
    let p = 1 / (1 + Double.exp(-beta[0] - beta[1] * column[3]))
    let (k, n) = (Double(row.selected[3]), Double(row.shown[3]))
    let expected =
      CountDesign.logChoose(n, k) + k * Double.log(p) + (n - k) * Double.log(1 - p)
    #expect(own.binomial[3].isApproximatelyEqual(to: expected, relativeTolerance: 1e-7))
  }

  @Test func `refuses what no regression can fit`() throws {
    let all = try SelectionCounts(selected: [5, 5, 5], shown: [5, 5, 5])
    #expect(throws: StatisticsError.noVariation(name: "votes")) {
      try BinomialRegression(all, score: [1, 2, 3])
    }
    let apart = try SelectionCounts(selected: [0, 0, 5, 5], shown: [5, 5, 5, 5])
    #expect(throws: StatisticsError.self) {
      try BinomialRegression(apart, score: [1, 2, 3, 4], basis: .linear)
    }
    let some = try SelectionCounts(selected: [1, 3, 5], shown: [5, 5, 5])
    #expect(throws: StatisticsError.constant(name: "score")) {
      try BetaBinomialRegression(some, score: [2, 2, 2])
    }
    #expect(throws: StatisticsError.lengthMismatch(expected: 3, got: 2)) {
      try BinomialRegression(some, score: [1, 2])
    }
    #expect(throws: StatisticsError.notANumber(name: "score", index: 1)) {
      try BinomialRegression(some, score: [1, .nan, 2])
    }
    #expect(throws: StatisticsError.notFinite(name: "score", index: 2)) {
      try BinomialRegression(some, score: [1, 2, .infinity])
    }
    #expect(throws: StatisticsError.self) {
      try ScoreBasis.naturalSpline(degreesOfFreedom: 0).columns(of: [1, 2, 3])
    }
    #expect(throws: StatisticsError.self) {
      try ScoreBasis.naturalSpline(degreesOfFreedom: 4).columns(of: [1, 1, 1, 1, 1, 1, 2])
    }
    let four = try SelectionCounts(selected: [1, 3, 5, 2], shown: [5, 5, 6, 5])
    #expect(throws: StatisticsError.tooFewValues(needed: 4, got: 2)) {
      try CountCrossValidation(
        four, score: [1, 2, 3, 4], basis: .naturalSpline(degreesOfFreedom: 3), folds: 2, seed: 1)
    }
    #expect(throws: StatisticsError.outOfRange(name: "folds", value: 1, allowed: "in 2...3")) {
      try CountCrossValidation(some, score: [1, 2, 4], folds: 1, seed: 1)
    }
  }
}
