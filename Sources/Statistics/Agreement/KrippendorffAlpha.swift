/// Krippendorff's alpha: agreement of annotators beyond chance, with missing values allowed.
///
/// ```text
/// α = 1 - D_o / D_e
/// D_o = 1/n Σ_u 1/(m_u - 1) Σ_ck n_uc n_uk δ²(c, k)
/// D_e = 1/(n (n-1)) Σ_ck n_c n_k δ²(c, k)
/// ```
///
/// over units u with m_u ≥ 2 values; n_uc counts value c in unit u, n_c in all such units. 1 is complete
/// agreement, 0 chance, below 0 systematic disagreement.
///
/// Krippendorff (2011), "Computing Krippendorff's alpha-reliability". Reproduces its examples A to D and
/// DescTools `KrippAlpha`; without variation alpha is 0/0 and refused here, where irr says 1.
public struct KrippendorffAlpha: Equatable, Sendable {
  /// How far apart two values are.
  public enum Metric: String, CaseIterable, Sendable {
    /// δ² = 1 for different values.
    case nominal
    /// δ² = (number of values given between c and k, the ends half)².
    case ordinal
    /// δ² = (c - k)².
    case interval
    /// δ² = ((c - k)/(c + k))², for values of at least 0.
    case ratio
  }

  /// How far apart two values are.
  public let metric: Metric
  /// The coefficient, at most 1.
  public let alpha: Double
  /// D_o, the mean disagreement within units.
  public let observedDisagreement: Double
  /// D_e, the mean disagreement of all pairs of values.
  public let expectedDisagreement: Double
  /// The number of values in units with at least two.
  public let pairableValues: Int
  /// The number of units with at least two values.
  public let unitsUsed: Int

  /// Computes alpha.
  ///
  /// - Parameters:
  ///   - units: The values of each unit.
  ///   - metric: How far apart two values are.
  ///   - weights: How often each unit counts, for resampling by unit; nothing counts each once.
  /// - Throws: ``StatisticsError/nothingToCompare(name:)`` without a unit of two values,
  ///   ``StatisticsError/noVariation(name:)`` when all values are the same,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for negative values with the ratio metric,
  ///   ``StatisticsError/lengthMismatch(expected:got:)`` for a wrong number of weights.
  /// - Complexity: O(entries), for the ratio metric O(entries · values).
  public init(
    _ units: RatedUnits, metric: Metric, weights: [Int32]? = nil
  ) throws(StatisticsError) {
    if let weights, weights.count != units.unitCount {
      throw .lengthMismatch(expected: units.unitCount, got: weights.count)
    }
    if metric == .ratio, let bad = units.values.first(where: { $0 < 0 }) {
      throw .outOfRange(name: "a value on the ratio metric", value: bad, allowed: "at least 0")
    }
    let sums = Marginals(units, weights)
    guard sums.used > 0 else { throw .nothingToCompare(name: "units") }
    guard sums.counts.count(where: { $0 > 0 }) > 1 else { throw .noVariation(name: "units") }
    let distance = Distance(metric, values: units.values, counts: sums.counts)
    let n = Double(sums.total)
    var observed = 0.0
    for unit in 0..<units.unitCount {
      let weight = weights.map { $0[unit] } ?? 1
      let entries = units.entries(unit)
      let size = entries.reduce(0) { $0 + Int(units.counts[$1]) }
      guard weight > 0, size >= 2 else { continue }
      let sum = distance.sum(entries.lazy.map { (Int(units.positions[$0]), Int(units.counts[$0])) })
      observed += Double(weight) * sum / Double(size - 1)
    }
    let present = sums.counts.indices.lazy.filter { sums.counts[$0] > 0 }
    let expected = distance.sum(present.map { ($0, sums.counts[$0]) })
    self.metric = metric
    observedDisagreement = observed / n
    expectedDisagreement = expected / (n * (n - 1))
    guard expectedDisagreement > 0 else { throw .noVariation(name: "units") }
    alpha = 1 - observedDisagreement / expectedDisagreement
    pairableValues = sums.total
    unitsUsed = sums.used
  }

  /// How often each value occurs in units with at least two values.
  private struct Marginals {
    var counts: [Int]
    var total = 0
    var used = 0

    init(_ units: RatedUnits, _ weights: [Int32]?) {
      counts = [Int](repeating: 0, count: units.values.count)
      for unit in 0..<units.unitCount {
        let weight = weights.map { Int($0[unit]) } ?? 1
        let entries = units.entries(unit)
        let size = entries.reduce(0) { $0 + Int(units.counts[$1]) }
        guard weight > 0, size >= 2 else { continue }
        for entry in entries {
          counts[Int(units.positions[entry])] += weight * Int(units.counts[entry])
        }
        total += weight * size
        used += weight
      }
    }
  }

  /// Sums Σ_ck n_c n_k δ²(c, k) over the values of a unit or of all units.
  private struct Distance {
    let metric: Metric
    /// The values, for the ordinal metric their mean rank among all pairable values.
    let scores: [Double]

    init(_ metric: Metric, values: [Double], counts: [Int]) {
      self.metric = metric
      guard metric == .ordinal else {
        scores = values
        return
      }
      // Σ_{g=c..k} n_g - (n_c + n_k)/2 is the difference of these middle ranks.
      var below = 0
      scores = counts.map { count in
        defer { below += count }
        return Double(below) + Double(count) / 2
      }
    }

    func sum(_ entries: some Sequence<(Int, Int)>) -> Double {
      switch metric {
      case .nominal:
        var (size, squares) = (0, 0)
        for (_, count) in entries {
          size += count
          squares += count * count
        }
        return Double(size * size - squares)
      case .ordinal, .interval:
        // Σ_ck n_c n_k (s_c - s_k)² = 2 m Σ n_c (s_c - s̄)²
        var (size, total) = (0.0, 0.0)
        for (position, count) in entries {
          size += Double(count)
          total += Double(count) * scores[position]
        }
        let mean = total / size
        var squares = 0.0
        for (position, count) in entries {
          squares += Double(count) * (scores[position] - mean) * (scores[position] - mean)
        }
        return 2 * size * squares
      case .ratio:
        let list = Array(entries)
        var sum = 0.0
        for (index, (position, count)) in list.enumerated() {
          for (other, otherCount) in list[..<index] {
            let ratio = (scores[position] - scores[other]) / (scores[position] + scores[other])
            sum += 2 * Double(count) * Double(otherCount) * ratio * ratio
          }
        }
        return sum
      }
    }
  }
}
