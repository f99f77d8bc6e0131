internal import RealModule

/// A linear model with an intercept and slopes that differ between classes, fitted by REML.
///
/// ```text
/// y = b0 + u0 + (b1 + u1) x1 + (b2 + u2) x2 + e,   u_j ~ N(0, s_j^2) for each class,  e ~ N(0, s^2)
/// ```
///
/// The deviations of a class are independent of each other: lme4's `(1 + x1 + x2 || class)`. It answers
/// what one score adds to another for classes in general: each coefficient is the slope of an average
/// class, and its standard error contains how much slopes differ between classes.
///
/// The deviations s_j/s minimize the profiled REML deviance, in which b and s are eliminated. Where the best
/// s_j is 0 the fit is *singular* (``isSingular``): the class deviations of that column cannot be told from
/// noise, and the model is the one without them. t has the degrees of freedom of Satterthwaite's
/// formula
///
/// ```text
/// df = 2 v^2 / (g' A g),   v = the squared error of the contrast, g its gradient, A the covariance
/// ```
///
/// of the estimated deviations. With no class deviations at all df is n less the coefficients.
///
/// The deviations of two slopes of columns that resemble each other are not independent: what one score
/// gains in a class the other loses. The difference of two such slopes has too small an error (it covered
/// 62 % with 100 classes); fit (x1 + x2)/2 and (x1 - x2)/2 instead, whose deviations are, and read the
/// slope of the second.
///
/// | Symbol | Meaning | Shape |
/// | ------ | ------- | ----- |
/// | ``coefficients`` | intercept and slopes | (columns + 1) |
/// | ``classDeviations`` | s_0, s_1, ... | (columns + 1) |
///
/// Degenerate cases: fewer than three classes, a constant outcome or column, columns that determine each
/// other and an outcome without residual are errors. Columns should be of order 1, as normal scores are.
///
/// Source: Bates et al. 2015, doi:10.18637/jss.v067.i01; Satterthwaite 1946, doi:10.2307/3002019;
/// Kuznetsova, Brockhoff & Christensen 2017, doi:10.18637/jss.v082.i13. Agrees with lme4 1.1-31 and
/// lmerTest 3.1-3.
public struct MixedModel: Sendable, Equatable {
  /// The intercept and the slopes of an average class.
  public let coefficients: [Double]
  /// The standard deviations of the intercept and the slopes between classes.
  public let classDeviations: [Double]
  /// The standard deviation of what is left.
  public let residualDeviation: Double
  /// The REML deviance, -2 times the restricted log-likelihood.
  public let deviance: Double
  /// The number of images.
  public let n: Int
  /// The number of classes.
  public let classes: Int
  /// The covariance of the coefficients, row by row.
  public let covariance: [Double]
  /// The derivatives of ``covariance`` by each deviation that is not 0 and the residual one.
  private let gradients: [[Double]]
  /// The covariance of these deviations.
  private let deviationCovariance: [Double]

  /// Whether a class deviation is 0, so that the model is the one without it.
  public var isSingular: Bool { classDeviations.contains(0) }

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - outcome: One value an image, for example normal scores of HSF.
  ///   - columns: The explaining variables, each with one value an image.
  ///   - classes: The class of each image, as any integers.
  /// - Throws: ``StatisticsError/emptyInput(name:)`` without columns,
  ///   ``StatisticsError/lengthMismatch(expected:got:)``, ``StatisticsError/notFinite(name:index:)``,
  ///   ``StatisticsError/constant(name:)``, ``StatisticsError/tooFewClusters(needed:got:)`` below three
  ///   classes, ``StatisticsError/tooFewValues(needed:got:)``,
  ///   ``StatisticsError/singularCovariates(name:)``, ``StatisticsError/undefined(reason:)`` without a
  ///   residual and ``StatisticsError/didNotConverge(iterations:)``.
  /// - Complexity: O(n columns^2 + classes columns^3 iterations).
  public init(
    _ outcome: [Double], columns: [[Double]], classes: [Int]
  ) throws(StatisticsError) {
    guard !columns.isEmpty else { throw .emptyInput(name: "columns") }
    for length in columns.map(\.count) + [classes.count] where length != outcome.count {
      throw .lengthMismatch(expected: outcome.count, got: length)
    }
    let named = [("the outcome", outcome)] + columns.enumerated().map { ("column \($0)", $1) }
    for (name, values) in named {
      if let index = values.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(name: name, index: index)
      }
      guard values.contains(where: { $0 != values[0] }) else { throw .constant(name: name) }
    }
    let criterion = MixedDeviance(outcome, columns: columns, grouping: ClassGrouping(classes))
    guard criterion.groups.count >= 3 else {
      throw .tooFewClusters(needed: 3, got: criterion.groups.count)
    }
    guard outcome.count > columns.count + 1 else {
      throw .tooFewValues(needed: columns.count + 2, got: outcome.count)
    }
    let size = columns.count + 1
    guard criterion.fit([Double](repeating: 0, count: size)) != nil else {
      throw .singularCovariates(name: "column \(columns.count - 1)")
    }
    let ratios = try criterion.minimum()
    guard let fit = criterion.fit(ratios), fit.residual > 0 else {
      throw .undefined(reason: "the columns explain the outcome without rest")
    }
    let freedom = Double(outcome.count - size)
    let variance = fit.residual / freedom
    n = outcome.count
    self.classes = criterion.groups.count
    coefficients = fit.coefficients
    residualDeviation = variance.squareRoot()
    classDeviations = ratios.map { $0 * variance.squareRoot() }
    deviance = fit.profiled
    covariance = fit.unscaled.map { $0 * variance }
    let curvature = try DeviationUncertainty(
      criterion, ratios: ratios, residual: variance.squareRoot())
    gradients = curvature.gradients
    deviationCovariance = curvature.covariance
  }

  /// Returns a coefficient with its standard error and degrees of freedom.
  ///
  /// - Parameter column: The index of the column.
  /// - Returns: The slope of an average class.
  public func slope(_ column: Int) -> StrengthEstimate {
    contrast(coefficients.indices.map { $0 == column + 1 ? 1 : 0 })
  }

  /// Returns a weighted sum of the coefficients with its standard error and degrees of freedom.
  ///
  /// - Parameter weights: The weight of the intercept and of each slope; (0, 1, -1) is the first slope
  ///   less the second.
  /// - Returns: The sum, tested by t with Satterthwaite's degrees of freedom.
  public func contrast(_ weights: [Double]) -> StrengthEstimate {
    precondition(weights.count == coefficients.count, "one weight a coefficient is needed")
    func form(_ matrix: [Double]) -> Double {
      var sum = 0.0
      for row in weights.indices {
        for column in weights.indices {
          sum += weights[row] * weights[column] * matrix[row * weights.count + column]
        }
      }
      return sum
    }
    let variance = form(covariance)
    let slopes = gradients.map(form)
    var spread = 0.0
    for row in slopes.indices {
      for column in slopes.indices {
        spread +=
          slopes[row] * slopes[column] * deviationCovariance[row * slopes.count + column]
      }
    }
    return StrengthEstimate(
      estimate: zip(weights, coefficients).reduce(0) { $0 + $1.0 * $1.1 },
      standardError: variance.squareRoot(), df: 2 * variance * variance / spread,
      method: "mixed model, REML, Satterthwaite", isCorrelation: false)
  }
}
