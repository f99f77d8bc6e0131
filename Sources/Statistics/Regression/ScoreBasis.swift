internal import RealModule

/// The form in which a score enters a regression.
///
/// Any of them is computed from the scores alone, so that held-out votes stay unseen.
public enum ScoreBasis: Sendable, Equatable {
  /// The score itself, with mean 0 and standard deviation 1: one column.
  case linear
  /// The normal score of the score's average rank, `quantile((rank - 3/8) / (n + 1/4))` (Blom
  /// 1958): one column. It does not depend on the scale of the score.
  case normalScores
  /// A natural cubic spline in the normal score, with knots at its evenly spaced quantiles: as many
  /// columns as degrees of freedom, orthonormal. Linear beyond the outer knots.
  ///
  /// Source: Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, equations
  /// 5.4-5.5.
  case naturalSpline(degreesOfFreedom: Int)

  /// The columns of the design matrix, without the intercept.
  ///
  /// - Parameter score: The score of each image; finite.
  /// - Returns: One array a column, each as long as `score`.
  /// - Throws: ``StatisticsError/notANumber(name:index:)``,
  ///   ``StatisticsError/notFinite(name:index:)``, ``StatisticsError/constant(name:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for fewer than one or more than 20
  ///   degrees of freedom, ``StatisticsError/undefined(reason:)`` when the score has too few
  ///   distinct values for the knots.
  /// - Complexity: O(n log n).
  public func columns(of score: [Double]) throws(StatisticsError) -> [[Double]] {
    if let bad = score.firstIndex(where: \.isNaN) { throw .notANumber(name: "score", index: bad) }
    if let bad = score.firstIndex(where: \.isInfinite) {
      throw .notFinite(name: "score", index: bad)
    }
    guard score.count >= 2 else { throw .tooFewValues(needed: 2, got: score.count) }
    let codes = RankCodes(score)
    guard codes.levelCount > 1 else { throw .constant(name: "score") }
    switch self {
    case .linear:
      return [CodedVariable.standardize(score)]
    case .normalScores:
      return [Self.normalScores(codes)]
    case .naturalSpline(let degreesOfFreedom):
      guard (1...20).contains(degreesOfFreedom) else {
        throw .outOfRange(
          name: "degreesOfFreedom", value: Double(degreesOfFreedom), allowed: "in 1...20")
      }
      let z = Self.normalScores(codes)
      return try Self.naturalSpline(z, knots: Self.knots(of: z, count: degreesOfFreedom + 1))
    }
  }

  static func normalScores(_ codes: RankCodes) -> [Double] {
    let n = Double(codes.count)
    let scores = (0..<codes.levelCount).map { level in
      let meanRank = (Double(codes.starts[level]) + Double(codes.starts[level + 1]) + 1) / 2
      return Normal.quantile((meanRank - 0.375) / (n + 0.25))
    }
    return codes.codes.map { scores[Int($0)] }
  }

  private static func knots(of values: [Double], count: Int) throws(StatisticsError) -> [Double] {
    let sorted = values.sorted()
    // Quantiles of type 7 at 0, 1/(count-1), ..., 1.
    let knots = (0..<count).map { index in
      let position = Double(index) * Double(sorted.count - 1) / Double(count - 1)
      let below = Int(position)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
    }
    guard zip(knots, knots.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .undefined(
        reason: "the score is tied so heavily that the \(count) knots of the spline coincide; use"
          + " fewer degrees of freedom")
    }
    return knots
  }

  private static func naturalSpline(
    _ z: [Double], knots: [Double]
  ) throws(StatisticsError) -> [[Double]] {
    let last = knots[knots.count - 1]
    func truncated(_ value: Double, _ knot: Double) -> Double {
      let excess = max(0, value - knot)
      let excessOfLast = max(0, value - last)
      return (excess * excess * excess - excessOfLast * excessOfLast * excessOfLast)
        / (last - knot)
    }
    var columns = [z]
    if knots.count > 2 {
      let beforeLast = knots[knots.count - 2]
      for knot in knots.dropLast(2) {
        columns.append(z.map { truncated($0, knot) - truncated($0, beforeLast) })
      }
    }
    return try orthonormalized(columns)
  }

  /// Gram-Schmidt twice, against the constant and the columns before; mean square 1.
  private static func orthonormalized(
    _ columns: [[Double]]
  ) throws(StatisticsError) -> [[Double]] {
    var basis: [[Double]] = []
    for column in columns {
      let n = Double(column.count)
      var rest = column
      let size = (column.reduce(0) { $0 + $1 * $1 } / n).squareRoot()
      for _ in 0..<2 {
        let mean = rest.reduce(0, +) / n
        for index in rest.indices { rest[index] -= mean }
        for earlier in basis {
          let projection = zip(rest, earlier).reduce(0) { $0 + $1.0 * $1.1 } / n
          for index in rest.indices { rest[index] -= projection * earlier[index] }
        }
      }
      let left = (rest.reduce(0) { $0 + $1 * $1 } / n).squareRoot()
      guard left > 1e-10 * size else {
        throw .undefined(
          reason: "the score has too few distinct values for this spline; use fewer degrees of"
            + " freedom")
      }
      basis.append(rest.map { $0 / left })
    }
    return basis
  }
}
