/// How well a score predicts the votes for images that the fit has not seen.
///
/// The images are cut into folds at random (from a seed). For each fold the binomial and
/// the beta-binomial regression are fitted on the other folds, and the natural log-likelihood
/// of each held-out image's votes is kept. The baseline is the same with an intercept only. Higher
/// (nearer to 0) is better; the difference of two scores is in nats an image, and since it is
/// kept image by image it can be averaged, bootstrapped or clustered.
///
/// The basis (ranks, knots) is computed once from the scores of all images; it does not see votes.
///
/// Source: Stone 1974, doi:10.1111/j.2517-6161.1974.tb00994.x; the logarithmic score of Good 1952.
public struct CountCrossValidation: Sendable, Equatable {
  /// The held-out log-likelihood of each image under the binomial model.
  public let binomial: [Double]
  /// The held-out log-likelihood of each image under the beta-binomial model.
  public let betaBinomial: [Double]
  /// The same for the binomial model with an intercept only.
  let binomialBaseline: [Double]
  /// The same for the beta-binomial model with an intercept only.
  public let betaBinomialBaseline: [Double]
  /// The number of images used.
  public let n: Int

  /// The mean gain of the score over the baseline under the binomial model, nats an image.
  public var binomialGain: Double { meanDifference(binomial, binomialBaseline) }
  /// The mean gain of the score over the baseline under the beta-binomial model, nats an image.
  public var betaBinomialGain: Double { meanDifference(betaBinomial, betaBinomialBaseline) }

  /// Fits and predicts fold by fold.
  ///
  /// - Parameters:
  ///   - outcome: The votes.
  ///   - score: The score of each image; finite.
  ///   - basis: The form in which the score enters.
  ///   - folds: The number of folds; from 2 to the number of images.
  ///   - seed: What the folds are drawn from.
  ///   - threads: The number of threads; nil for all cores. The result does not depend on it.
  /// - Throws: The errors of ``BinomialRegression/init(_:score:basis:)`` for any fold, and
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for a wrong number of folds.
  public init(
    _ outcome: SelectionCounts, score: [Double], basis: ScoreBasis = .normalScores, folds: Int = 10,
    seed: UInt64, threads: Int? = nil
  ) throws(StatisticsError) {
    let design = try CountDesign(outcome, score: score, basis: basis)
    let baseline = CountDesign(interceptFor: outcome)
    guard folds >= 2, folds <= design.n else {
      throw .outOfRange(name: "folds", value: Double(folds), allowed: "in 2...\(design.n)")
    }
    let order = HeldOutSplit.shuffled(design.n, seed: seed)
    let predictions = try Parallel.map(count: folds, threads: threads) {
      (fold) throws(StatisticsError) in
      try FoldPrediction(design, baseline, order: order, fold: fold, folds: folds)
    }
    var kept = [[Double]](repeating: [Double](repeating: .nan, count: design.n), count: 4)
    for prediction in predictions {
      for (position, row) in prediction.rows.enumerated() {
        for model in 0..<4 { kept[model][row] = prediction.logLikelihoods[model][position] }
      }
    }
    binomial = kept[0]
    betaBinomial = kept[1]
    binomialBaseline = kept[2]
    betaBinomialBaseline = kept[3]
    n = design.n
  }

  private func meanDifference(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).reduce(0) { $0 + $1.0 - $1.1 } / Double(n)
  }
}

/// The held-out log-likelihoods of one fold under the four models.
private struct FoldPrediction: Sendable {
  let rows: [Int]
  let logLikelihoods: [[Double]]

  init(
    _ design: CountDesign, _ baseline: CountDesign, order: [Int], fold: Int, folds: Int
  ) throws(StatisticsError) {
    let heldOut = order.indices.filter { $0 % folds == fold }.map { order[$0] }.sorted()
    let training = order.indices.filter { $0 % folds != fold }.map { order[$0] }.sorted()
    var logLikelihoods: [[Double]] = []
    for matrix in [design, baseline] {
      let fitted = matrix.subset(training)
      let unseen = matrix.subset(heldOut)
      let binomial = try BinomialRegression(fitted)
      let betaBinomial = try BetaBinomialFit(fitted, from: binomial)
      logLikelihoods.append(unseen.binomialSummary(binomial.coefficients).logLikelihoods)
      logLikelihoods.append(
        BetaBinomialFit.summary(
          unseen, coefficients: betaBinomial.coefficients,
          overdispersion: betaBinomial.overdispersion
        ).logLikelihoods)
    }
    rows = heldOut
    self.logLikelihoods = logLikelihoods
  }
}
