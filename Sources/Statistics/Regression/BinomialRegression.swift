internal import RealModule

/// The share of votes for the target class as a logistic function of a score.
///
/// ```text
/// selected_i ~ Binomial(shown_i, p_i),   ln(p_i / (1 - p_i)) = b_0 + sum_j b_j x_ij
/// ```
///
/// Fitted by maximum likelihood with iteratively reweighted least squares. The columns x come from
/// a ``ScoreBasis``. A negative slope means that a higher score goes with fewer votes for the
/// target.
///
/// The binomial model takes the votes for one image as independent given the score. Images of equal
/// score differ, so they are not: ``dispersion`` is then above 1, and the plain standard errors are
/// too small by its square root. Use ``quasiStandardErrors`` or ``BetaBinomialRegression``.
///
/// Degenerate cases: all votes alike is an error; so is a score that separates the votes perfectly
/// (the slope is infinite).
///
/// Source: McCullagh & Nelder 1989, Generalized Linear Models, chapter 4. Agrees with statsmodels
/// 0.14.5 `GLM(family=Binomial())`.
public struct BinomialRegression: Sendable, Equatable {
  /// The intercept, then one coefficient a column, on the log-odds scale.
  public let coefficients: [Double]
  /// The covariance matrix of the coefficients, row by row (inverse Fisher information).
  public let covariance: [Double]
  /// Twice the log-likelihood ratio of the saturated model to this one.
  public let deviance: Double
  /// The deviance of the model with an intercept only.
  public let nullDeviance: Double
  /// The sum of squared Pearson residuals.
  public let pearsonChiSquare: Double
  /// The natural log-likelihood, binomial coefficients included.
  public let logLikelihood: Double
  /// The number of images used.
  public let n: Int
  /// The fitted share of each image.
  public let fitted: [Double]
  /// The number of reweighted least squares steps.
  public let iterations: Int

  /// The residual degrees of freedom: images minus coefficients.
  public var degreesOfFreedom: Int { n - coefficients.count }
  /// Pearson's statistic over the degrees of freedom; 1 when votes are binomial given the score.
  ///
  /// NaN without residual degrees of freedom.
  public var dispersion: Double {
    degreesOfFreedom > 0 ? pearsonChiSquare / Double(degreesOfFreedom) : .nan
  }
  /// The share of the null deviance that the score explains, in 0...1.
  public var devianceExplained: Double { 1 - deviance / nullDeviance }
  /// The standard errors of the coefficients under the binomial model.
  public var standardErrors: [Double] {
    (0..<coefficients.count).map { covariance[$0 * coefficients.count + $0].squareRoot() }
  }
  /// The standard errors times the square root of ``dispersion``.
  public var quasiStandardErrors: [Double] {
    standardErrors.map { $0 * dispersion.squareRoot() }
  }

  /// Fits the regression on a score.
  ///
  /// - Parameters:
  ///   - outcome: The votes.
  ///   - score: The score of each image; finite.
  ///   - basis: The form in which the score enters.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``, the errors of
  ///   ``ScoreBasis/columns(of:)``, ``StatisticsError/tooFewValues(needed:got:)`` with fewer images
  ///   than coefficients, ``StatisticsError/noVariation(name:)`` when all votes are alike,
  ///   ``StatisticsError/singularCovariates(name:)``,
  ///   ``StatisticsError/didNotConverge(iterations:)`` when the score separates the votes.
  /// - Complexity: O(n columns^2) a step; usually 5 to 8 steps.
  public init(
    _ outcome: SelectionCounts, score: [Double], basis: ScoreBasis = .normalScores
  ) throws(StatisticsError) {
    let design = try CountDesign(outcome, score: score, basis: basis)
    self = try BinomialRegression(design)
  }

  /// Fits the regression on a design matrix.
  init(_ design: CountDesign) throws(StatisticsError) {
    guard design.n >= design.width else {
      throw .tooFewValues(needed: design.width, got: design.n)
    }
    let share = design.totalSelected / design.totalShown
    guard share > 0, share < 1 else { throw .noVariation(name: "votes") }
    var beta = [Double](repeating: 0, count: design.width)
    beta[0] = .log(share / (1 - share))
    let nullDeviance = design.binomialDeviance(beta)
    var deviance = nullDeviance
    var iterations = 0
    while true {
      let step = try design.scoringStep(beta)
      var next = zip(beta, step.step).map { $0 + $1 }
      var nextDeviance = design.binomialDeviance(next)
      // Fisher scoring may overshoot; halving the step restores the descent.
      var halvings = 0
      while !(nextDeviance <= deviance * (1 + 1e-12) + 1e-12), halvings < 30 {
        next = zip(beta, next).map { ($0 + $1) / 2 }
        nextDeviance = design.binomialDeviance(next)
        halvings += 1
      }
      iterations += 1
      let settled = zip(beta, next).allSatisfy { abs($0 - $1) <= 1e-9 * (abs($1) + 1e-3) }
      beta = next
      deviance = nextDeviance
      if settled { break }
      guard iterations < 100, deviance > 1e-8 else { throw .didNotConverge(iterations: iterations) }
    }
    coefficients = beta
    covariance = try design.scoringStep(beta).inverse
    self.deviance = deviance
    self.nullDeviance = nullDeviance
    self.iterations = iterations
    n = design.n
    let summary = design.binomialSummary(beta)
    pearsonChiSquare = summary.pearson
    logLikelihood = summary.logLikelihoods.reduce(0, +)
    fitted = summary.fitted
  }
}
