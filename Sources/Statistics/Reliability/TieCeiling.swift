/// The largest rank correlation that a score without ties can have with tied data.
///
/// HSF has few levels, so even a score that orders the images perfectly cannot reach 1:
///
/// ```text
/// rho      sqrt(1 - sum(t^3 - t)/(n^3 - n))
/// tau-b    sqrt(1 - n1/n0),  n1 = sum t(t - 1)/2,  n0 = n(n - 1)/2
/// ```
///
/// over the sizes t of the groups of tied values. It is a line of its own: it has nothing to do with
/// the noise of the votes and is never multiplied into a noise ceiling.
public struct TieCeiling: Sendable, Equatable {
  /// The largest Spearman's rho.
  public let spearman: Double
  /// The largest Kendall's tau-b.
  public let kendall: Double

  /// Counts the ties of a variable.
  ///
  /// - Parameter values: The human measure, one value an image.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` for fewer than 2 values,
  ///   ``StatisticsError/notANumber(name:index:)``, ``StatisticsError/constant(name:)``.
  /// - Complexity: O(n log n).
  public init(_ values: [Double]) throws(StatisticsError) {
    guard values.count >= 2 else { throw .tooFewValues(needed: 2, got: values.count) }
    if let index = values.firstIndex(where: \.isNaN) {
      throw .notANumber(name: "human", index: index)
    }
    let sizes = RankCodes(values).levelSizes
    guard sizes.count > 1 else { throw .constant(name: "human") }
    let n = Double(values.count)
    var cubes = 0.0
    var pairs = 0.0
    for size in sizes {
      let t = Double(size)
      cubes += t * (t * t - 1)
      pairs += t * (t - 1)
    }
    spearman = (1 - cubes / (n * (n * n - 1))).squareRoot()
    kendall = (1 - pairs / (n * (n - 1))).squareRoot()
  }
}
