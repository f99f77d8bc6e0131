/// The agreement of two raters on the same images, corrected for chance.
///
/// ```text
/// kappa = (po - pe) / (1 - pe),  po = sum w_ij p_ij,  pe = sum w_ij p_i. p_.j
/// ```
///
/// p_ij is the share of images that the first rater put into class i and the second into class j,
/// w_ij the credit of such a pair. 1 is perfect agreement, 0 chance, below 0 less than chance.
///
/// Degenerate cases: no images is an error; when both raters use one and the same class only, pe is
/// 1 and kappa is 0/0 (``StatisticsError/noVariation(name:)``).
///
/// Source: Cohen 1960, doi:10.1177/001316446002000104; weights Cohen 1968; standard errors Fleiss,
/// Cohen & Everitt 1969, doi:10.1037/h0028106. Agrees with statsmodels 0.14.5 `cohens_kappa`.
public struct CohenKappa: Sendable, Equatable {
  /// The credit that a pair of unequal classes gets.
  public enum Weighting: String, Sendable, CaseIterable {
    /// None.
    case none
    /// 1 - distance / (classes - 1): the classes are ordered.
    case linear
    /// 1 - (distance / (classes - 1))^2: the classes are ordered.
    case quadratic
  }

  /// Kappa.
  public let value: Double
  /// The weighted share of agreement.
  public let observed: Double
  /// The weighted share of agreement expected by chance.
  public let expected: Double
  /// The number of images.
  public let n: Int
  /// The large-sample standard error, for intervals.
  public let standardError: Double
  /// The large-sample standard error when agreement is by chance, for the test.
  public let nullStandardError: Double

  /// Compares two raters image by image.
  ///
  /// - Parameters:
  ///   - first: The class that the first rater gave, in `0..<classCount`.
  ///   - second: The class that the second rater gave.
  ///   - classCount: The number of classes; at least 2.
  ///   - weighting: The credit of unequal classes.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/emptyInput(name:)``, ``StatisticsError/outOfRange(name:value:allowed:)``,
  ///   ``StatisticsError/noVariation(name:)``.
  /// - Complexity: O(images + classes^2).
  public init(
    _ first: [Int32], _ second: [Int32], classCount: Int, weighting: Weighting = .none
  ) throws(StatisticsError) {
    guard first.count == second.count else {
      throw .lengthMismatch(expected: first.count, got: second.count)
    }
    guard classCount >= 2 else {
      throw .outOfRange(name: "classCount", value: Double(classCount), allowed: "2 or more")
    }
    var table = [Int](repeating: 0, count: classCount * classCount)
    for image in first.indices {
      for label in [first[image], second[image]] where label < 0 || Int(label) >= classCount {
        throw .outOfRange(
          name: "the class of image \(image)", value: Double(label),
          allowed: "in 0..<\(classCount)")
      }
      table[Int(first[image]) * classCount + Int(second[image])] += 1
    }
    try self.init(table: table, classCount: classCount, weighting: weighting)
  }

  /// Takes the table of both raters' classes.
  ///
  /// - Parameters:
  ///   - table: The number of images for each pair of classes, the first rater's class by row.
  ///   - classCount: The number of classes; at least 2.
  ///   - weighting: The credit of unequal classes.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/emptyInput(name:)``, ``StatisticsError/invalidCounts(row:)``,
  ///   ``StatisticsError/noVariation(name:)``.
  public init(
    table: [Int], classCount: Int, weighting: Weighting = .none
  ) throws(StatisticsError) {
    guard table.count == classCount * classCount else {
      throw .lengthMismatch(expected: classCount * classCount, got: table.count)
    }
    if let bad = table.firstIndex(where: { $0 < 0 }) { throw .invalidCounts(row: bad / classCount) }
    let n = table.reduce(0, +)
    guard n > 0 else { throw .emptyInput(name: "images") }
    let shares = table.map { Double($0) / Double(n) }
    let classes = 0..<classCount
    let rows = classes.map { i in classes.reduce(0) { $0 + shares[i * classCount + $1] } }
    let columns = classes.map { j in classes.reduce(0) { $0 + shares[$1 * classCount + j] } }
    func weight(_ i: Int, _ j: Int) -> Double {
      let distance = Double(abs(i - j)) / Double(classCount - 1)
      return switch weighting {
      case .none: i == j ? 1 : 0
      case .linear: 1 - distance
      case .quadratic: 1 - distance * distance
      }
    }
    let rowMeans = classes.map { i in classes.reduce(0) { $0 + weight(i, $1) * columns[$1] } }
    let columnMeans = classes.map { j in classes.reduce(0) { $0 + weight($1, j) * rows[$1] } }
    var observed = 0.0
    var expected = 0.0
    for i in classes {
      for j in classes {
        observed += weight(i, j) * shares[i * classCount + j]
        expected += weight(i, j) * rows[i] * columns[j]
      }
    }
    guard !(rows.contains(1) && rows == columns) else { throw .noVariation(name: "both raters") }
    let kappa = (observed - expected) / (1 - expected)
    var spread = 0.0
    var nullSpread = 0.0
    for i in classes {
      for j in classes {
        let mean = rowMeans[i] + columnMeans[j]
        let deviation = weight(i, j) - mean * (1 - kappa)
        spread += shares[i * classCount + j] * deviation * deviation
        nullSpread += rows[i] * columns[j] * (weight(i, j) - mean) * (weight(i, j) - mean)
      }
    }
    let centre = kappa - expected * (1 - kappa)
    let denominator = Double(n).squareRoot() * (1 - expected)
    value = kappa
    self.observed = observed
    self.expected = expected
    self.n = n
    standardError = max(0, spread - centre * centre).squareRoot() / denominator
    nullStandardError = max(0, nullSpread - expected * expected).squareRoot() / denominator
  }

  /// The interval kappa +- z * standard error, cut at 1.
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: An interval by the method `asymptotic`; at perfect agreement it is the value
  ///   itself.
  /// - Throws: ``StatisticsError/invalidLevel(level:)``.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    let margin = try Interval.normalQuantile(level: level) * standardError
    return Interval(
      low: max(-1, value - margin), high: min(1, value + margin), level: level,
      method: "asymptotic")
  }

  /// The test of chance agreement, z = kappa / null standard error.
  ///
  /// - Parameter alternative: The side of the alternative hypothesis.
  /// - Returns: The test `kappa-z`.
  public func test(_ alternative: Alternative = .twoSided) -> SignificanceTest {
    SignificanceTest(
      name: "kappa-z", z: value == 0 ? 0 : value / nullStandardError, alternative)
  }
}
