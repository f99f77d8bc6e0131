/// Pearson's correlation of pairs that count with different weights.
///
/// ```text
/// x̄ = Σ w x / Σ w,   r = Σ w (x - x̄)(y - ȳ) / √(Σ w (x - x̄)² Σ w (y - ȳ)²)
/// ```
///
/// The scale of the weights does not matter, and a weight of 0 removes the pair. Weights that stand for
/// reliability have no agreed test of significance; use resampling. A weighted rank correlation has no
/// single definition and is not offered. Agrees with statsmodels `DescrStatsW` and R `cov.wt`.
public struct WeightedPearson: Equatable, Sendable {
  /// The number of pairs with a weight above 0.
  public let n: Int
  /// The coefficient, in [-1, 1].
  public let coefficient: Double

  /// Computes the weighted correlation.
  ///
  /// - Parameters:
  ///   - x: The first measurement of each item.
  ///   - y: The second measurement of each item.
  ///   - weights: The weight of each item, at least 0.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for a negative or infinite weight,
  ///   ``StatisticsError/undefined(reason:)`` when all weights are 0, and Pearson's errors.
  /// - Complexity: O(n).
  public init(
    _ x: [Double], _ y: [Double], weights: [Double]
  ) throws(StatisticsError) {
    guard x.count == y.count else { throw .lengthMismatch(expected: x.count, got: y.count) }
    guard x.count == weights.count else {
      throw .lengthMismatch(expected: x.count, got: weights.count)
    }
    if let index = weights.firstIndex(where: \.isNaN) {
      throw .notANumber(name: "weights", index: index)
    }
    if let bad = weights.first(where: { $0 < 0 || !$0.isFinite }) {
      throw .outOfRange(name: "a weight", value: bad, allowed: "finite and at least 0")
    }
    let used = x.indices.filter { weights[$0] > 0 }
    guard x.isEmpty || !used.isEmpty else { throw .undefined(reason: "the weights sum to 0") }
    guard used.count >= 2 else { throw .tooFewValues(needed: 2, got: used.count) }
    let largest = used.reduce(0) { max($0, weights[$1]) }
    let shares = used.map { weights[$0] / largest }
    let first = try Self.unit(used.map { x[$0] }, shares, name: "x")
    let second = try Self.unit(used.map { y[$0] }, shares, name: "y")
    n = used.count
    coefficient = first.correlation(with: second).r
  }

  /// √w times the deviation from the weighted mean, scaled to length 1.
  private static func unit(
    _ values: [Double], _ weights: [Double], name: String
  ) throws(StatisticsError) -> UnitDeviations {
    // The plain deviations check the values and bring them to a common scale.
    var deviations = try UnitDeviations(values, name: name).values
    let total = Summation.sum(weights.count) { weights[$0] }
    for _ in 0..<2 {
      let mean = Summation.sum(deviations.count) { weights[$0] * deviations[$0] } / total
      for index in deviations.indices { deviations[index] -= mean }
    }
    for index in deviations.indices { deviations[index] *= weights[index].squareRoot() }
    let norm = Summation.sum(deviations.count) { deviations[$0] * deviations[$0] }.squareRoot()
    guard norm > 0 else { throw .constant(name: name) }
    return UnitDeviations(unit: deviations.map { $0 / norm })
  }
}
