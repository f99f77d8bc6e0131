internal import RealModule

/// The share of votes as a logistic function of a score, with room for images of equal score to
/// differ.
///
/// ```text
/// selected_i ~ Binomial(shown_i, P_i),  P_i ~ Beta(p_i / t, (1 - p_i) / t)
/// ln(p_i / (1 - p_i)) = b_0 + sum_j b_j x_ij
/// ```
///
/// The overdispersion t is 0 when the score says all there is to say (the binomial model) and grows
/// with what is left between images; t / (1 + t) is the correlation of two votes for one image
/// given the score. The likelihood is evaluated as
///
/// ```text
/// ln L_i = ln C(n, k) + sum_(j < k) ln(p + j t) + sum_(j < n-k) ln(1 - p + j t)
///          - sum_(j < n) ln(1 + j t)
/// ```
///
/// which needs no gamma function and is exact at t = 0. Maximized by Newton's method in (b, ln t).
///
/// Degenerate cases: as ``BinomialRegression``. When the likelihood falls as t leaves 0 (votes vary
/// no more than binomial ones), t is 0 and the coefficients are the binomial ones.
///
/// Source: Williams 1975, Biometrics 31:949-952, doi:10.2307/2529820; Crowder 1978,
/// doi:10.2307/2346223. Agrees with a direct maximization of scipy 1.17.1 `betabinom.logpmf`.
public struct BetaBinomialRegression: Sendable, Equatable {
  /// The intercept, then one coefficient a column, on the log-odds scale.
  public let coefficients: [Double]
  /// The overdispersion t, 0 or more.
  public let overdispersion: Double
  /// The covariance matrix of the coefficients, row by row, with t estimated too.
  public let covariance: [Double]
  /// The standard error of ln t; NaN when t is 0.
  public let logOverdispersionStandardError: Double
  /// The natural log-likelihood, binomial coefficients included.
  public let logLikelihood: Double
  /// The log-likelihood of the beta-binomial model with an intercept only.
  public let nullLogLikelihood: Double
  /// The overdispersion of the model with an intercept only.
  public let nullOverdispersion: Double
  /// The number of images used.
  public let n: Int
  /// The fitted mean share of each image.
  public let fitted: [Double]
  /// The number of Newton steps.
  public let iterations: Int

  /// The correlation of two votes for one image given the score, t / (1 + t), in 0...1.
  public var intraclassCorrelation: Double { overdispersion / (1 + overdispersion) }
  /// The share of the variance between images that the score takes away, 1 - ICC / ICC of the
  /// model without the score; NaN when images do not differ even without it.
  public var betweenImageVarianceExplained: Double {
    guard nullOverdispersion > 0 else { return .nan }
    return 1 - intraclassCorrelation / (nullOverdispersion / (1 + nullOverdispersion))
  }
  /// The standard errors of the coefficients.
  public var standardErrors: [Double] {
    (0..<coefficients.count).map { covariance[$0 * coefficients.count + $0].squareRoot() }
  }

  /// Fits the regression on a score.
  ///
  /// - Parameters:
  ///   - outcome: The votes.
  ///   - score: The score of each image; finite.
  ///   - basis: The form in which the score enters.
  /// - Throws: The errors of ``BinomialRegression/init(_:score:basis:)``.
  /// - Complexity: O(votes + n columns^2) a step; usually 5 to 15 steps.
  public init(
    _ outcome: SelectionCounts, score: [Double], basis: ScoreBasis = .normalScores
  ) throws(StatisticsError) {
    let design = try CountDesign(outcome, score: score, basis: basis)
    let intercept = CountDesign(interceptFor: outcome)
    let null = try BetaBinomialFit(intercept, from: BinomialRegression(intercept))
    let fit = try BetaBinomialFit(design, from: BinomialRegression(design))
    coefficients = fit.coefficients
    overdispersion = fit.overdispersion
    covariance = fit.covariance
    logOverdispersionStandardError = fit.logOverdispersionStandardError
    iterations = fit.iterations
    let summary = BetaBinomialFit.summary(
      design, coefficients: fit.coefficients, overdispersion: fit.overdispersion)
    logLikelihood = summary.logLikelihoods.reduce(0, +)
    fitted = summary.fitted
    nullLogLikelihood = null.logLikelihood
    nullOverdispersion = null.overdispersion
    n = design.n
  }
}
