/// Fleiss' kappa: agreement beyond chance of the same number of annotators on each subject.
///
/// ```text
/// κ = (P̄ - P_e)/(1 - P_e),   P̄ = (Σ n_ij² - N n)/(N n (n-1)),   P_e = Σ p_j²
/// ```
///
/// for N subjects, n ratings each and p_j the share of category j. All counts are combined in whole
/// numbers, so κ is exact up to the last division. Fleiss (1971), doi:10.1037/h0031619; the standard
/// error under κ = 0 after Fleiss, Nee & Landis (1979), doi:10.1037/0033-2909.86.5.974, is for the test
/// only, not for an interval. Agrees with statsmodels 0.15 `fleiss_kappa` and R irr `kappam.fleiss`.
public struct FleissKappa: Equatable, Sendable {
  /// The coefficient, at most 1.
  public let kappa: Double
  /// The mean share of agreeing pairs of annotators, P̄.
  public let observedAgreement: Double
  /// The share expected by chance, P_e.
  public let expectedAgreement: Double
  /// The standard error under κ = 0.
  public let nullStandardError: Double
  /// The share of each category, p_j.
  public let categoryShares: [Double]
  /// The number of subjects, N.
  public let subjects: Int
  /// The number of ratings of each subject, n.
  public let ratings: Int

  /// Computes kappa from a table.
  ///
  /// - Parameter table: The number of ratings of each subject (row) in each category (column).
  /// - Throws: ``StatisticsError/emptyInput(name:)``, ``StatisticsError/invalidCounts(row:)`` for
  ///   ragged or negative rows, ``StatisticsError/unequalRatings(row:expected:got:)``,
  ///   ``StatisticsError/tooFewValues(needed:got:)`` for fewer than two ratings and
  ///   ``StatisticsError/noVariation(name:)`` when one category holds everything.
  /// - Complexity: O(N · categories).
  public init(_ table: [[Int]]) throws(StatisticsError) {
    guard let width = table.first?.count, width > 0 else { throw .emptyInput(name: "the table") }
    if let row = table.firstIndex(where: { $0.count != width || $0.contains { $0 < 0 } }) {
      throw .invalidCounts(row: row)
    }
    try self.init(rows: table, width: width)
  }

  /// Computes kappa from votes.
  ///
  /// - Parameter votes: The votes of each image for each class.
  /// - Throws: The errors of ``init(_:)-([[Int]])``.
  /// - Complexity: O(images · classes).
  public init(_ votes: VoteCounts) throws(StatisticsError) {
    let rows = (0..<votes.imageCount).lazy.map { votes[$0].lazy.map(Int.init) }
    try self.init(rows: rows, width: votes.classCount)
  }

  private init<Rows: Collection>(rows: Rows, width: Int) throws(StatisticsError)
  where Rows.Element: Collection<Int> {
    var totals = [Int](repeating: 0, count: width)
    var squares: Int128 = 0
    var size: Int?
    for (index, row) in rows.enumerated() {
      var sum = 0
      for (category, count) in row.enumerated() {
        sum += count
        totals[category] += count
        squares += Int128(count) * Int128(count)
      }
      let expected = size ?? sum
      guard sum == expected else {
        throw .unequalRatings(row: index, expected: expected, got: sum)
      }
      size = expected
    }
    guard let n = size, n >= 2 else { throw .tooFewValues(needed: 2, got: size ?? 0) }
    let all = Int128(rows.count) * Int128(n)
    let agreeing = squares - all
    let shares = totals.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) }
    let rest = all * all - shares
    guard rest > 0 else { throw .noVariation(name: "the table") }
    kappa = Double(agreeing * all - shares * Int128(n - 1)) / Double(Int128(n - 1) * rest)
    observedAgreement = Double(agreeing) / Double(all * Int128(n - 1))
    expectedAgreement = Double(shares) / Double(all * all)
    categoryShares = totals.map { Double($0) / Double(all) }
    subjects = rows.count
    ratings = n
    let spread = categoryShares.reduce(0) { $0 + $1 * (1 - $1) }
    let skew = categoryShares.reduce(0) { $0 + $1 * (1 - $1) * (1 - 2 * $1) }
    let variance = 2 / Double(all * Int128(n - 1)) * (spread * spread - skew) / (spread * spread)
    nullStandardError = variance.squareRoot()
  }

  /// κ over its standard error under κ = 0.
  public var z: Double { kappa / nullStandardError }

  /// Tests κ = 0.
  ///
  /// - Parameter alternative: The side of the alternative hypothesis.
  /// - Returns: The normal deviate with its p-value.
  public func test(_ alternative: Alternative = .twoSided) -> SignificanceTest {
    SignificanceTest(name: "z", z: z, alternative)
  }
}
