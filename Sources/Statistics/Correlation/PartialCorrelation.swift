/// The correlation of two variables with others held constant, with its test and interval.
///
/// ```text
/// partial       r_xy.z   = cor(x - x̂(z), y - ŷ(z))
/// semi-partial  r_x(y.z) = cor(x, y - ŷ(z))
/// ```
///
/// For Pearson the hats are least-squares fits on the covariates; for Spearman the same on average
/// ranks; for Kendall the same algebra on the matrix of tau-b. The fits are orthogonal projections of
/// standardised columns (Gram-Schmidt, twice), and a variable that the covariates determine up to
/// rounding is refused rather than divided by its rounding error.
///
/// The test has n - 2 - k degrees of freedom and the interval n - k pairs, for k covariates; for Kendall
/// the test is z = τ √(9 m (m-1) / (2 (2m+5))) with m = n - k.
///
/// In simulations (`Studies/coverage`) the Pearson partial correlation holds its level. Read it first:
/// the semi-partial test and interval are conservative, because they take no account of what the
/// covariates explain of x, and the partial correlation tests the same hypothesis exactly. Partial
/// tau is not 0 when x and y are independent given the covariates, nor is partial rho quite, so that
/// with many images neither tests conditional independence: rejecting it then says little.
///
/// Kim (2015), "ppcor: an R package for a fast calculation to semi-partial correlation coefficients",
/// doi:10.5351/CSAM.2015.22.6.665. Agrees with ppcor 1.1 and pingouin 0.7.0.
public struct PartialCorrelation: Equatable, Sendable {
  /// Which variables are freed of the covariates.
  public enum Kind: String, CaseIterable, Sendable {
    /// Both x and y.
    case partial
    /// Only y.
    case semiPartial = "semi-partial"
  }

  /// The coefficient.
  public let method: CorrelationMethod
  /// Which variables are freed of the covariates.
  public let kind: Kind
  /// The number of items.
  public let n: Int
  /// The number of covariates.
  public let covariates: Int
  /// The coefficient, in [-1, 1].
  public let coefficient: Double
  /// 1 - r², with its digits kept near |r| = 1.
  public let unexplained: Double

  /// Computes a partial or semi-partial correlation.
  ///
  /// - Parameters:
  ///   - x: The first measurement of each item.
  ///   - y: The second measurement of each item.
  ///   - covariates: The variables to hold constant; none gives the plain correlation.
  ///   - method: The coefficient.
  ///   - kind: Which variables are freed of the covariates.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/tooFewValues(needed:got:)`` without degrees of freedom,
  ///   ``StatisticsError/constant(name:)``, ``StatisticsError/notANumber(name:index:)``,
  ///   ``StatisticsError/notFinite(name:index:)`` and ``StatisticsError/singularCovariates(name:)``.
  /// - Complexity: O(n k²), for Kendall O(n log n · k²).
  public init(
    _ x: [Double], _ y: [Double], covariates: [[Double]], method: CorrelationMethod = .pearson,
    kind: Kind = .partial
  ) throws(StatisticsError) {
    for other in [y] + covariates where other.count != x.count {
      throw .lengthMismatch(expected: x.count, got: other.count)
    }
    let needed = 3 + covariates.count
    guard x.count >= needed else { throw .tooFewValues(needed: needed, got: x.count) }
    self.method = method
    self.kind = kind
    self.covariates = covariates.count
    n = x.count
    let names = covariates.indices.map { "covariate \($0 + 1)" } + ["x", "y"]
    let columns = try Self.columns(covariates + [x, y], names: names, method: method)
    (coefficient, unexplained) = try Self.project(columns, names: names, kind: kind)
  }

  /// The variables as unit vectors whose dot products are their correlations, x and y last.
  private static func columns(
    _ variables: [[Double]], names: [String], method: CorrelationMethod
  ) throws(StatisticsError) -> [[Double]] {
    var columns: [[Double]] = []
    if method == .kendall {
      var rankings: [Ranking] = []
      for (values, name) in zip(variables, names) {
        rankings.append(try Ranking(values, name: name))
      }
      for (ranking, name) in zip(rankings, names) where ranking.levels < 2 {
        throw .constant(name: name)
      }
      return try KendallMatrix(rankings).choleskyRows(names: names)
    }
    for (values, name) in zip(variables, names) {
      let numbers = method == .spearman ? try Ranking(values, name: name).average : values
      columns.append(try UnitDeviations(numbers, name: name).values)
    }
    return columns
  }

  /// Frees x and y of the covariates and correlates what is left.
  private static func project(
    _ columns: [[Double]], names: [String], kind: Kind
  ) throws(StatisticsError) -> (Double, Double) {
    var basis: [[Double]] = []
    for (column, name) in zip(columns, names).dropLast(2) {
      basis.append(try residual(column, basis, name: name))
    }
    let (x, y) = (columns[columns.count - 2], columns[columns.count - 1])
    let first = try residual(x, basis, name: "x")
    let second = try residual(y, basis, name: "y")
    let left = kind == .partial ? first : x
    return UnitDeviations(unit: left).correlation(with: UnitDeviations(unit: second))
  }

  /// What a unit vector has outside the span of orthonormal vectors, scaled to length 1.
  private static func residual(
    _ column: [Double], _ basis: [[Double]], name: String
  ) throws(StatisticsError) -> [Double] {
    var rest = column
    for _ in 0..<2 {
      for direction in basis {
        let share = Summation.sum(rest.count) { rest[$0] * direction[$0] }
        for index in rest.indices { rest[index] -= share * direction[index] }
      }
    }
    let length = Summation.sum(rest.count) { rest[$0] * rest[$0] }.squareRoot()
    guard length > 1e-7 else { throw .singularCovariates(name: name) }
    return rest.map { $0 / length }
  }

  /// The degrees of freedom of the t test, n - 2 - k.
  public var degreesOfFreedom: Int { n - 2 - covariates }

  /// Tests the correlation against zero.
  ///
  /// - Parameter alternative: The side of the alternative hypothesis.
  /// - Returns: Student's t, or the normal deviate for Kendall.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` without degrees of freedom,
  ///   ``StatisticsError/undefined(reason:)`` for ±1 with one.
  public func test(
    _ alternative: Alternative = .twoSided
  ) throws(StatisticsError) -> SignificanceTest {
    guard method == .kendall else {
      return try .measured(
        coefficient, n: n, covariates: covariates, unexplained: unexplained, alternative)
    }
    let m = Double(n - covariates)
    let z = coefficient * (9 * m * (m - 1) / (2 * (2 * m + 5))).squareRoot()
    return SignificanceTest(name: "z", z: z, alternative)
  }

  /// Returns the interval on Fisher's z with n - k in place of n.
  ///
  /// - Parameters:
  ///   - level: The nominal coverage.
  ///   - method: The variance on Fisher's z; nothing takes 1/(n - k - 3), for Kendall
  ///     0.437/(n - k - 4).
  /// - Returns: The interval.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)``, ``StatisticsError/invalidLevel(level:)``.
  public func interval(
    level: Double = 0.95, method: CorrelationInterval? = nil
  ) throws(StatisticsError) -> Interval {
    let variance = method ?? (self.method == .kendall ? .kendallFieller : .fisherZ)
    return try variance.around(coefficient, n: n - covariates, level: level)
  }
}

extension UnitDeviations {
  /// Takes a vector that has length 1 already.
  init(unit: [Double]) { values = unit }
}

/// The correlation matrix of tau-b between several rankings.
private struct KendallMatrix {
  /// The matrix, row by row.
  let rows: [[Double]]

  init(_ rankings: [Ranking]) throws(StatisticsError) {
    var rows = rankings.map { _ in [Double](repeating: 1, count: rankings.count) }
    for first in rankings.indices {
      for second in 0..<first {
        let tau = try KendallCorrelation(rankings[first], rankings[second]).coefficient
        rows[first][second] = tau
        rows[second][first] = tau
      }
    }
    self.rows = rows
  }

  /// The rows of the lower Cholesky factor: unit vectors with the matrix as dot products.
  func choleskyRows(names: [String]) throws(StatisticsError) -> [[Double]] {
    var factor = rows.map { _ in [Double](repeating: 0, count: rows.count) }
    for row in rows.indices {
      for column in 0...row {
        var rest = rows[row][column]
        for inner in 0..<column { rest -= factor[row][inner] * factor[column][inner] }
        if row == column {
          guard rest > 1e-14 else { throw .singularCovariates(name: names[row]) }
          factor[row][row] = rest.squareRoot()
        } else {
          factor[row][column] = rest / factor[column][column]
        }
      }
    }
    return factor
  }
}
