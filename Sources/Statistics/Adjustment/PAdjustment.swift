import RealModule

/// Adjustments of p-values for a family of tests.
///
/// With p₍₁₎ ≤ … ≤ p₍ₘ₎ and everything cut at 1:
///
/// | Name | Adjusted p₍ᵢ₎ | Holds |
/// | --- | --- | --- |
/// | bonferroni | m p₍ᵢ₎ | family-wise error, always |
/// | holm | max over j ≤ i of (m - j + 1) p₍ⱼ₎ | family-wise error, always (Holm 1979) |
/// | hochberg | min over j ≥ i of (m - j + 1) p₍ⱼ₎ | family-wise error, independent tests |
/// | benjamini-hochberg | min over j ≥ i of m p₍ⱼ₎ / j | false discovery rate, independent tests |
/// | benjamini-yekutieli | the same times Σ 1/k | false discovery rate, always |
///
/// Hochberg (1988, doi:10.1093/biomet/75.4.800), Benjamini & Hochberg (1995,
/// doi:10.1111/j.2517-6161.1995.tb02031.x), Benjamini & Yekutieli (2001, doi:10.1214/aos/1013699998).
/// Agrees with R `p.adjust`.
public enum PAdjustment: String, CaseIterable, Sendable {
  /// Every p-value times the number of tests.
  case bonferroni
  /// Step down; uniformly better than Bonferroni.
  case holm
  /// Step up.
  case hochberg
  /// The false discovery rate.
  case benjaminiHochberg = "benjamini-hochberg"
  /// The false discovery rate under any dependence.
  case benjaminiYekutieli = "benjamini-yekutieli"

  /// Adjusts p-values.
  ///
  /// - Parameter pValues: The p-values of the whole family, in [0, 1].
  /// - Returns: The adjusted values in the order of the input.
  /// - Throws: ``StatisticsError/notANumber(name:index:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)``.
  /// - Complexity: O(m log m).
  public func adjust(_ pValues: [Double]) throws(StatisticsError) -> [Double] {
    for (index, p) in pValues.enumerated() {
      if p.isNaN { throw .notANumber(name: "p", index: index) }
      guard p >= 0, p <= 1 else {
        throw .outOfRange(name: "a p-value", value: p, allowed: "between 0 and 1")
      }
    }
    return stepped(pValues, largest: 1) { $0 * $1 }
  }

  /// Adjusts p-values that are given as natural logarithms, so that they never underflow.
  ///
  /// - Parameter lnP: The logarithms of the p-values of the whole family, at most 0.
  /// - Returns: The logarithms of the adjusted values in the order of the input.
  /// - Throws: ``StatisticsError/notANumber(name:index:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)``.
  /// - Complexity: O(m log m).
  public func adjust(lnP: [Double]) throws(StatisticsError) -> [Double] {
    for (index, value) in lnP.enumerated() {
      if value.isNaN { throw .notANumber(name: "ln p", index: index) }
      guard value <= 0 else {
        throw .outOfRange(name: "ln p", value: value, allowed: "at most 0")
      }
    }
    return stepped(lnP, largest: 0) { Double.log($0) + $1 }
  }

  /// Adjusts p-values together with their logarithms.
  ///
  /// - Parameter pValues: The p-values of the whole family.
  /// - Returns: The adjusted p-values in the order of the input.
  /// - Throws: The errors of ``adjust(_:)``.
  public func adjust(_ pValues: [PValue]) throws(StatisticsError) -> [PValue] {
    let plain = try adjust(pValues.map(\.p))
    let logarithms = try adjust(lnP: pValues.map(\.lnP))
    return zip(plain, logarithms).map { PValue(p: $0, lnP: $1) }
  }

  private func stepped(
    _ values: [Double], largest: Double, _ scaled: (Double, Double) -> Double
  ) -> [Double] {
    let count = values.count
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let dependence =
      self == .benjaminiYekutieli
      ? (0..<count).reversed().reduce(0.0) { $0 + 1 / Double($1 + 1) } : 1
    var adjusted = order.enumerated().map { position, index in
      min(largest, scaled(dependence * factor(position + 1, of: count), values[index]))
    }
    switch self {
    case .bonferroni: break
    case .holm:
      for position in adjusted.indices.dropFirst() {
        adjusted[position] = max(adjusted[position], adjusted[position - 1])
      }
    case .hochberg, .benjaminiHochberg, .benjaminiYekutieli:
      for position in adjusted.indices.dropLast().reversed() {
        adjusted[position] = min(adjusted[position], adjusted[position + 1])
      }
    }
    var result = values
    for (position, index) in order.enumerated() { result[index] = adjusted[position] }
    return result
  }

  /// What the i-th smallest of m p-values is multiplied by, for independent tests.
  private func factor(_ i: Int, of m: Int) -> Double {
    switch self {
    case .bonferroni: Double(m)
    case .holm, .hochberg: Double(m - i + 1)
    case .benjaminiHochberg, .benjaminiYekutieli: Double(m) / Double(i)
    }
  }
}
