/// The mean difference of two methods run with the same seeds, the seed being the unit.
///
/// ```text
/// d_i = first_i - second_i,  t = mean(d) / (sd(d) / sqrt(n)),  n - 1 degrees of freedom
/// ```
///
/// With five seeds t has four degrees of freedom, so only large and steady differences show; one
/// seed supports no statement about training.
///
/// Degenerate cases: fewer than two seeds is an error; equal differences for all seeds leave no
/// spread to judge by, so test and interval are ``StatisticsError/undefined(reason:)`` (not p = 0).
///
/// Source: Student 1908, doi:10.1093/biomet/6.1.1. Agrees with scipy 1.17.1 `ttest_rel`.
public struct PairedDifferences: Sendable, Equatable {
  /// First minus second, seed by seed.
  public let differences: [Double]
  /// The mean difference.
  public let mean: Double
  /// The standard deviation of the differences, with n - 1.
  public let standardDeviation: Double

  /// The number of seeds.
  public var n: Int { differences.count }
  /// The seeds for which the first is above the second.
  public var wins: Int { differences.count { $0 > 0 } }
  /// The standard error of the mean difference.
  public var standardError: Double { standardDeviation / Double(n).squareRoot() }

  /// Pairs two methods by seed.
  ///
  /// - Parameters:
  ///   - first: The first method's result, one number a seed.
  ///   - second: The second method's result for the same seeds.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/tooFewValues(needed:got:)``, ``StatisticsError/notANumber(name:index:)``,
  ///   ``StatisticsError/notFinite(name:index:)``.
  public init(_ first: [Double], _ second: [Double]) throws(StatisticsError) {
    guard first.count == second.count else {
      throw .lengthMismatch(expected: first.count, got: second.count)
    }
    guard first.count >= 2 else { throw .tooFewValues(needed: 2, got: first.count) }
    for (name, values) in [("first", first), ("second", second)] {
      for (index, value) in values.enumerated() where !value.isFinite {
        if value.isNaN { throw .notANumber(name: name, index: index) }
        throw .notFinite(name: name, index: index)
      }
    }
    differences = zip(first, second).map { $0 - $1 }
    let n = Double(differences.count)
    let mean = differences.reduce(0, +) / n
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let isConstant = differences.allSatisfy { [differences] in $0 == differences[0] }
    self.mean = isConstant ? differences[0] : mean
    standardDeviation = isConstant ? 0 : (squares / (n - 1)).squareRoot()
  }

  /// The paired t test of no difference.
  ///
  /// - Parameter alternative: `greater` = the first is above the second.
  /// - Returns: The test `paired-t`.
  /// - Throws: ``StatisticsError/undefined(reason:)`` when all differences are equal.
  public func test(
    _ alternative: Alternative = .twoSided
  ) throws(StatisticsError) -> SignificanceTest {
    try checkSpread()
    return SignificanceTest(
      name: "paired-t", t: mean / standardError, df: Double(n - 1), alternative)
  }

  /// The interval of the mean difference.
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: An interval by the method `paired-t`.
  /// - Throws: ``StatisticsError/undefined(reason:)`` when all differences are equal,
  ///   ``StatisticsError/invalidLevel(level:)``.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    guard level > 0, level < 1 else { throw .invalidLevel(level: level) }
    try checkSpread()
    let margin = -StudentT.quantile((1 - level) / 2, df: Double(n - 1)) * standardError
    return Interval(low: mean - margin, high: mean + margin, level: level, method: "paired-t")
  }

  private func checkSpread() throws(StatisticsError) {
    guard standardDeviation > 0 else {
      throw .undefined(reason: "the difference is the same for all seeds, so it has no spread")
    }
  }
}
