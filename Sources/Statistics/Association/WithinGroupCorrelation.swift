internal import RealModule

/// A correlation within groups of images (classes), beside the pooled one.
///
/// Differences between the groups are taken out, so that what is left is whether the score orders
/// the images of one class as people do.
///
/// * Pearson: each value less the mean of its group, then Pearson.
/// * Spearman: each average rank among *all* images less the mean rank of its group, then Pearson.
///   This is the partial rank correlation given the group.
/// * Kendall: only pairs within a group count, `sum_g S_g / sqrt(sum_g untied x pairs * sum_g
///   untied y pairs)`, and the test adds the variances of the groups.
///
/// Pearson and Spearman lose one degree of freedom a group: t has n - groups - 1.
///
/// Degenerate cases: a group of one image says nothing and is left out of ``groups``; x or y that
/// is the same within every group is ``StatisticsError/constant(name:)``. Pooled and within can
/// differ in sign (Simpson's paradox).
///
/// Source: Snijders & Bosker 2012, Multilevel Analysis, section 3.6. Pearson and Spearman agree
/// with the partial correlation given indicator columns of the groups (numpy 2.4.6 least squares).
public struct WithinGroupCorrelation: Sendable, Equatable {
  /// The method of the coefficient.
  public let method: CorrelationMethod
  /// The coefficient within groups.
  public let within: Double
  /// The coefficient over all images.
  public let pooled: Double
  /// The number of images in groups of at least two.
  public let n: Int
  /// The number of groups of at least two images.
  public let groups: Int
  private let unexplained: Double
  private let kendallZ: Double

  /// Computes both coefficients.
  ///
  /// - Parameters:
  ///   - x: One value an image.
  ///   - y: One value an image.
  ///   - groupOfImage: The group of each image, any integers.
  ///   - method: The coefficient.
  /// - Throws: The errors of the correlation, ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/tooFewValues(needed:got:)`` without a group of two,
  ///   ``StatisticsError/constant(name:)``.
  /// - Complexity: O(n log n).
  public init(
    _ x: [Double], _ y: [Double], groupOfImage: [Int], method: CorrelationMethod = .spearman
  ) throws(StatisticsError) {
    let pairs = try Pairs(x, y)
    guard groupOfImage.count == x.count else {
      throw .lengthMismatch(expected: x.count, got: groupOfImage.count)
    }
    let grouping = ClassGrouping(groupOfImage)
    let members = (0..<grouping.count).map { grouping.images(of: $0).map { Int($0) } }
      .filter { $0.count > 1 }
    guard !members.isEmpty else { throw .tooFewValues(needed: 2, got: 1) }
    self.method = method
    pooled = try method.correlation(pairs.x, pairs.y).coefficient
    n = members.reduce(0) { $0 + $1.count }
    groups = members.count
    switch method {
    case .pearson:
      (within, unexplained) = try Self.centred(pairs.x, pairs.y, members)
      kendallZ = .nan
    case .spearman:
      (within, unexplained) = try Self.centred(
        Ranking(pairs.x).average, Ranking(pairs.y).average, members)
      kendallZ = .nan
    case .kendall:
      (within, kendallZ) = try Self.kendall(pairs.x, pairs.y, members)
      unexplained = .nan
    }
  }

  /// Tests the coefficient within groups against zero.
  ///
  /// - Parameter alternative: The side of the alternative hypothesis.
  /// - Returns: Student's t with n - groups - 1 degrees of freedom, or for Kendall the sum of the
  ///   groups' scores as a normal deviate.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` without degrees of freedom.
  public func test(
    _ alternative: Alternative = .twoSided
  ) throws(StatisticsError) -> SignificanceTest {
    guard method != .kendall else {
      return SignificanceTest(name: "z", z: kendallZ, alternative)
    }
    return try .correlation(
      within, n: n - groups + 1, unexplained: unexplained, alternative)
  }

  /// The interval of the coefficient within groups, with n - groups + 1 in place of n.
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: Fisher's interval for Pearson, Bonett and Wright's for Spearman.
  /// - Throws: ``StatisticsError/unknownMethod(name:allowed:)`` for Kendall (use a bootstrap within
  ///   groups), ``StatisticsError/tooFewValues(needed:got:)``,
  ///   ``StatisticsError/invalidLevel(level:)``.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    switch method {
    case .pearson:
      try CorrelationInterval.fisherZ.around(within, n: n - groups + 1, level: level)
    case .spearman:
      try CorrelationInterval.bonettWright.around(within, n: n - groups + 1, level: level)
    case .kendall:
      throw .unknownMethod(
        name: method.rawValue,
        allowed: [CorrelationMethod.pearson, .spearman].map(\.rawValue))
    }
  }

  private static func centred(
    _ x: [Double], _ y: [Double], _ members: [[Int]]
  ) throws(StatisticsError) -> (Double, Double) {
    // Deviations of unit size first, so that no offset spoils the group means.
    let first = try deviations(x, members, name: "x")
    let second = try deviations(y, members, name: "y")
    return try UnitDeviations(first, name: "x").correlation(
      with: UnitDeviations(second, name: "y"))
  }

  private static func deviations(
    _ values: [Double], _ members: [[Int]], name: String
  ) throws(StatisticsError) -> [Double] {
    if let bad = values.firstIndex(where: \.isInfinite) { throw .notFinite(name: name, index: bad) }
    let scaled = CodedVariable.standardize(values)
    var result: [Double] = []
    for group in members {
      let mean = group.reduce(0) { $0 + scaled[$1] } / Double(group.count)
      let isConstant = group.allSatisfy { values[$0] == values[group[0]] }
      result.append(contentsOf: group.map { isConstant ? 0 : scaled[$0] - mean })
    }
    return result
  }

  private static func kendall(
    _ x: [Double], _ y: [Double], _ members: [[Int]]
  ) throws(StatisticsError) -> (Double, Double) {
    var score = 0
    var untiedX = 0
    var untiedY = 0
    var variance = 0.0
    for group in members {
      let xs = try Ranking(group.map { x[$0] })
      let ys = try Ranking(group.map { y[$0] })
      let pairs = group.count * (group.count - 1) / 2
      untiedX += pairs - xs.ties.pairs
      untiedY += pairs - ys.ties.pairs
      // A side that is constant in the group has score and variance 0.
      guard xs.levels > 1, ys.levels > 1 else { continue }
      let kendall = try KendallCorrelation(xs, ys)
      score += kendall.score
      variance += kendall.scoreVariance
    }
    guard untiedX > 0 else { throw .constant(name: "x") }
    guard untiedY > 0 else { throw .constant(name: "y") }
    let size = Double(untiedX).squareRoot() * Double(untiedY).squareRoot()
    return (Double(score) / size, score == 0 ? 0 : Double(score) / variance.squareRoot())
  }
}
